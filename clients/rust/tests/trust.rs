//! Who does not trust the other does not trust it at the next attempt either.

#[path = "support/counted.rs"]
mod counted;
mod support;

use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use rcgen::{CertifiedKey, KeyPair};
use sfs_client::{CallError, Code, v1::GetServerInfoRequest};
use support::{client_for, failed};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{RootCertStore, ServerConfig, pki_types::PrivateKeyDer, server::WebPkiClientVerifier},
};

fn certificate_for(name: &str) -> CertifiedKey<KeyPair> {
    rcgen::generate_simple_self_signed([name.into()]).unwrap()
}

/// What becomes of a call to a server with this certificate, by a client that trusts the other one; and how often the
/// client connected. A mutual server wants a certificate of the client, which has none.
async fn call(
    server: &CertifiedKey<KeyPair>,
    trusted: &CertifiedKey<KeyPair>,
    mutual: bool,
) -> (Box<CallError>, usize) {
    let mut clients = RootCertStore::empty();
    clients.add(server.cert.der().clone()).unwrap();
    let config = ServerConfig::builder();
    let config = if mutual {
        config.with_client_cert_verifier(WebPkiClientVerifier::builder(clients.into()).build().unwrap())
    } else {
        config.with_no_client_auth()
    };
    let key = PrivateKeyDer::Pkcs8(server.signing_key.serialize_der().into());
    let mut config = config.with_single_cert(vec![server.cert.der().clone()], key).unwrap();
    config.alpn_protocols.push(b"h2".to_vec());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let (address, connections) = counted::server(move |socket| {
        let acceptor = acceptor.clone();
        async move {
            // It breaks off.
            let _ = acceptor.accept(socket).await;
        }
    })
    .await;
    let ca = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pem", address.port()));
    fs::write(&ca, trusted.cert.pem()).unwrap();
    let client = client_for(format!("https://{address}"), Some(ca.clone())).await;
    let client = client.with_deadline(Duration::from_secs(1));
    let error = failed(client.server().get_server_info(GetServerInfoRequest {}).await);
    fs::remove_file(ca).unwrap();
    (error, connections.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_server_of_an_unknown_authority() {
    let (error, connections) = call(&certificate_for("127.0.0.1"), &certificate_for("127.0.0.1"), false).await;
    assert_eq!((error.code, connections), (Code::Unavailable, 1), "{error}");
    assert!(error.message.contains("certificate"), "{error}");
}

#[tokio::test]
async fn a_server_of_another_name() {
    let server = certificate_for("sfs.example.com");
    let (error, connections) = call(&server, &server, false).await;
    assert_eq!((error.code, connections), (Code::Unavailable, 1), "{error}");
}

#[tokio::test]
async fn a_server_that_wants_a_certificate_of_ours() {
    let server = certificate_for("127.0.0.1");
    let (error, connections) = call(&server, &server, true).await;
    assert_eq!((error.code, connections), (Code::Unavailable, 1), "{error}");
}

/// Without this the others would show nothing.
#[tokio::test]
async fn a_trusted_server_that_breaks_off() {
    let server = certificate_for("127.0.0.1");
    let (error, connections) = call(&server, &server, false).await;
    assert_eq!(error.code, Code::Unavailable);
    assert!(connections > 1, "{error}");
}
