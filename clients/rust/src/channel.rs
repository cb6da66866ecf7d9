use std::{error::Error as _, fs, path::Path, time::Duration};

use http::{Response, StatusCode, header::CONTENT_TYPE};
use tonic::{
    Status,
    body::Body,
    transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity},
};
use tower::util::MapResponse;

use crate::{
    ConfigError,
    settings::{Settings, TlsFiles},
};

const USER_AGENT: &str = concat!("sfs-rust/", env!("CARGO_PKG_VERSION"));

/// With the usual 64 KiB a server that is 20 ms away sends 3 MB/s at most, and a log is larger than that.
const WINDOW: u32 = 2 * 1024 * 1024;

/// An error with many violations comes in the trailers.
const LARGEST_HEADERS: u32 = 64 * 1024;

/// A machine that does not answer is one that cannot be reached, after a while. That of TLS has as long again.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// How often the other side is asked whether it is still there: a watch only waits, and the first call after a pause
/// would wait in vain.
const KEEPALIVE: Duration = Duration::from_secs(60);

/// How long it may take to say so.
const KEEPALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// A channel that only takes answers of gRPC.
pub(crate) type Transport = MapResponse<Channel, fn(Response<Body>) -> Response<Body>>;

/// A channel that connects at the first call, and again at once where the connection is gone: the waiting is done
/// between the attempts of a call.
pub(crate) fn open(settings: &Settings) -> Result<Transport, ConfigError> {
    let endpoint = Endpoint::from_shared(settings.server.uri())
        .and_then(|endpoint| endpoint.user_agent(USER_AGENT))
        .map_err(|_| ConfigError(format!("{} is no address", settings.server)))?
        .connect_timeout(CONNECT_TIMEOUT)
        .http2_keep_alive_interval(KEEPALIVE)
        .keep_alive_timeout(KEEPALIVE_TIMEOUT)
        .keep_alive_while_idle(true)
        .initial_stream_window_size(WINDOW)
        .initial_connection_window_size(WINDOW)
        .http2_max_header_list_size(LARGEST_HEADERS);
    let endpoint = if settings.server.tls {
        endpoint.tls_config(tls_config(&settings.tls)?).map_err(|error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            ConfigError(format!("TLS cannot be set up: {cause} (tls_ca, tls_cert, tls_key)"))
        })?
    } else if let Some(option) = settings.tls.option {
        let server = &settings.server;
        return Err(ConfigError(format!(
            "option {option}: the server {server} is plaintext; write https:// before its address"
        )));
    } else {
        endpoint
    };
    Ok(MapResponse::new(endpoint.connect_lazy(), only_grpc))
}

/// Anything else is a page of a proxy. tonic would read it as messages, and take an empty one for a call that was cut;
/// without the page it goes by the HTTP status.
fn only_grpc(response: Response<Body>) -> Response<Body> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/grpc") {
        response
    } else if response.status() == StatusCode::OK {
        Status::unknown(format!("the answer is not gRPC (content-type: {kind}): is there a proxy?")).into_http()
    } else {
        response.map(|_| Body::empty())
    }
}

fn tls_config(files: &TlsFiles) -> Result<ClientTlsConfig, ConfigError> {
    let config = ClientTlsConfig::new().timeout(CONNECT_TIMEOUT);
    let config = match &files.ca {
        Some(file) => config.ca_certificate(Certificate::from_pem(certificates(file)?)),
        None => config.with_native_roots(),
    };
    match (&files.cert, &files.key) {
        (Some(cert), Some(key)) => Ok(config.identity(Identity::from_pem(certificates(cert)?, read(key)?))),
        (None, None) => Ok(config),
        _ => Err(ConfigError("a TLS certificate needs its key: give both tls_cert and tls_key".into())),
    }
}

/// A file without a certificate would mean: trust nobody.
fn certificates(file: &Path) -> Result<Vec<u8>, ConfigError> {
    let pem = read(file)?;
    if String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
        return Ok(pem);
    }
    Err(ConfigError(format!("{} holds no PEM certificate", file.display())))
}

fn read(file: &Path) -> Result<Vec<u8>, ConfigError> {
    fs::read(file).map_err(|error| ConfigError(format!("{} cannot be read: {error}", file.display())))
}
