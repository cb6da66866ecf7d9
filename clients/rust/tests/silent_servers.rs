//! Servers that are there, and yet are not. The clock of these tests runs ahead while everybody waits.

#[path = "support/counted.rs"]
mod counted;
mod support;

use std::{fs, future::pending, path::Path, sync::atomic::Ordering, time::Duration};

use http::{HeaderMap, Response};
use prost::bytes::Bytes;
use sfs_client::{Code, v1::GetServerInfoRequest};
use support::{client_for, failed};
use tokio::{
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

/// Answers calls for ten seconds, then is silent.
async fn fall_silent(socket: TcpStream) {
    let mut connection = h2::server::handshake(socket).await.unwrap();
    let answers = async {
        while let Some(Ok((_, mut respond))) = connection.accept().await {
            let head = Response::builder().header("content-type", "application/grpc").body(()).unwrap();
            let mut stream = respond.send_response(head, false).unwrap();
            stream.send_data(Bytes::from_static(&[0; 5]), false).unwrap();
            let trailers = [("grpc-status".parse().unwrap(), "0".parse().unwrap())];
            stream.send_trailers(HeaderMap::from_iter(trailers)).unwrap();
        }
    };
    let _ = timeout(Duration::from_secs(10), answers).await;
    pending().await
}

async fn say_nothing(socket: TcpStream) {
    let _open = socket;
    pending().await
}

#[tokio::test(start_paused = true)]
async fn a_network_that_died_is_noticed_before_the_next_call() {
    let (address, connections) = counted::server(fall_silent).await;
    let client = client_for(address.to_string(), None).await;
    assert!(client.server().get_server_info(GetServerInfoRequest {}).await.is_ok());
    sleep(Duration::from_secs(90)).await;
    let begun = Instant::now();
    assert!(client.server().get_server_info(GetServerInfoRequest {}).await.is_ok());
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_handshake_of_tls_does_not_take_for_ever() {
    let ca = Path::new(env!("CARGO_TARGET_TMPDIR")).join("silent.pem");
    fs::write(&ca, rcgen::generate_simple_self_signed(["localhost".into()]).unwrap().cert.pem()).unwrap();
    let (address, connections) = counted::server(say_nothing).await;
    let client = client_for(format!("https://{address}"), Some(ca)).await;
    let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
    assert_eq!(error.code, Code::DeadlineExceeded);
    // The first one is given up after 20 of the 30 seconds.
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}
