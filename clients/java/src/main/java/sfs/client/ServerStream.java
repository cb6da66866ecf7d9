package sfs.client;

import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One opening of a stream of the server. The next message is asked for when one was read. */
final class ServerStream<R> extends ClientCall.Listener<R> {
  private final Calls calls;
  private final ClientCall<?, R> call;

  /** What came in; nothing stands for the end. */
  private final BlockingQueue<Optional<R>> arrived = new LinkedBlockingQueue<>();

  /** Why it ended, if not well. */
  private volatile SfsException failure;

  private ServerStream(Calls calls, ClientCall<?, R> call) {
    this.calls = calls;
    this.call = call;
  }

  /**
   * @param end null: it may stay open
   */
  static <Q, R> ServerStream<R> open(
      Calls calls, MethodDescriptor<Q, R> method, Q request, Deadline end) {
    ClientCall<Q, R> call = calls.newCall(method, end);
    ServerStream<R> stream = new ServerStream<>(calls, call);
    call.start(stream, calls.headers());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return stream;
  }

  /** Waits for a message; null at the end. */
  R read() throws InterruptedException {
    Optional<R> next = arrived.take();
    if (next.isPresent()) {
      call.request(1);
      return next.get();
    }
    arrived.add(next); // It stays at its end.
    if (failure != null) {
      throw (SfsException) failure.fillInStackTrace();
    }
    return null;
  }

  void cancel() {
    call.cancel("the stream was closed", /* cause= */ null);
  }

  @Override
  public void onMessage(R message) {
    arrived.add(Optional.of(message));
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (!status.isOk()) {
      failure = calls.failure(status, trailers, /* requestId= */ "");
    }
    arrived.add(Optional.empty());
  }
}
