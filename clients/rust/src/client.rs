use std::{fmt, sync::Arc, time::Duration};

use tonic::{
    Request,
    client::Grpc,
    metadata::{Ascii, MetadataValue},
};

use crate::{
    ConfigError, Options,
    channel::{self, Transport},
    server::Server,
    settings,
};

/// The largest answer that is taken.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// Connects with what the options, the environment and the profile say.
///
/// The connection is made by the first call. It belongs to the tokio runtime that this is awaited in.
///
/// # Errors
///
/// Something is wrong with the options. A key that is missing or cannot be sent is an error of the first call.
pub async fn connect(options: Options) -> Result<Client, ConfigError> {
    let settings = settings::load(options)?;
    Ok(Client {
        connection: Arc::new(Connection {
            channel: channel::open(&settings)?,
            server: settings.server,
            key: settings.key,
            deadline: settings.deadline,
        }),
        deadline: None,
    })
}

/// A connection to a server. Clones share it.
///
/// Every call may be cancelled by dropping its future, and every stream by dropping it.
#[derive(Clone)]
pub struct Client {
    connection: Arc<Connection>,
    deadline: Option<Duration>,
}

struct Connection {
    channel: Transport,
    server: Server,
    /// The header, or why there is none.
    key: Result<MetadataValue<Ascii>, ConfigError>,
    deadline: Duration,
}

impl Client {
    /// The same connection with another deadline for each call, all attempts included. It is one for streams as well,
    /// which have none otherwise.
    #[must_use]
    pub fn with_deadline(&self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self.clone() }
    }

    /// How long a call may take.
    pub(crate) fn deadline(&self) -> Duration {
        self.deadline.unwrap_or(self.connection.deadline)
    }

    /// How long a stream may take; none where the caller does not say.
    pub(crate) fn stream_deadline(&self) -> Option<Duration> {
        self.deadline
    }

    pub(crate) fn grpc(&self) -> Grpc<Transport> {
        Grpc::new(self.connection.channel.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// A request with the key.
    pub(crate) fn request<T>(&self, message: T) -> Result<Request<T>, ConfigError> {
        let mut request = Request::new(message);
        request.metadata_mut().insert("authorization", self.connection.key.clone()?);
        Ok(request)
    }
}

/// Without the key.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("server", &self.connection.server.to_string())
            .field("tls", &self.connection.server.tls)
            .field("deadline", &self.deadline())
            .finish_non_exhaustive()
    }
}
