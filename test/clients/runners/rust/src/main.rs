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

/// A request that is under way.
struct Open {
    client: Value,
    cancel: oneshot::Sender<()>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let clients = Arc::new(Clients::default());
    let open = Arc::new(Mutex::new(HashMap::<u64, Open>::new()));
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let line: Value = serde_json::from_str(&line)?;
        let id = line["id"].as_u64().unwrap_or_default();
        if line["op"] == "cancel" {
            cancel(&open, |id, _| line["target"] == id);
            say(id, json!({"ok": true}));
            continue;
        }
        if line["op"] == "close" {
            // A call holds the connection as the client does: it ends with the last of them.
            cancel(&open, |_, client| line["client"] == *client);
        }
        let (cancel, cancelled) = oneshot::channel();
        open.lock().unwrap().insert(id, Open { client: line["client"].clone(), cancel });
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

fn cancel(open: &Mutex<HashMap<u64, Open>>, is_meant: impl Fn(u64, &Value) -> bool) {
    for (_, Open { cancel, .. }) in open.lock().unwrap().extract_if(|id, open| is_meant(*id, &open.client)) {
        // One that has ended meanwhile needs no cancelling.
        let _ = cancel.send(());
    }
}

/// Writes one line.
pub fn say(id: u64, mut answer: Value) {
    answer["id"] = id.into();
    println!("{answer}");
}
