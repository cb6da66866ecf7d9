use std::{fmt::Debug, path::PathBuf};

use sfs_client::{CallError, Client, Error, Options, connect};

/// A client that knows nothing but this.
pub async fn client_for(server: String, tls_ca: Option<PathBuf>) -> Client {
    let key = Some("sfsk_test".into());
    let options = Options { server: Some(server), key, tls_ca, environment: Some([].into()), ..Options::default() };
    connect(options).await.unwrap()
}

pub fn failed<T: Debug>(result: Result<T, Error>) -> Box<CallError> {
    match result {
        Err(Error::Call(error)) => error,
        other => panic!("{other:?}"),
    }
}
