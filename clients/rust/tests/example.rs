//! What the example makes of a reviewer's file.

#[path = "../examples/review.rs"]
#[allow(dead_code)]
mod review;

use review::findings;
use sfs_client::v1::Finding;

#[test]
fn every_field_in_both_spellings() {
    let finding = Finding {
        severity: "low".into(),
        security_severity: Some(9.8),
        title: "title".into(),
        message: "message".into(),
        rule_id: "rule".into(),
        path: "a.rs".into(),
        line: Some(3),
        end_line: Some(4),
        fingerprint: "print".into(),
        category: "injection".into(),
        confidence: "high".into(),
        recommendation: "do".into(),
        extra_json: "{}".into(),
        ..Default::default()
    };
    let common = r#""severity": "low", "title": "title", "message": "message", "path": "a.rs", "line": 3,
        "fingerprint": "print", "category": "injection", "confidence": "high", "recommendation": "do", "other": 1"#;
    let json = format!(
        r#"[{{{common}, "security_severity": 9.8, "rule_id": "rule", "end_line": 4, "extra_json": "{{}}"}},
            {{{common}, "securitySeverity": 9.8, "ruleId": "rule", "endLine": 4, "extraJson": "{{}}"}}]"#
    );
    assert_eq!(findings(&json).unwrap(), [finding.clone(), finding]);
    assert_eq!(findings(r#"[{"line": null}]"#).unwrap(), [Finding::default()]);
    assert_eq!(findings("[]").unwrap(), []);
}

#[test]
fn what_is_no_list_of_findings() {
    for json in ["", "{}", "null", "3", "[3]", "[[]]", r#"["low"]"#, r#"{"findings": []}"#] {
        assert!(findings(json).is_err(), "{json}");
    }
    for json in [r#"[{"security_severity": "9.8"}]"#, r#"[{"securitySeverity": true}]"#, r#"[{"severity": 9}]"#] {
        let error = findings(json).unwrap_err();
        assert!(error.contains("everity"), "{error}");
    }
}
