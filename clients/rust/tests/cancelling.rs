//! What is dropped must end on the server as well: each test sees how the stream of its call was reset.

mod support;

use std::{future::poll_fn, time::Duration};

use h2::Reason;
use http::Response;
use prost::bytes::Bytes;
use sfs_client::{
    Client, Code,
    v1::{Finding, GetServerInfoRequest},
};
use support::{client_for, failed};
use tokio::{
    net::TcpListener,
    sync::mpsc,
    time::{sleep, timeout},
};
use tokio_stream::StreamExt as _;

/// A frame with a run whose id is "r".
const RUN: &[u8] = &[0, 0, 0, 0, 5, 10, 3, 10, 1, b'r'];

const SOON: Duration = Duration::from_millis(200);

/// A client of a server that sends the first run of a watch, and else says and reads nothing; and how its calls end.
async fn client() -> (Client, mpsc::UnboundedReceiver<Reason>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (ended, ends) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut connection = h2::server::handshake(listener.accept().await.unwrap().0).await.unwrap();
        while let Some(Ok((request, mut respond))) = connection.accept().await {
            let ended = ended.clone();
            tokio::spawn(async move {
                let reason = if request.uri().path().ends_with("WatchAgentRun") {
                    let head = Response::builder().header("content-type", "application/grpc").body(()).unwrap();
                    let mut stream = respond.send_response(head, false).unwrap();
                    stream.send_data(Bytes::from_static(RUN), false).unwrap();
                    poll_fn(|context| stream.poll_reset(context)).await
                } else {
                    poll_fn(|context| respond.poll_reset(context)).await
                };
                ended.send(reason.unwrap()).unwrap();
            });
        }
    });
    (client_for(address.to_string(), None).await, ends)
}

async fn next(ends: &mut mpsc::UnboundedReceiver<Reason>) -> Option<Reason> {
    timeout(Duration::from_secs(5), ends.recv()).await.expect("the stream is reset")
}

#[tokio::test]
async fn a_call_that_is_dropped() {
    let (client, mut ends) = client().await;
    assert!(timeout(SOON, client.server().get_server_info(GetServerInfoRequest {})).await.is_err());
    assert_eq!(next(&mut ends).await, Some(Reason::CANCEL));
}

#[tokio::test]
async fn a_call_at_its_deadline() {
    let (client, mut ends) = client().await;
    let client = client.with_deadline(SOON);
    let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
    assert_eq!(error.code, Code::DeadlineExceeded);
    assert_eq!(next(&mut ends).await, Some(Reason::CANCEL));
}

#[tokio::test]
async fn findings_that_are_still_on_their_way() {
    let (client, mut ends) = client().await;
    let findings = vec![Finding { message: "x".repeat(10_000), ..Default::default() }; 1000];
    assert!(timeout(SOON, client.add_findings("r", findings)).await.is_err());
    assert_eq!(next(&mut ends).await, Some(Reason::CANCEL));
}

#[tokio::test]
async fn a_watch_that_is_dropped() {
    let (client, mut ends) = client().await;
    let mut runs = client.watch_agent_run("r");
    assert_eq!(runs.next().await.unwrap().unwrap().id, "r");
    sleep(SOON).await;
    assert!(ends.try_recv().is_err());
    drop(runs);
    assert_eq!(next(&mut ends).await, Some(Reason::CANCEL));
}

#[tokio::test]
async fn a_watch_that_is_dropped_while_it_waits() {
    let (client, mut ends) = client().await;
    let mut runs = client.watch_agent_run("r");
    assert!(runs.next().await.unwrap().is_ok());
    let waiting = tokio::spawn(async move { runs.next().await.is_some() });
    sleep(SOON).await;
    waiting.abort();
    assert_eq!(next(&mut ends).await, Some(Reason::CANCEL));
}
