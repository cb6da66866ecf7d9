//! Does what the conformance suite tells it, line by line, through the public API of the client: see
//! test/clients/README.md.

mod messages;
mod methods;
mod ops;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader, stdin},
    sync::oneshot,
};

use ops::{Clients, Failure, handle};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let clients = Arc::new(Clients::default());
    // What cancels the requests that are under way, by id.
    let open = Arc::new(Mutex::new(HashMap::<u64, oneshot::Sender<()>>::new()));
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let line: Value = serde_json::from_str(&line)?;
        let id = line["id"].as_u64().unwrap_or_default();
        if line["op"] == "cancel" {
            let target = line["target"].as_u64().and_then(|target| open.lock().unwrap().remove(&target));
            // One that has ended meanwhile needs no cancelling.
            let _ = target.map(|cancel| cancel.send(()));
            say(id, json!({"ok": true}));
            continue;
        }
        let (cancel, cancelled) = oneshot::channel();
        open.lock().unwrap().insert(id, cancel);
        let (clients, open) = (clients.clone(), open.clone());
        tokio::spawn(async move {
            // Dropping what is under way is how Rust cancels; the client has no error for it.
            let answer = tokio::select! {
                answer = handle(&clients, id, line) => answer,
                Ok(()) = cancelled => Err(Failure::Cancelled),
            };
            open.lock().unwrap().remove(&id);
            say(id, answer.unwrap_or_else(Failure::into_json));
        });
    }
    Ok(())
}

/// Writes one line.
pub fn say(id: u64, mut answer: Value) {
    answer["id"] = id.into();
    println!("{answer}");
}
