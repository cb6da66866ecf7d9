// Generated from sfs/v1/ticket.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

import java.util.concurrent.CompletableFuture;
import sfs.v1.AcceptTicketRequest;
import sfs.v1.AcceptTicketResponse;
import sfs.v1.AddTicketCommentRequest;
import sfs.v1.AddTicketCommentResponse;
import sfs.v1.ApproveTicketRequest;
import sfs.v1.ApproveTicketResponse;
import sfs.v1.BlockTicketRequest;
import sfs.v1.BlockTicketResponse;
import sfs.v1.CancelTicketRequest;
import sfs.v1.CancelTicketResponse;
import sfs.v1.CloseTicketRequest;
import sfs.v1.CloseTicketResponse;
import sfs.v1.CompleteTicketRequest;
import sfs.v1.CompleteTicketResponse;
import sfs.v1.CreateTicketRequest;
import sfs.v1.CreateTicketResponse;
import sfs.v1.DismissTicketRequest;
import sfs.v1.DismissTicketResponse;
import sfs.v1.GetTicketRequest;
import sfs.v1.GetTicketResponse;
import sfs.v1.HeartbeatTicketRequest;
import sfs.v1.HeartbeatTicketResponse;
import sfs.v1.ListTicketCommentsRequest;
import sfs.v1.ListTicketCommentsResponse;
import sfs.v1.ListTicketHistoryRequest;
import sfs.v1.ListTicketHistoryResponse;
import sfs.v1.ListTicketsRequest;
import sfs.v1.ListTicketsResponse;
import sfs.v1.ReleaseTicketRequest;
import sfs.v1.ReleaseTicketResponse;
import sfs.v1.ReopenTicketRequest;
import sfs.v1.ReopenTicketResponse;
import sfs.v1.StartTicketRequest;
import sfs.v1.StartTicketResponse;
import sfs.v1.Ticket;
import sfs.v1.TicketChange;
import sfs.v1.TicketComment;
import sfs.v1.TicketServiceGrpc;
import sfs.v1.UnblockTicketRequest;
import sfs.v1.UnblockTicketResponse;
import sfs.v1.UpdateTicketRequest;
import sfs.v1.UpdateTicketResponse;
import sfs.v1.WatchTicketRequest;
import sfs.v1.WatchTicketResponse;

/**
 * Keeps the work items that runs may serve.
 *
 * <p>A task goes open → in_progress → review → done; an issue open → in_progress → closed. Who
 * starts a ticket holds a lease of 60 minutes with a fencing epoch; service keys send the epoch
 * with every write to a ticket in progress. Writes to issues also need issues:write.
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class TicketsClient {
  private final Calls calls;

  TicketsClient(Calls calls) {
    this.calls = calls;
  }

  /** Makes a ticket. Tickets of agents start suggested and wait for a person. */
  public CreateTicketResponse createTicket(CreateTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getCreateTicketMethod(), request);
  }

  /** {@link #createTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CreateTicketResponse> createTicketAsync(CreateTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getCreateTicketMethod(), request);
  }

  /** Returns one ticket. */
  public GetTicketResponse getTicket(GetTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getGetTicketMethod(), request);
  }

  /** {@link #getTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<GetTicketResponse> getTicketAsync(GetTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getGetTicketMethod(), request);
  }

  /** Lists tickets, newest first, without descriptions. */
  public ListTicketsResponse listTickets(ListTicketsRequest request) {
    return calls.unary(TicketServiceGrpc.getListTicketsMethod(), request);
  }

  /** {@link #listTickets} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListTicketsResponse> listTicketsAsync(ListTicketsRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getListTicketsMethod(), request);
  }

  /** All items of {@link #listTickets}; a page is asked for when it is needed. */
  public SfsIterable<Ticket> allTickets(ListTicketsRequest request) {
    return Pages.all(
        token ->
            listTickets(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListTicketsResponse::getTicketsList,
        ListTicketsResponse::getNextPageToken);
  }

  /**
   * Changes the fields that the mask names; an empty value clears a field. Every change is kept.
   */
  public UpdateTicketResponse updateTicket(UpdateTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getUpdateTicketMethod(), request);
  }

  /** {@link #updateTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UpdateTicketResponse> updateTicketAsync(UpdateTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getUpdateTicketMethod(), request);
  }

  /**
   * Takes an open ticket, or one whose lease ran out, and returns the context; its epoch rises by
   * one. Sent again with its request id after somebody else started the ticket, it is refused with
   * STALE_LEASE.
   */
  public StartTicketResponse startTicket(StartTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getStartTicketMethod(), request);
  }

  /** {@link #startTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<StartTicketResponse> startTicketAsync(StartTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getStartTicketMethod(), request);
  }

  /** Renews the lease. */
  public HeartbeatTicketResponse heartbeatTicket(HeartbeatTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getHeartbeatTicketMethod(), request);
  }

  /** {@link #heartbeatTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<HeartbeatTicketResponse> heartbeatTicketAsync(
      HeartbeatTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getHeartbeatTicketMethod(), request);
  }

  /** Gives the lease back: the ticket stays in progress without holder, and anyone may start it. */
  public ReleaseTicketResponse releaseTicket(ReleaseTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getReleaseTicketMethod(), request);
  }

  /** {@link #releaseTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ReleaseTicketResponse> releaseTicketAsync(ReleaseTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getReleaseTicketMethod(), request);
  }

  /** Hands a task over to review. */
  public CompleteTicketResponse completeTicket(CompleteTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getCompleteTicketMethod(), request);
  }

  /** {@link #completeTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CompleteTicketResponse> completeTicketAsync(
      CompleteTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getCompleteTicketMethod(), request);
  }

  /**
   * Ends a task in review as done, tells its dependents, and unblocks those that waited for nothing
   * else. Refused to the key that completed it.
   */
  public AcceptTicketResponse acceptTicket(AcceptTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getAcceptTicketMethod(), request);
  }

  /** {@link #acceptTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<AcceptTicketResponse> acceptTicketAsync(AcceptTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getAcceptTicketMethod(), request);
  }

  /** Sends a task in review, or an issue in progress, back to open. */
  public ReopenTicketResponse reopenTicket(ReopenTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getReopenTicketMethod(), request);
  }

  /** {@link #reopenTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ReopenTicketResponse> reopenTicketAsync(ReopenTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getReopenTicketMethod(), request);
  }

  /** Says that a task in progress cannot go on. */
  public BlockTicketResponse blockTicket(BlockTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getBlockTicketMethod(), request);
  }

  /** {@link #blockTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<BlockTicketResponse> blockTicketAsync(BlockTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getBlockTicketMethod(), request);
  }

  /** Says that a blocked task can go on. */
  public UnblockTicketResponse unblockTicket(UnblockTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getUnblockTicketMethod(), request);
  }

  /** {@link #unblockTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<UnblockTicketResponse> unblockTicketAsync(UnblockTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getUnblockTicketMethod(), request);
  }

  /** Opens a suggested ticket. Only people may. */
  public ApproveTicketResponse approveTicket(ApproveTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getApproveTicketMethod(), request);
  }

  /** {@link #approveTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ApproveTicketResponse> approveTicketAsync(ApproveTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getApproveTicketMethod(), request);
  }

  /** Cancels a suggested or open ticket. */
  public DismissTicketResponse dismissTicket(DismissTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getDismissTicketMethod(), request);
  }

  /** {@link #dismissTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<DismissTicketResponse> dismissTicketAsync(DismissTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getDismissTicketMethod(), request);
  }

  /** Cancels a ticket that has not ended; one in review must be reopened first. */
  public CancelTicketResponse cancelTicket(CancelTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getCancelTicketMethod(), request);
  }

  /** {@link #cancelTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CancelTicketResponse> cancelTicketAsync(CancelTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getCancelTicketMethod(), request);
  }

  /** Ends an issue in progress. */
  public CloseTicketResponse closeTicket(CloseTicketRequest request) {
    return calls.unary(TicketServiceGrpc.getCloseTicketMethod(), request);
  }

  /** {@link #closeTicket} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<CloseTicketResponse> closeTicketAsync(CloseTicketRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getCloseTicketMethod(), request);
  }

  /** Adds a comment. */
  public AddTicketCommentResponse addTicketComment(AddTicketCommentRequest request) {
    return calls.unary(TicketServiceGrpc.getAddTicketCommentMethod(), request);
  }

  /** {@link #addTicketComment} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<AddTicketCommentResponse> addTicketCommentAsync(
      AddTicketCommentRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getAddTicketCommentMethod(), request);
  }

  /** Lists comments, oldest first unless asked otherwise. */
  public ListTicketCommentsResponse listTicketComments(ListTicketCommentsRequest request) {
    return calls.unary(TicketServiceGrpc.getListTicketCommentsMethod(), request);
  }

  /** {@link #listTicketComments} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListTicketCommentsResponse> listTicketCommentsAsync(
      ListTicketCommentsRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getListTicketCommentsMethod(), request);
  }

  /** All items of {@link #listTicketComments}; a page is asked for when it is needed. */
  public SfsIterable<TicketComment> allTicketComments(ListTicketCommentsRequest request) {
    return Pages.all(
        token ->
            listTicketComments(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListTicketCommentsResponse::getCommentsList,
        ListTicketCommentsResponse::getNextPageToken);
  }

  /** Lists every change of every field, oldest first. */
  public ListTicketHistoryResponse listTicketHistory(ListTicketHistoryRequest request) {
    return calls.unary(TicketServiceGrpc.getListTicketHistoryMethod(), request);
  }

  /** {@link #listTicketHistory} without waiting; {@code cancel} of this future ends the call. */
  public CompletableFuture<ListTicketHistoryResponse> listTicketHistoryAsync(
      ListTicketHistoryRequest request) {
    return calls.unaryAsync(TicketServiceGrpc.getListTicketHistoryMethod(), request);
  }

  /** All items of {@link #listTicketHistory}; a page is asked for when it is needed. */
  public SfsIterable<TicketChange> allTicketHistory(ListTicketHistoryRequest request) {
    return Pages.all(
        token ->
            listTicketHistory(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ListTicketHistoryResponse::getChangesList,
        ListTicketHistoryResponse::getNextPageToken);
  }

  /**
   * Sends the ticket at once, then the ticket at each change and each new comment, until the ticket
   * has ended.
   */
  public SfsStream<WatchTicketResponse> watchTicket(WatchTicketRequest request) {
    return calls.serverStream(TicketServiceGrpc.getWatchTicketMethod(), request);
  }
}
