use std::time::Duration;

use tokio::time::{Instant, sleep_until};
use tonic::Code;

use crate::{CallError, Error};

const FIRST_WAIT: f64 = 0.1;
const LONGEST_WAIT: f64 = 5.0;

/// Less is no attempt: cut short, it would hide why the others failed.
const SHORTEST_ATTEMPT: Duration = Duration::from_millis(100);

/// Stands for "never" where a clock would overflow.
const VERY_LONG: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Decides between the attempts of one call. The wait doubles and is spread at random (a CI starts many jobs at the
/// same second); a server that says how long to wait is obeyed.
pub(crate) struct Retries {
    limit: Duration,
    end: Option<Instant>,
    attempts: i32,
}

impl Retries {
    /// `limit` is how long it may take in all.
    pub(crate) fn new(limit: Duration) -> Self {
        Self { limit, end: None, attempts: 0 }
    }

    /// When the last attempt must have ended. The time begins when this is first asked.
    pub(crate) fn end(&mut self) -> Instant {
        *self.end.get_or_insert_with(|| from_now(self.limit))
    }

    /// Something came through: the next failure is a new one, with all of the time.
    pub(crate) fn succeeded(&mut self) {
        self.end = None;
        self.attempts = 0;
    }

    /// Waits before the next attempt, or says why there is none.
    pub(crate) async fn after(&mut self, error: Error) -> Result<(), Error> {
        let Some(least) = asked_wait(&error) else { return Err(error) };
        let next = from_now(least.max(backoff(self.attempts, random_fraction())));
        if next + SHORTEST_ATTEMPT >= self.end() {
            return Err(error);
        }
        self.attempts += 1;
        sleep_until(next).await;
        Ok(())
    }
}

/// The least time until another attempt can help; none where it cannot.
fn asked_wait(error: &Error) -> Option<Duration> {
    let Error::Call(call) = error else { return None };
    let CallError { code, retry_after, untrusted, .. } = **call;
    retry_after.or((code == Code::Unavailable && !untrusted).then_some(Duration::ZERO))
}

/// Between half and all of the doubled wait.
fn backoff(attempts: i32, random: f64) -> Duration {
    let longest = (FIRST_WAIT * 2_f64.powi(attempts)).min(LONGEST_WAIT);
    Duration::from_secs_f64(longest * (0.5 + random / 2.0))
}

fn from_now(wait: Duration) -> Instant {
    Instant::now() + wait.min(VERY_LONG)
}

/// A new idempotency id: 128 random bits.
pub(crate) fn new_request_id() -> String {
    format!("{:032x}", random())
}

fn random_fraction() -> f64 {
    random() as f64 / u128::MAX as f64
}

fn random() -> u128 {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    u128::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(code: Code, retry_after: Option<Duration>) -> Error {
        let mut error = CallError::new(&tonic::Status::new(code, "test"), "");
        error.retry_after = retry_after;
        error.into()
    }

    #[test]
    fn the_wait_doubles_up_to_five_seconds() {
        let longest: Vec<_> = (0..8).map(|attempts| backoff(attempts, 1.0).as_millis()).collect();
        assert_eq!(longest, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(backoff(0, 0.0), Duration::from_millis(50));
        assert_eq!(backoff(i32::MAX, 1.0), Duration::from_secs(5));
    }

    #[test]
    fn what_is_tried_again() {
        let second = Some(Duration::from_secs(1));
        assert_eq!(asked_wait(&failure(Code::Unavailable, None)), Some(Duration::ZERO));
        assert_eq!(asked_wait(&failure(Code::ResourceExhausted, second)), second);
        assert_eq!(asked_wait(&failure(Code::Aborted, Some(Duration::ZERO))), Some(Duration::ZERO));
        assert_eq!(asked_wait(&failure(Code::ResourceExhausted, None)), None);
        assert_eq!(asked_wait(&failure(Code::DeadlineExceeded, None)), None);
        assert_eq!(asked_wait(&crate::ConfigError(String::new()).into()), None);
    }

    #[tokio::test]
    async fn no_wait_ends_after_the_deadline() {
        let mut retries = Retries::new(Duration::from_secs(2));
        let begun = Instant::now();
        let last = retries.after(failure(Code::Unavailable, Some(Duration::from_secs(3)))).await;
        assert!(last.is_err());
        assert!(begun.elapsed() < Duration::from_secs(1));
    }

    #[tokio::test]
    async fn after_a_success_there_is_all_of_the_time_again() {
        let mut retries = Retries::new(Duration::ZERO);
        assert!(retries.after(failure(Code::Unavailable, None)).await.is_err());
        retries.limit = Duration::from_secs(10);
        retries.succeeded();
        assert!(retries.after(failure(Code::Unavailable, None)).await.is_ok());
    }

    #[test]
    fn a_deadline_may_be_as_long_as_there_are_numbers() {
        assert!(Retries::new(Duration::MAX).end() > Instant::now());
    }

    #[test]
    fn ids_are_128_bits_and_differ() {
        let (one, two) = (new_request_id(), new_request_id());
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }
}
