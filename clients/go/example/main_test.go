package main

import (
	"os"
	"path/filepath"
	"testing"

	"google.golang.org/protobuf/proto"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "findings.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsNoListOfFindings(t *testing.T) {
	for _, content := range []string{"", "null", "{}", "3", `"text"`, "[null]", "[3]", `["text"]`, "[[]]"} {
		if findings, err := readFindings(write(t, content)); err == nil {
			t.Errorf("%s: got %v", content, findings)
		}
	}
}

func TestEveryFieldInBothSpellings(t *testing.T) {
	want := &sfsv1.Finding{
		Severity: "high", SecuritySeverity: proto.Float64(9.8), Title: "t", Message: "m", RuleId: "r", Path: "p",
		Line: proto.Int32(1), EndLine: proto.Int32(2), Fingerprint: "f", Category: "c", Confidence: "sure",
		Recommendation: "do", ExtraJson: "{}",
	}
	const plain = `"severity": "high", "title": "t", "message": "m", "path": "p", "line": 1, "fingerprint": "f",
		"category": "c", "confidence": "sure", "recommendation": "do", "of_another_tool": [1]`
	findings, err := readFindings(write(t, `[
		{`+plain+`, "security_severity": 9.8, "rule_id": "r", "end_line": 2, "extra_json": "{}"},
		{`+plain+`, "securitySeverity": 9.8, "ruleId": "r", "endLine": 2, "extraJson": "{}"}
	]`))
	if err != nil || len(findings) != 2 {
		t.Fatalf("got %v, %v", findings, err)
	}
	for _, got := range findings {
		if !proto.Equal(got, want) {
			t.Errorf("got %v", got)
		}
	}
}
