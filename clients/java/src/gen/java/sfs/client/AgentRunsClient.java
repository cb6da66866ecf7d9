// Generated from sfs/v1/agent_run.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.AgentRun;
import sfs.v1.AgentRunServiceGrpc;
import sfs.v1.CancelAgentRunRequest;
import sfs.v1.CancelAgentRunResponse;
import sfs.v1.CompleteAgentRunRequest;
import sfs.v1.CompleteAgentRunResponse;
import sfs.v1.CreateAgentRunRequest;
import sfs.v1.CreateAgentRunResponse;
import sfs.v1.Finding;
import sfs.v1.GetAgentRunRequest;
import sfs.v1.GetAgentRunResponse;
import sfs.v1.HeartbeatAgentRunRequest;
import sfs.v1.HeartbeatAgentRunResponse;
import sfs.v1.ListAgentRunsRequest;
import sfs.v1.ListAgentRunsResponse;
import sfs.v1.ListFindingsRequest;
import sfs.v1.ListFindingsResponse;
import sfs.v1.StartAgentRunRequest;
import sfs.v1.StartAgentRunResponse;
import sfs.v1.WatchAgentRunRequest;
import sfs.v1.WatchAgentRunResponse;

/**
 * Records runs and decides their verdict.
 *
 * <p>A run is one execution of one persona, optionally for one ticket: queued → running → passed,
 * failed or errored; or cancelled. What is missing, malformed, late or cancelled is never green.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class AgentRunsClient {
  private final Calls calls;

  AgentRunsClient(Calls calls) {
    this.calls = calls;
  }

  /**
   * Registers a run; with {@code start} it also starts it and returns the context, in one
   * transaction.
   */
  public CreateAgentRunResponse createAgentRun(CreateAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getCreateAgentRunMethod(), request);
  }

  /** {@link #createAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreateAgentRunResponse> createAgentRunAsync(
      CreateAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getCreateAgentRunMethod(), request);
  }

  /**
   * Starts a queued run and returns the context; who starts it holds it. Past its time in the queue
   * the call ends the run errored.
   */
  public StartAgentRunResponse startAgentRun(StartAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getStartAgentRunMethod(), request);
  }

  /** {@link #startAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<StartAgentRunResponse> startAgentRunAsync(StartAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getStartAgentRunMethod(), request);
  }

  /**
   * Extends the lease of a running run, to at most 24 hours after its start. It never shortens it,
   * and it renews one that ran out as long as nothing has ended the run.
   */
  public HeartbeatAgentRunResponse heartbeatAgentRun(HeartbeatAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getHeartbeatAgentRunMethod(), request);
  }

  /** {@link #heartbeatAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<HeartbeatAgentRunResponse> heartbeatAgentRunAsync(
      HeartbeatAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getHeartbeatAgentRunMethod(), request);
  }

  /**
   * Ends a run with a verdict. Completing again with the same content returns the stored run. A run
   * that was never started is refused with WRONG_STATUS; past the lease the call ends the run
   * errored and answers RUN_ALREADY_FINAL.
   */
  public CompleteAgentRunResponse completeAgentRun(CompleteAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getCompleteAgentRunMethod(), request);
  }

  /** {@link #completeAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CompleteAgentRunResponse> completeAgentRunAsync(
      CompleteAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getCompleteAgentRunMethod(), request);
  }

  /** Ends a queued or running run; a cancelled run is red. */
  public CancelAgentRunResponse cancelAgentRun(CancelAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getCancelAgentRunMethod(), request);
  }

  /** {@link #cancelAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CancelAgentRunResponse> cancelAgentRunAsync(
      CancelAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getCancelAgentRunMethod(), request);
  }

  /** Returns one run. */
  public GetAgentRunResponse getAgentRun(GetAgentRunRequest request) {
    return calls.unary(AgentRunServiceGrpc.getGetAgentRunMethod(), request);
  }

  /** {@link #getAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetAgentRunResponse> getAgentRunAsync(GetAgentRunRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getGetAgentRunMethod(), request);
  }

  /** Lists runs, newest first, without findings. */
  public ListAgentRunsResponse listAgentRuns(ListAgentRunsRequest request) {
    return calls.unary(AgentRunServiceGrpc.getListAgentRunsMethod(), request);
  }

  /** {@link #listAgentRuns} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListAgentRunsResponse> listAgentRunsAsync(ListAgentRunsRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getListAgentRunsMethod(), request);
  }

  /** All items of {@link #listAgentRuns}; a page is asked for when it is needed. */
  public SfsIterable<AgentRun> allAgentRuns(ListAgentRunsRequest request) {
    return Pages.all(
        token ->
            listAgentRuns(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListAgentRunsResponse::getRunsList,
        ListAgentRunsResponse::getNextPageToken);
  }

  /** Lists a run's findings, worst first. */
  public ListFindingsResponse listFindings(ListFindingsRequest request) {
    return calls.unary(AgentRunServiceGrpc.getListFindingsMethod(), request);
  }

  /** {@link #listFindings} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListFindingsResponse> listFindingsAsync(ListFindingsRequest request) {
    return calls.unaryAsync(AgentRunServiceGrpc.getListFindingsMethod(), request);
  }

  /** All items of {@link #listFindings}; a page is asked for when it is needed. */
  public SfsIterable<Finding> allFindings(ListFindingsRequest request) {
    return Pages.all(
        token ->
            listFindings(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListFindingsResponse::getFindingsList,
        ListFindingsResponse::getNextPageToken);
  }

  /** Sends the run at once, then at each change until it has ended. */
  public SfsStream<WatchAgentRunResponse> watchAgentRun(WatchAgentRunRequest request) {
    return calls.serverStream(AgentRunServiceGrpc.getWatchAgentRunMethod(), request);
  }
}
