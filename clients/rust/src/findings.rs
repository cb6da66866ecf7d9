use std::sync::Arc;

use prost::Message as _;

use crate::{
    Client, Error,
    call::identify,
    method::Method as _,
    v1::{AddFindingsRequest, AddFindingsResponse, AddFindingsStart, Finding, Findings, add_findings_request::Part},
};

/// What the contract allows in one message.
const MOST_FINDINGS: usize = 1000;
/// What fits well into the largest message that a server takes.
const MOST_BYTES: usize = 1024 * 1024;

impl Client {
    /// Adds findings to a running run, any number of them: all or none.
    ///
    /// `start` is the run's id, or an [`AddFindingsStart`] with a request id of your own.
    ///
    /// # Errors
    ///
    /// The server refuses the findings, or cannot be reached before the deadline.
    pub async fn add_findings(
        &self,
        start: impl Into<AddFindingsStart>,
        findings: impl IntoIterator<Item = Finding>,
    ) -> Result<AddFindingsResponse, Error> {
        let mut start = start.into();
        let request_id = identify(&mut start.request_id);
        let parts = std::iter::once(Part::Start(start)).chain(batches(findings).into_iter().map(Part::Batch));
        let messages: Arc<[_]> = parts.map(|part| AddFindingsRequest { part: Some(part) }).collect();
        self.attempts(AddFindingsRequest::PATH, &request_id, || {
            let messages = messages.clone();
            tokio_stream::iter((0..messages.len()).map(move |index| messages[index].clone()))
        })
        .await
    }
}

impl From<&str> for AddFindingsStart {
    fn from(run_id: &str) -> Self {
        run_id.to_owned().into()
    }
}

impl From<&String> for AddFindingsStart {
    fn from(run_id: &String) -> Self {
        run_id.clone().into()
    }
}

impl From<String> for AddFindingsStart {
    fn from(run_id: String) -> Self {
        Self { run_id, request_id: String::new() }
    }
}

/// The findings in their order, in lists that fit into one message each.
fn batches(findings: impl IntoIterator<Item = Finding>) -> Vec<Findings> {
    let mut batches: Vec<Findings> = Vec::new();
    let mut bytes = 0;
    for finding in findings {
        // Itself, its tag, and its length in at most four bytes.
        let size = finding.encoded_len() + 5;
        match batches.last_mut() {
            Some(batch) if batch.items.len() < MOST_FINDINGS && bytes + size <= MOST_BYTES => {
                batch.items.push(finding);
                bytes += size;
            }
            _ => {
                batches.push(Findings { items: vec![finding] });
                bytes = size;
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(length: usize) -> Finding {
        Finding { message: "x".repeat(length), ..Default::default() }
    }

    fn sizes(findings: impl IntoIterator<Item = Finding>) -> Vec<usize> {
        batches(findings).iter().map(|batch| batch.items.len()).collect()
    }

    #[test]
    fn a_message_has_at_most_a_thousand_findings() {
        assert_eq!(sizes(vec![finding(1); 2500]), [1000, 1000, 500]);
        assert_eq!(sizes([]), [] as [usize; 0]);
    }

    #[test]
    fn a_message_has_at_most_a_mebibyte() {
        let batches = batches(vec![finding(300 * 1024); 10]);
        assert_eq!(batches.len(), 4);
        assert!(batches.iter().all(|batch| batch.encoded_len() <= MOST_BYTES));
    }

    #[test]
    fn what_is_larger_goes_alone() {
        assert_eq!(sizes([finding(1), finding(2 * MOST_BYTES), finding(1)]), [1, 1, 1]);
    }
}
