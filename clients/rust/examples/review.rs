//! A review in a pipeline: starts a run, adds the findings of a file, and exits with the verdict.
//!
//! `cargo run --example review -- PERSONA FINDINGS.json`, with `SFS_SERVER` and `SFS_API_KEY` set.

use std::{env, error::Error, fs, process::ExitCode};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sfs_client::{
    Options, connect,
    v1::{AgentRun, AgentRunStatus, CompleteAgentRunRequest, CreateAgentRunRequest, Finding, Severity, TriggerSource},
};

#[tokio::main]
async fn main() -> ExitCode {
    let (Some(persona), Some(file)) = (env::args().nth(1), env::args().nth(2)) else {
        eprintln!("usage: review PERSONA FINDINGS.json");
        return ExitCode::from(2);
    };
    match review(persona, &file).await {
        Ok(run) => verdict(&run),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn review(persona: String, file: &str) -> Result<AgentRun, Box<dyn Error>> {
    let json = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let findings = findings(&json).map_err(|error| format!("{file} is no list of findings: {error}"))?;
    let findings_total = i32::try_from(findings.len())?;

    let client = connect(Options::default()).await?;
    let created = client.agent_runs().create_agent_run(CreateAgentRunRequest {
        persona,
        start: true,
        fail_on: Severity::High.into(),
        trigger_source: TriggerSource::Ci.into(),
        ..Default::default()
    });
    let run_id = created.await?.run.unwrap_or_default().id;
    client.add_findings(&run_id, findings).await?;
    let completed = client.agent_runs().complete_agent_run(CompleteAgentRunRequest {
        run_id,
        findings_total: Some(findings_total),
        result_summary: format!("{findings_total} findings."),
        ..Default::default()
    });
    Ok(completed.await?.run.unwrap_or_default())
}

/// Only what is surely a pass is one.
fn verdict(run: &AgentRun) -> ExitCode {
    let status = match run.status() {
        AgentRunStatus::Passed => "passed",
        AgentRunStatus::Failed => "failed",
        _ => "errored",
    };
    println!("{} {status}: {}", run.id, run.reasons.join(" "));
    let passed = run.status() == AgentRunStatus::Passed && run.exit_code == Some(0);
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads a list of objects: what is known of each, and the rest is left.
pub fn findings(json: &str) -> Result<Vec<Finding>, String> {
    let list: Vec<Map<String, Value>> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    list.iter().map(finding).collect()
}

fn finding(object: &Map<String, Value>) -> Result<Finding, String> {
    Ok(Finding {
        severity: field(object, &["severity"])?,
        security_severity: field(object, &["security_severity", "securitySeverity"])?,
        title: field(object, &["title"])?,
        message: field(object, &["message"])?,
        rule_id: field(object, &["rule_id", "ruleId"])?,
        path: field(object, &["path"])?,
        line: field(object, &["line"])?,
        end_line: field(object, &["end_line", "endLine"])?,
        fingerprint: field(object, &["fingerprint"])?,
        category: field(object, &["category"])?,
        confidence: field(object, &["confidence"])?,
        recommendation: field(object, &["recommendation"])?,
        extra_json: field(object, &["extra_json", "extraJson"])?,
        ..Default::default()
    })
}

/// A field by any of its names; null is as good as absent. What has another type is not passed over: a severity that
/// nobody reads would let a hole pass.
fn field<T: DeserializeOwned + Default>(object: &Map<String, Value>, names: &[&str]) -> Result<T, String> {
    let found = names.iter().filter_map(|name| Some((name, object.get(*name)?))).find(|(_, value)| !value.is_null());
    let Some((name, value)) = found else { return Ok(T::default()) };
    T::deserialize(value).map_err(|error| format!("{name}: {error}"))
}
