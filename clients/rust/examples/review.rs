//! A review in a pipeline: starts a run, adds the findings of a file, and exits with the verdict.
//!
//! `cargo run --example review -- PERSONA FINDINGS.json`, with `SFS_SERVER` and `SFS_API_KEY` set.

use std::{env, error::Error, fs, process::ExitCode};

use serde_json::Value;
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
    let findings = findings(&fs::read_to_string(file)?)?;
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

/// Reads what is known of each finding and leaves the rest.
fn findings(json: &str) -> serde_json::Result<Vec<Finding>> {
    let list: Vec<Value> = serde_json::from_str(json)?;
    Ok(list.iter().map(finding).collect())
}

fn finding(json: &Value) -> Finding {
    let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
    let line = |key: &str| json[key].as_i64().and_then(|line| line.try_into().ok());
    Finding {
        severity: text("severity"),
        title: text("title"),
        message: text("message"),
        rule_id: text("rule_id"),
        path: text("path"),
        line: line("line"),
        end_line: line("end_line"),
        recommendation: text("recommendation"),
        ..Default::default()
    }
}
