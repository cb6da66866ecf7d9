use std::future::Future;

use futures_core::Stream;
use http::uri::PathAndQuery;
use prost::Message;
use tokio::time::{Instant, timeout_at};
use tonic::Status;
use tonic_prost::ProstCodec;

use crate::{
    CallError, Client, Error,
    method::Method,
    retry::{Retries, new_request_id},
};

impl Client {
    pub(crate) async fn unary<R: Method>(&self, mut request: R) -> Result<R::Response, Error> {
        let request_id = request.request_id().map(identify).unwrap_or_default();
        self.attempts(R::PATH, &request_id, || tokio_stream::once(request.clone())).await
    }

    /// As many attempts as the deadline allows. `messages` makes what is sent, for each of them anew.
    pub(crate) async fn attempts<Q, S, R>(
        &self,
        path: &'static str,
        request_id: &str,
        messages: impl Fn() -> S,
    ) -> Result<R, Error>
    where
        Q: Message + 'static,
        S: Stream<Item = Q> + Send + 'static,
        R: Message + Default + 'static,
    {
        let mut retries = Retries::new(self.deadline());
        loop {
            let end = retries.end();
            let mut request = self.request(messages())?;
            request.set_timeout(end - Instant::now());
            let mut grpc = self.grpc();
            let attempt = within(Some(end), async {
                grpc.ready().await.map_err(not_ready)?;
                // A single message is a stream of one: they are the same to HTTP/2.
                let codec = ProstCodec::default();
                grpc.client_streaming(request, PathAndQuery::from_static(path), codec).await
            });
            match attempt.await {
                Ok(response) => return Ok(response.into_inner()),
                Err(status) => retries.after(CallError::new(&status, request_id).into()).await?,
            }
        }
    }
}

/// The idempotency id of a request. It gets one if it has none.
pub(crate) fn identify(request_id: &mut String) -> String {
    if request_id.is_empty() {
        *request_id = new_request_id();
    }
    request_id.clone()
}

/// What comes of the work before the end; without an end it may take any time.
pub(crate) async fn within<T>(
    end: Option<Instant>,
    work: impl Future<Output = Result<T, Status>>,
) -> Result<T, Status> {
    let Some(end) = end else { return work.await };
    timeout_at(end, work).await.unwrap_or_else(|_| Err(Status::deadline_exceeded("no answer came before the deadline")))
}

pub(crate) fn not_ready(error: tonic::transport::Error) -> Status {
    Status::from_error(error.into())
}
