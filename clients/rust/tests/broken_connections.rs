//! How connections break is reported in many ways. All of them must come out as UNAVAILABLE, and be tried again.

mod support;

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use h2::{Reason, server::SendResponse};
use http::{HeaderMap, Response};
use prost::{Message as _, bytes::Bytes};
use sfs_client::{
    Client, Code,
    v1::{AgentRun, ExportAuditEventsRequest, GetServerInfoRequest, WatchAgentRunResponse},
};
use support::{client_for, failed};
use tokio::net::TcpListener;
use tokio_stream::StreamExt as _;

/// What a server does to one call.
#[derive(Clone, Copy, Debug)]
enum Answer {
    /// Resets the stream at once.
    Reset(Reason),
    /// Sends headers and messages, and resets the stream.
    Cut(&'static [&'static [u8]], Reason),
    /// Sends headers, and ends the stream without a status.
    End,
    /// Answers as a proxy does.
    Http(u16),
    /// Answers with a page for people.
    Page(u16, &'static str),
    /// Sends messages and a status.
    Full(&'static [&'static [u8]], &'static str),
    /// Sends nothing for a long time.
    Hang,
}

/// An empty message.
const EMPTY: &[u8] = &[0, 0, 0, 0, 0];
/// The beginning of a message of ten bytes.
const HALF: &[u8] = &[0, 0, 0, 0, 10, 1];

const BROKEN: [Answer; 12] = [
    Answer::Reset(Reason::NO_ERROR),
    Answer::Reset(Reason::CANCEL),
    Answer::Reset(Reason::INTERNAL_ERROR),
    Answer::Reset(Reason::REFUSED_STREAM),
    Answer::Reset(Reason::ENHANCE_YOUR_CALM),
    Answer::Cut(&[], Reason::CANCEL),
    Answer::Cut(&[], Reason::NO_ERROR),
    Answer::Cut(&[HALF], Reason::NO_ERROR),
    Answer::Cut(&[HALF], Reason::INTERNAL_ERROR),
    Answer::End,
    Answer::Http(503),
    Answer::Page(503, "<html>later</html>"),
];

/// A client of a server that answers like this, and ever again with the last of them; and the number of calls that
/// came.
async fn client_of(answers: impl Into<VecDeque<Answer>>) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let (answers, counter) = (Arc::new(Mutex::new(answers.into())), calls.clone());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (answers, counter) = (answers.clone(), counter.clone());
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(socket).await.unwrap();
                while let Some(Ok((_, respond))) = connection.accept().await {
                    counter.fetch_add(1, Ordering::SeqCst);
                    let mut answers = answers.lock().unwrap();
                    let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().copied() };
                    tokio::spawn(give(answer.unwrap(), respond));
                }
            });
        }
    });
    (client_for(address.to_string(), None).await, calls)
}

async fn give(answer: Answer, mut respond: SendResponse<Bytes>) {
    let head =
        |status: u16| Response::builder().status(status).header("content-type", "application/grpc").body(()).unwrap();
    match answer {
        Answer::Reset(reason) => respond.send_reset(reason),
        Answer::End | Answer::Cut(..) | Answer::Full(..) => {
            let mut stream = respond.send_response(head(200), false).unwrap();
            let (messages, reason, status) = match answer {
                Answer::Cut(messages, reason) => (messages, Some(reason), None),
                Answer::Full(messages, status) => (messages, None, Some(status)),
                _ => (&[][..], None, None),
            };
            for message in messages {
                stream.send_data(Bytes::from_static(message), false).unwrap();
            }
            // What is sent and reset at once is never seen.
            tokio::time::sleep(Duration::from_millis(20)).await;
            match (reason, status) {
                (Some(reason), _) => stream.send_reset(reason),
                (_, Some(status)) => {
                    let trailers = [("grpc-status".parse().unwrap(), status.parse().unwrap())];
                    stream.send_trailers(HeaderMap::from_iter(trailers)).unwrap();
                }
                _ => stream.send_data(Bytes::new(), true).unwrap(),
            }
        }
        Answer::Http(status) => drop(respond.send_response(head(status), true).unwrap()),
        Answer::Page(status, text) => {
            let head = Response::builder().status(status).header("content-type", "text/html").body(()).unwrap();
            respond.send_response(head, false).unwrap().send_data(text.into(), true).unwrap();
        }
        Answer::Hang => tokio::time::sleep(Duration::from_secs(60)).await,
    }
}

#[tokio::test]
async fn what_broke_is_tried_again() {
    for broken in BROKEN {
        let (client, calls) = client_of([broken, Answer::Full(&[EMPTY], "0")]).await;
        let answer = client.server().get_server_info(GetServerInfoRequest {}).await;
        assert!(answer.is_ok(), "{broken:?}: {answer:?}");
        assert_eq!(calls.load(Ordering::SeqCst), 2, "{broken:?}");
    }
}

#[tokio::test]
async fn what_broke_is_unavailable() {
    for broken in BROKEN {
        let (client, _) = client_of([broken]).await;
        let client = client.with_deadline(Duration::from_millis(500));
        let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
        assert_eq!(error.code, Code::Unavailable, "{broken:?}: {error}");
        assert!(!error.message.is_empty(), "{broken:?}");
    }
}

#[tokio::test]
async fn what_the_server_says_stays() {
    for (status, code) in [
        ("1", Code::Cancelled),
        ("2", Code::Unknown),
        ("13", Code::Internal),
        // Success without a message.
        ("0", Code::Internal),
    ] {
        let (client, calls) = client_of([Answer::Full(&[], status)]).await;
        let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
        assert_eq!(error.code, code);
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn what_a_proxy_says_stays() {
    for (answer, code) in [
        (Answer::Http(403), Code::PermissionDenied),
        (Answer::Page(403, "<html>no</html>"), Code::PermissionDenied),
        (Answer::Page(200, "<html>sign in</html>"), Code::Unknown),
        (Answer::Page(200, ""), Code::Unknown),
    ] {
        let (client, calls) = client_of([answer]).await;
        let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
        assert_eq!(error.code, code, "{answer:?}: {error}");
        let mut watch = client.watch_agent_run("r");
        assert_eq!(failed(watch.next().await.unwrap()).code, code, "{answer:?}");
        assert_eq!(calls.load(Ordering::SeqCst), 2, "{answer:?}");
    }
}

#[tokio::test]
async fn a_stream_is_opened_again_until_it_has_begun() {
    let (client, calls) = client_of([
        Answer::Reset(Reason::CANCEL),
        Answer::End,
        Answer::Cut(&[EMPTY, EMPTY], Reason::CANCEL),
        Answer::Full(&[], "0"),
    ])
    .await;
    let mut messages = client.audit().export_audit_events(ExportAuditEventsRequest::default());
    assert!(messages.next().await.unwrap().is_ok());
    assert!(messages.next().await.unwrap().is_ok());
    assert_eq!(failed(messages.next().await.unwrap()).code, Code::Unavailable);
    assert!(messages.next().await.is_none());
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_watch_is_opened_again_and_repeats_nothing() {
    // A frame with a run whose id is "r".
    const RUN: &[u8] = &[0, 0, 0, 0, 5, 10, 3, 10, 1, b'r'];
    let run = AgentRun { id: "r".into(), ..Default::default() };
    assert_eq!(WatchAgentRunResponse { run: Some(run.clone()) }.encode_to_vec(), RUN[5..]);

    let (client, calls) = client_of([Answer::Cut(&[RUN], Reason::CANCEL), Answer::Full(&[RUN, RUN], "0")]).await;
    let runs: Vec<_> = client.watch_agent_run("r").map(Result::unwrap).collect().await;
    assert_eq!(runs, [run]);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_deadline_ends_what_hangs() {
    let (client, calls) = client_of([Answer::Hang]).await;
    let client = client.with_deadline(Duration::from_secs(1));
    let begun = Instant::now();
    let unary = client.server().get_server_info(GetServerInfoRequest {});
    assert_eq!(failed(unary.await).code, Code::DeadlineExceeded);
    let mut stream = client.audit().export_audit_events(ExportAuditEventsRequest::default());
    assert_eq!(failed(stream.next().await.unwrap()).code, Code::DeadlineExceeded);
    let mut watch = client.watch_agent_run("r");
    assert_eq!(failed(watch.next().await.unwrap()).code, Code::DeadlineExceeded);
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}
