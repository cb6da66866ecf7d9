use futures_util::stream::TryStreamExt as _;

use crate::{
    Client, ResultStream,
    stream::Broken,
    v1::{AgentRun, WatchAgentRunRequest},
};

impl Client {
    /// The run as it is now and at each change, until it has ended.
    ///
    /// It survives a server that stops, restarts or cannot be reached for up to the deadline at a time.
    pub fn watch_agent_run(&self, run_id: impl Into<String>) -> ResultStream<AgentRun> {
        let messages = self.open(WatchAgentRunRequest { run_id: run_id.into() }, Broken::OpenAgain);
        let mut last = None;
        Box::pin(messages.try_filter_map(move |message| {
            // What a new stream begins with may be what the broken one ended with.
            let new = message.run.filter(|run| last.as_ref() != Some(run));
            if new.is_some() {
                last.clone_from(&new);
            }
            std::future::ready(Ok(new))
        }))
    }
}
