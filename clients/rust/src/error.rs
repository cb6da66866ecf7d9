use std::{collections::BTreeMap, error::Error as StdError, fmt, io, time::Duration};

use rustls::AlertDescription;
use tonic::{Code, Status, TimeoutExpired};
use tonic_types::StatusExt as _;

/// Why there is no answer.
#[derive(Clone, Debug)]
pub enum Error {
    /// Something is wrong with the options; nothing was sent.
    Config(ConfigError),
    /// The call failed, in the server or on the way to it.
    Call(Box<CallError>),
}

/// What is wrong with the options. It repeats no value that could be a secret.
#[derive(Clone, Debug)]
pub struct ConfigError(pub(crate) String);

/// A call that failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallError {
    /// The gRPC status.
    pub code: Code,
    /// One of [`ErrorReason`](crate::v1::ErrorReason) without its prefix, for example `SCOPE_MISSING`, or one that only
    /// a newer server knows. Empty where the failure did not come from the server.
    pub reason: String,
    /// For people.
    pub message: String,
    /// What the reason says beside itself, for example `required` and `held`.
    pub metadata: BTreeMap<String, String>,
    /// Every field that breaks the contract.
    pub violations: Vec<Violation>,
    /// Finds the call in the server's log. Empty where the failure did not come from the server.
    pub call_id: String,
    /// The idempotency id of the call: sending the same request with it later settles what became of it. Empty for
    /// methods without one.
    pub request_id: String,
    /// How long the server asks to wait before the next attempt.
    pub retry_after: Option<Duration>,
    /// A certificate was refused, the server's or ours, which no other attempt changes.
    pub(crate) untrusted: bool,
}

/// A field that breaks the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The field's path, for example `findings.items[3].line`.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

impl CallError {
    pub(crate) fn new(status: &Status, request_id: &str) -> Self {
        let details = status.get_error_details();
        let (reason, metadata) = match details.error_info() {
            Some(info) => (info.reason.clone(), info.metadata.clone().into_iter().collect()),
            None => (String::new(), BTreeMap::new()),
        };
        let violations = details.bad_request().map(|bad| &bad.field_violations[..]).unwrap_or_default();
        Self {
            code: code_of(status),
            reason,
            message: message_of(status),
            violations: violations
                .iter()
                .map(|violation| Violation {
                    field: violation.field.clone(),
                    description: violation.description.clone(),
                })
                .collect(),
            call_id: metadata.get("call_id").cloned().unwrap_or_default(),
            metadata,
            request_id: request_id.to_owned(),
            // Without a delay it says: at once.
            retry_after: details.retry_info().map(|info| info.retry_delay.unwrap_or_default()),
            untrusted: is_untrusted(status),
        }
    }

    /// The name of the code as gRPC spells it, for example `PERMISSION_DENIED`.
    pub fn code_name(&self) -> &'static str {
        match self.code {
            Code::Ok => "OK",
            Code::Cancelled => "CANCELLED",
            Code::Unknown => "UNKNOWN",
            Code::InvalidArgument => "INVALID_ARGUMENT",
            Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
            Code::NotFound => "NOT_FOUND",
            Code::AlreadyExists => "ALREADY_EXISTS",
            Code::PermissionDenied => "PERMISSION_DENIED",
            Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
            Code::FailedPrecondition => "FAILED_PRECONDITION",
            Code::Aborted => "ABORTED",
            Code::OutOfRange => "OUT_OF_RANGE",
            Code::Unimplemented => "UNIMPLEMENTED",
            Code::Internal => "INTERNAL",
            Code::Unavailable => "UNAVAILABLE",
            Code::DataLoss => "DATA_LOSS",
            Code::Unauthenticated => "UNAUTHENTICATED",
        }
    }
}

/// A status with a source was not sent by a server: it was made here, of what broke the connection, with a code that
/// depends on how it broke.
fn code_of(status: &Status) -> Code {
    match status.source() {
        Some(source) if causes(source).any(|cause| cause.is::<TimeoutExpired>()) => Code::DeadlineExceeded,
        Some(_) => Code::Unavailable,
        None if was_cut(status) => Code::Unavailable,
        None => status.code(),
    }
}

/// A stream that was reset with NO_ERROR or CANCEL reaches us as one that ended in good order, but without a status or
/// in the middle of a message. Nothing but tonic's words tells that from what a server says.
fn was_cut(status: &Status) -> bool {
    let words = status.message();
    (status.code() == Code::Unknown && words.starts_with("protocol error: missing grpc-status trailer"))
        || (status.code() == Code::Internal && words == "Unexpected EOF decoding stream.")
}

/// How a server says that it does not trust us.
const REFUSALS: [AlertDescription; 7] = [
    AlertDescription::BadCertificate,
    AlertDescription::CertificateExpired,
    AlertDescription::CertificateRequired,
    AlertDescription::CertificateRevoked,
    AlertDescription::CertificateUnknown,
    AlertDescription::UnknownCA,
    AlertDescription::UnsupportedCertificate,
];

fn is_untrusted(status: &Status) -> bool {
    let Some(source) = status.source() else { return false };
    causes(source)
        // What an io::Error holds is not among the causes, only what caused that.
        .filter_map(|cause| cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref())
        .any(|error| matches!(error, rustls::Error::InvalidCertificate(_)))
        // A refusal comes after the handshake of ours; of that, HTTP/2 only keeps the words.
        || REFUSALS.iter().any(|refusal| {
            let words = rustls::Error::AlertReceived(*refusal).to_string();
            causes(source).any(|cause| cause.to_string() == words)
        })
}

/// What broke, from the outside in: "tcp connect error: Connection refused (os error 111)".
fn message_of(status: &Status) -> String {
    let Some(source) = status.source() else { return status.message().to_owned() };
    let mut words: Vec<String> = Vec::new();
    // The outermost cause only says that there is one.
    for cause in causes(source).filter(|cause| !cause.is::<tonic::transport::Error>()).map(ToString::to_string) {
        // Some causes already end with what the next one says.
        if !words.last().is_some_and(|last| last.ends_with(&cause)) {
            words.push(cause);
        }
    }
    words.join(": ")
}

fn causes<'a>(first: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(first), |&cause| cause.source())
}

/// `PERMISSION_DENIED SCOPE_MISSING: message`, then a line for each violation and one with the ids.
impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code_name())?;
        if !self.reason.is_empty() {
            write!(f, " {}", self.reason)?;
        }
        write!(f, ": {}", self.message)?;
        for Violation { field, description } in &self.violations {
            write!(f, "\n  {field}: {description}")?;
        }
        for (what, id) in [("call", &self.call_id), ("request", &self.request_id)] {
            if !id.is_empty() {
                write!(f, "\n  {what} {id}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl StdError for ConfigError {}
impl StdError for CallError {}
impl StdError for Error {}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        Self::Call(Box::new(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic_types::ErrorDetails;

    #[test]
    fn a_retry_info_without_a_delay_says_at_once() {
        let after = |details| CallError::new(&Status::with_error_details(Code::Aborted, "", details), "").retry_after;
        assert_eq!(after(ErrorDetails::with_retry_info(None)), Some(Duration::ZERO));
        assert_eq!(after(ErrorDetails::with_retry_info(Some(Duration::from_secs(2)))), Some(Duration::from_secs(2)));
        assert_eq!(after(ErrorDetails::new()), None);
    }
}
