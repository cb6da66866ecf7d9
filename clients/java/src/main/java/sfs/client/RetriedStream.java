package sfs.client;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A stream of the server that is opened again when it breaks, for as long as a call may take. One
 * that cannot be repeated is so only until its first message.
 */
final class RetriedStream<Q, R> extends SfsStream<R> {
  private final Calls calls;
  private final MethodDescriptor<Q, R> method;
  private final Q request;
  private final boolean repeatable;
  private final Deadline end;
  private final Backoff backoff = new Backoff();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile ServerStream<R> current;
  private Deadline patience;
  private boolean begun;

  RetriedStream(Calls calls, MethodDescriptor<Q, R> method, Q request, boolean repeatable) {
    this.calls = calls;
    this.method = method;
    this.request = request;
    this.repeatable = repeatable;
    this.end = calls.streamEnd();
    this.patience = calls.end();
    open();
  }

  @Override
  R read() {
    while (true) {
      try {
        R message = current.read();
        begun = true;
        patience = null;
        backoff.reset();
        return message;
      } catch (InterruptedException e) {
        throw interrupted();
      } catch (SfsException failure) {
        await(failure);
        open();
      }
    }
  }

  @Override
  public void close() {
    closed.complete(null);
    current.cancel();
  }

  private void open() {
    current = ServerStream.open(calls, method, request, end);
    // It may have been closed before there was something to cancel.
    if (closed.isDone()) {
      current.cancel();
    }
  }

  /** Waits until it is worth another try, or throws why there is none. */
  private void await(SfsException failure) {
    throwIfClosed();
    if (patience == null) {
      patience = calls.end();
    }
    Duration wait = backoff.after(failure);
    boolean again = (repeatable || !begun) && Failures.mayPass(failure);
    boolean inTime = Backoff.fits(wait, patience) && (end == null || Backoff.fits(wait, end));
    if (!again || !inTime) {
      throw failure;
    }
    try {
      CompletableFuture.anyOf(closed, calls.nextAttempt(wait, Context.current(), patience)).get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw new AssertionError(e); // Neither of them fails.
    }
    throwIfClosed();
  }

  private void throwIfClosed() {
    if (closed.isDone()) {
      throw cancelled("the stream was closed");
    }
  }

  private SfsException interrupted() {
    close();
    Thread.currentThread().interrupt();
    return cancelled("the reading thread was interrupted");
  }

  private static SfsException cancelled(String message) {
    return SfsException.cancelled(message, /* requestId= */ "");
  }
}
