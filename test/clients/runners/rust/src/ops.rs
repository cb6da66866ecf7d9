use std::{collections::HashMap, sync::Mutex, time::Duration};

use serde_json::{Value, json};
use sfs_client::{
    Client, Error, Options, connect,
    v1::{AddFindingsStart, Finding},
};
use tokio_stream::StreamExt as _;

use crate::{
    messages::{Method, descriptor, from_json, to_json},
    methods::{self, Items},
    say,
};

/// The clients and what they were made with, by name.
#[derive(Default)]
pub struct Clients(Mutex<HashMap<String, (Client, Options)>>);

/// Why a request has no answer.
pub enum Failure {
    Sfs(Error),
    Cancelled,
    /// The runner itself is at a loss.
    Broken(String),
}

/// Does one request, and says the items of streams meanwhile.
pub async fn handle(clients: &Clients, id: u64, mut line: Value) -> Result<Value, Failure> {
    let name = text(&line["client"]).unwrap_or_default();
    let op = text(&line["op"]).unwrap_or_default();
    if op == "connect" {
        let options = options(&line);
        let client = connect(options.clone()).await.map_err(Error::from)?;
        clients.0.lock().unwrap().insert(name, (client, options));
        return Ok(json!({"ok": true}));
    }
    let known = clients.0.lock().unwrap().get(&name).cloned();
    let (mut client, options) = known.ok_or_else(|| Failure::Broken(format!("there is no client {name}")))?;
    if let Some(deadline) = milliseconds(&line["deadline_ms"]) {
        client = client.with_deadline(deadline);
    }
    let method = || Method::find(line["method"].as_str().unwrap_or_default());
    let run_id = || text(&line["run_id"]).unwrap_or_default();
    match op.as_str() {
        "call" => {
            let method = method()?;
            Ok(json!({"response": methods::call(&client, &method, line["request"].take()).await?}))
        }
        "all" => {
            let method = method()?;
            let limit = line["limit"].as_u64().map_or(usize::MAX, |limit| limit as usize);
            let items = methods::all(&client, &method, line["request"].take())?.take(limit);
            Ok(json!({"items": items.collect::<Result<Vec<_>, _>>().await?}))
        }
        "stream" => {
            let method = method()?;
            say_all(id, methods::stream(&client, &method, line["request"].take())?).await
        }
        "watch" => say_all(id, methods::in_json(descriptor("AgentRun"), client.watch_agent_run(run_id()))).await,
        "add_findings" => {
            let start =
                AddFindingsStart { run_id: run_id(), request_id: text(&line["request_id"]).unwrap_or_default() };
            let response = client.add_findings(start, findings(&mut line)?).await?;
            Ok(json!({"response": to_json(descriptor("AddFindingsResponse"), &response)?}))
        }
        "describe" => Ok(json!({"text": format!("{client:?} {client:#?} {options:?} {options:#?}")})),
        "close" => {
            clients.0.lock().unwrap().remove(&name);
            Ok(json!({"ok": true}))
        }
        _ => Err(Failure::Broken(format!("there is no op {op}"))),
    }
}

async fn say_all(id: u64, mut items: Items) -> Result<Value, Failure> {
    while let Some(item) = items.next().await {
        say(id, json!({"item": item?}));
    }
    Ok(json!({"done": true}))
}

fn options(line: &Value) -> Options {
    let given = &line["options"];
    let file = |name: &str| text(&given[name]).map(Into::into);
    let environment = line["environment"].as_object().into_iter().flatten();
    Options {
        server: text(&given["server"]),
        key: text(&given["key"]),
        profile: text(&given["profile"]),
        tls_ca: file("tls_ca"),
        tls_cert: file("tls_cert"),
        tls_key: file("tls_key"),
        insecure: given["insecure"] == true,
        deadline: milliseconds(&given["deadline_ms"]),
        environment: Some(environment.map(|(name, value)| (name.clone(), text(value).unwrap_or_default())).collect()),
    }
}

fn findings(line: &mut Value) -> Result<Vec<Finding>, Failure> {
    let finding = |json: Value| from_json(descriptor("Finding"), json);
    if let Some(times) = line["repeat"]["times"].as_u64() {
        return Ok(vec![finding(line["repeat"]["finding"].take())?; times as usize]);
    }
    line["findings"].as_array_mut().into_iter().flatten().map(|json| finding(json.take())).collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn milliseconds(value: &Value) -> Option<Duration> {
    value.as_u64().map(Duration::from_millis)
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Sfs(error)
    }
}

impl Failure {
    pub fn into_json(self) -> Value {
        let error = match self {
            Self::Broken(why) => return json!({"broken": why}),
            Self::Cancelled => {
                return json!({"error": {"kind": "call", "code": "CANCELLED", "message": "", "text": ""}});
            }
            Self::Sfs(error) => error,
        };
        let text = format!("{error}\n{error:?}\n{error:#?}");
        let call = match error {
            Error::Config(config) => {
                return json!({"error": {"kind": "config", "message": config.to_string(), "text": text}});
            }
            Error::Call(call) => call,
        };
        let violations = call.violations.iter().map(|one| json!({"field": one.field, "description": one.description}));
        let mut told = json!({
            "kind": "call",
            "code": call.code_name(),
            "reason": call.reason,
            "message": call.message,
            "metadata": call.metadata,
            "violations": violations.collect::<Vec<_>>(),
            "call_id": call.call_id,
            "request_id": call.request_id,
            "text": text,
        });
        if let Some(wait) = call.retry_after {
            told["retry_after_ms"] = json!(wait.as_millis() as u64);
        }
        json!({"error": told})
    }
}
