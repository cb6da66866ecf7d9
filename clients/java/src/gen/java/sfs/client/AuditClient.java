// Generated from sfs/v1/audit.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.AuditEvent;
import sfs.v1.AuditServiceGrpc;
import sfs.v1.ExportAuditEventsRequest;
import sfs.v1.ExportAuditEventsResponse;
import sfs.v1.GetAgentRunReceiptRequest;
import sfs.v1.GetAgentRunReceiptResponse;
import sfs.v1.GetAuditReportRequest;
import sfs.v1.GetAuditReportResponse;
import sfs.v1.GetCheckpointRequest;
import sfs.v1.GetCheckpointResponse;
import sfs.v1.GetConsistencyProofRequest;
import sfs.v1.GetConsistencyProofResponse;
import sfs.v1.GetInclusionProofRequest;
import sfs.v1.GetInclusionProofResponse;
import sfs.v1.ListAuditEventsRequest;
import sfs.v1.ListAuditEventsResponse;
import sfs.v1.ListLogKeysRequest;
import sfs.v1.ListLogKeysResponse;
import sfs.v1.PurgePayloadsRequest;
import sfs.v1.PurgePayloadsResponse;
import sfs.v1.ReadLogRequest;
import sfs.v1.ReadLogResponse;
import sfs.v1.RedactAgentRunRequest;
import sfs.v1.RedactAgentRunResponse;
import sfs.v1.SetLegalHoldRequest;
import sfs.v1.SetLegalHoldResponse;

/**
 * Reads and proves the append-only log of the caller's organization. Every change left an event in
 * it.
 *
 * <p>The log is a Merkle tree (RFC 6962), its heads are signed (C2SP tlog-checkpoint), and events
 * get their places a moment after they happened. Sizes and indexes in requests are decimal text,
 * because 64-bit integers lose digits in JavaScript.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class AuditClient {
  private final Calls calls;

  AuditClient(Calls calls) {
    this.calls = calls;
  }

  /** Lists events, newest first. A key that reaches some projects sees the events of those. */
  public ListAuditEventsResponse listAuditEvents(ListAuditEventsRequest request) {
    return calls.unary(AuditServiceGrpc.getListAuditEventsMethod(), request);
  }

  /** {@link #listAuditEvents} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListAuditEventsResponse> listAuditEventsAsync(
      ListAuditEventsRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getListAuditEventsMethod(), request);
  }

  /** All items of {@link #listAuditEvents}; a page is asked for when it is needed. */
  public SfsIterable<AuditEvent> allAuditEvents(ListAuditEventsRequest request) {
    return Pages.all(
        token ->
            listAuditEvents(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListAuditEventsResponse::getEventsList,
        ListAuditEventsResponse::getNextPageToken);
  }

  /**
   * Streams events, oldest first, with the exact bytes that are logged. It ends at the head of the
   * log.
   */
  public SfsStream<ExportAuditEventsResponse> exportAuditEvents(ExportAuditEventsRequest request) {
    return calls.serverStream(AuditServiceGrpc.getExportAuditEventsMethod(), request);
  }

  /**
   * Sums up a span of time: keys, personas, refused calls, and scopes that keys hold and did not
   * use. For keys that reach all projects.
   */
  public GetAuditReportResponse getAuditReport(GetAuditReportRequest request) {
    return calls.unary(AuditServiceGrpc.getGetAuditReportMethod(), request);
  }

  /** {@link #getAuditReport} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetAuditReportResponse> getAuditReportAsync(
      GetAuditReportRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getGetAuditReportMethod(), request);
  }

  /** Returns the newest signed head of the log. */
  public GetCheckpointResponse getCheckpoint(GetCheckpointRequest request) {
    return calls.unary(AuditServiceGrpc.getGetCheckpointMethod(), request);
  }

  /** {@link #getCheckpoint} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetCheckpointResponse> getCheckpointAsync(GetCheckpointRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getGetCheckpointMethod(), request);
  }

  /** Proves that an event is in the log. */
  public GetInclusionProofResponse getInclusionProof(GetInclusionProofRequest request) {
    return calls.unary(AuditServiceGrpc.getGetInclusionProofMethod(), request);
  }

  /** {@link #getInclusionProof} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetInclusionProofResponse> getInclusionProofAsync(
      GetInclusionProofRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getGetInclusionProofMethod(), request);
  }

  /** Proves that the log of one size begins with the log of an earlier size. */
  public GetConsistencyProofResponse getConsistencyProof(GetConsistencyProofRequest request) {
    return calls.unary(AuditServiceGrpc.getGetConsistencyProofMethod(), request);
  }

  /** {@link #getConsistencyProof} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetConsistencyProofResponse> getConsistencyProofAsync(
      GetConsistencyProofRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getGetConsistencyProofMethod(), request);
  }

  /** Lists the public keys that sign the log or signed it. */
  public ListLogKeysResponse listLogKeys(ListLogKeysRequest request) {
    return calls.unary(AuditServiceGrpc.getListLogKeysMethod(), request);
  }

  /** {@link #listLogKeys} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListLogKeysResponse> listLogKeysAsync(ListLogKeysRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getListLogKeysMethod(), request);
  }

  /**
   * Streams everything that verifying the whole log takes: entries, payloads, tiles, checkpoints,
   * and what the rows of ended runs say. For keys that reach all projects.
   */
  public SfsStream<ReadLogResponse> readLog(ReadLogRequest request) {
    return calls.serverStream(AuditServiceGrpc.getReadLogMethod(), request);
  }

  /**
   * Streams what proves one run offline: its events with their proofs, the attestation, and the
   * head of the log. It waits until the events have their places.
   */
  public SfsStream<GetAgentRunReceiptResponse> getAgentRunReceipt(
      GetAgentRunReceiptRequest request) {
    return calls.serverStream(AuditServiceGrpc.getGetAgentRunReceiptMethod(), request);
  }

  /** Erases names and free text of events for ever; the events stay, and so do their proofs. */
  public PurgePayloadsResponse purgePayloads(PurgePayloadsRequest request) {
    return calls.unary(AuditServiceGrpc.getPurgePayloadsMethod(), request);
  }

  /** {@link #purgePayloads} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<PurgePayloadsResponse> purgePayloadsAsync(PurgePayloadsRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getPurgePayloadsMethod(), request);
  }

  /** Keeps all payloads of the organization, whatever retention says, or ends that. */
  public SetLegalHoldResponse setLegalHold(SetLegalHoldRequest request) {
    return calls.unary(AuditServiceGrpc.getSetLegalHoldMethod(), request);
  }

  /** {@link #setLegalHold} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<SetLegalHoldResponse> setLegalHoldAsync(SetLegalHoldRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getSetLegalHoldMethod(), request);
  }

  /**
   * Erases the texts of an ended run (summary, reasons, findings, context) and the payloads of its
   * events; its digests stay.
   */
  public RedactAgentRunResponse redactAgentRun(RedactAgentRunRequest request) {
    return calls.unary(AuditServiceGrpc.getRedactAgentRunMethod(), request);
  }

  /** {@link #redactAgentRun} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<RedactAgentRunResponse> redactAgentRunAsync(
      RedactAgentRunRequest request) {
    return calls.unaryAsync(AuditServiceGrpc.getRedactAgentRunMethod(), request);
  }
}
