package sfs.client;

import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A call with one answer: attempts, until one succeeds, one fails for good, or the deadline leaves
 * no time for another. No thread waits between them.
 */
final class RetriedCall<Q, R> {
  private final Calls calls;
  private final MethodDescriptor<Q, R> method;
  private final List<Q> messages;
  private final String requestId;
  private final Deadline end;
  // The later attempts begin on other threads, and still belong to the caller's context.
  private final Context context = Context.current();
  private final Backoff backoff = new Backoff();
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private volatile ClientCall<Q, R> current;

  /**
   * @param messages sent by each attempt
   * @param requestId empty for methods without one
   */
  RetriedCall(Calls calls, MethodDescriptor<Q, R> method, List<Q> messages, String requestId) {
    this.calls = calls;
    this.method = method;
    this.messages = messages;
    this.requestId = requestId;
    this.end = calls.end();
  }

  /** Begins. Whoever cancels the future ends the call. */
  CompletableFuture<R> start() {
    result.whenComplete((response, failure) -> cancelUnlessSucceeded());
    attempt();
    return result;
  }

  /** Begins, and waits for the answer. */
  R await() {
    try {
      return start().get();
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw SfsException.cancelled("the calling thread was interrupted", requestId);
    } catch (ExecutionException e) {
      // It was made on a thread of gRPC; what helps is where the call was made.
      if (e.getCause() instanceof SfsException failure) {
        throw (SfsException) failure.fillInStackTrace();
      }
      throw e.getCause() instanceof RuntimeException other ? other : new RuntimeException(e);
    }
  }

  private void attempt() {
    if (!result.isDone()) {
      context.run(this::begin);
    }
  }

  private void begin() {
    try {
      ClientCall<Q, R> call = calls.newCall(method, end);
      Iterator<Q> unsent = messages.iterator();
      call.start(new Attempt(call, unsent), calls.headers());
      current = call;
      call.request(2); // As gRPC does for one answer: it reports a second one as a fault.
      if (method.getType().clientSendsOneMessage()) {
        call.sendMessage(unsent.next());
        call.halfClose();
      }
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
    // The caller may have cancelled before there was something to cancel.
    cancelUnlessSucceeded();
  }

  private void cancelUnlessSucceeded() {
    ClientCall<Q, R> call = current;
    if (call != null && result.isCompletedExceptionally()) {
      call.cancel("the call was cancelled", /* cause= */ null);
    }
  }

  private void failed(SfsException failure) {
    Duration wait = backoff.after(failure);
    if (!Failures.mayPass(failure) || !Backoff.fits(wait, end)) {
      result.completeExceptionally(failure);
      return;
    }
    calls.nextAttempt(wait, context, end).thenRunAsync(this::attempt);
  }

  /** Listens to one attempt, on one thread at a time. */
  private final class Attempt extends ClientCall.Listener<R> {
    private final ClientCall<Q, R> call;
    private final Iterator<Q> unsent;
    private boolean sent;
    private R response;

    Attempt(ClientCall<Q, R> call, Iterator<Q> unsent) {
      this.call = call;
      this.unsent = unsent;
    }

    /** Sends as much as the connection takes now. Only called where there are several messages. */
    @Override
    public void onReady() {
      try {
        while (call.isReady() && unsent.hasNext()) {
          call.sendMessage(unsent.next());
        }
        if (!sent && !unsent.hasNext()) {
          sent = true;
          call.halfClose();
        }
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    }

    @Override
    public void onMessage(R message) {
      response = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk() && response == null) {
        status = Status.INTERNAL.withDescription("the server answered nothing");
      }
      if (status.isOk()) {
        result.complete(response);
      } else if (!result.isDone()) {
        failed(calls.failure(status, trailers, requestId));
      }
    }
  }
}
