package sfs.client;

import sfs.v1.AgentRun;
import sfs.v1.AgentRunServiceGrpc;
import sfs.v1.WatchAgentRunRequest;
import sfs.v1.WatchAgentRunResponse;

/** A run at each change. A stream that is opened again begins with a state that may be known. */
final class AgentRunWatch extends SfsStream<AgentRun> {
  private final SfsStream<WatchAgentRunResponse> responses;
  private AgentRun last;

  AgentRunWatch(Calls calls, String runId) {
    WatchAgentRunRequest request = WatchAgentRunRequest.newBuilder().setRunId(runId).build();
    responses = calls.watch(AgentRunServiceGrpc.getWatchAgentRunMethod(), request);
  }

  @Override
  AgentRun read() {
    WatchAgentRunResponse response;
    do {
      response = responses.read();
    } while (response != null && (!response.hasRun() || response.getRun().equals(last)));
    if (response == null) {
      return null;
    }
    last = response.getRun();
    return last;
  }

  @Override
  public void close() {
    responses.close();
  }
}
