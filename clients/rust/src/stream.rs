use std::pin::Pin;

use futures_util::stream::try_unfold;
use http::uri::PathAndQuery;
use tokio::time::Instant;
use tonic::{Request, Status, Streaming, client::Grpc};
use tonic_prost::ProstCodec;

use crate::{
    CallError, Client, Error,
    call::{not_ready, within},
    channel::Transport,
    method::Method,
    retry::Retries,
};

/// Items that come one by one, the first error is the last of them. Read it with the `StreamExt` of `tokio-stream` or
/// `futures`.
pub type ResultStream<T> = Pin<Box<dyn futures_core::Stream<Item = Result<T, Error>> + Send>>;

impl Client {
    /// A stream as the server sends it.
    pub(crate) fn stream<R: Method>(&self, request: R) -> ResultStream<R::Response> {
        self.open(request, Broken::Fail)
    }

    /// A stream that is opened again as long as nothing of it has arrived, and as `broken` says.
    pub(crate) fn open<R: Method>(&self, request: R, broken: Broken) -> ResultStream<R::Response> {
        let retries = Retries::new(self.deadline());
        let source = Source { client: self.clone(), request, broken, retries, messages: None, begun: false };
        Box::pin(try_unfold(source, |mut source| async move {
            let message = source.next().await?;
            Ok(message.map(|message| (message, source)))
        }))
    }
}

/// What becomes of a stream that breaks after its first message. Before that, it is opened again in any case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The next message would be missing.
    Fail,
    /// It begins with all that there is to know.
    OpenAgain,
}

struct Source<R: Method> {
    client: Client,
    request: R,
    broken: Broken,
    retries: Retries,
    /// The open stream, if there is one.
    messages: Option<Streaming<R::Response>>,
    begun: bool,
}

impl<R: Method> Source<R> {
    async fn next(&mut self) -> Result<Option<R::Response>, Error> {
        loop {
            match self.attempt().await {
                Ok(message) => {
                    self.begun = true;
                    if self.client.stream_deadline().is_none() {
                        self.retries.succeeded();
                    }
                    return Ok(message);
                }
                Err(error) if self.begun && self.broken == Broken::Fail => return Err(error),
                Err(error) => self.retries.after(error).await?,
            }
        }
    }

    /// The next message of the open stream, or the first one of a new stream. A stream that fails is gone.
    async fn attempt(&mut self) -> Result<Option<R::Response>, Error> {
        let limit = self.limit();
        let mut messages = match self.messages.take() {
            Some(messages) => messages,
            None => {
                let mut request = self.client.request(self.request.clone())?;
                if self.client.stream_deadline().is_some() {
                    request.set_timeout(self.retries.end() - Instant::now());
                }
                within(limit, open(self.client.grpc(), request)).await.map_err(failed)?
            }
        };
        let message = within(limit, messages.message()).await.map_err(failed)?;
        self.messages = Some(messages);
        Ok(message)
    }

    /// Until when the next message must be here.
    fn limit(&mut self) -> Option<Instant> {
        let opening = self.messages.is_none();
        if opening {
            // The time that opening may take, all attempts together, begins here.
            self.retries.end();
        }
        // A watch sends its first message at once; others may have nothing to send.
        let bounded = self.client.stream_deadline().is_some() || (opening && self.broken == Broken::OpenAgain);
        bounded.then(|| self.retries.end())
    }
}

async fn open<R: Method>(mut grpc: Grpc<Transport>, request: Request<R>) -> Result<Streaming<R::Response>, Status> {
    grpc.ready().await.map_err(not_ready)?;
    let path = PathAndQuery::from_static(R::PATH);
    Ok(grpc.server_streaming(request, path, ProstCodec::default()).await?.into_inner())
}

fn failed(status: Status) -> Error {
    CallError::new(&status, "").into()
}
