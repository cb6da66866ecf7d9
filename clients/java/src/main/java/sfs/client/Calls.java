package sfs.client;

import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes the calls of all services, on one connection. */
final class Calls {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Connection connection;
  private final ApiKey key;
  private final Duration deadline;
  private final boolean streamsEnd;

  /**
   * @param streamsEnd whether the deadline is one for streams of the server too
   */
  Calls(Connection connection, ApiKey key, Duration deadline, boolean streamsEnd) {
    this.connection = connection;
    this.key = key;
    this.deadline = deadline;
    this.streamsEnd = streamsEnd;
  }

  Calls withDeadline(Duration given) {
    return new Calls(connection, key, given, /* streamsEnd= */ true);
  }

  <Q extends Message, R> R unary(MethodDescriptor<Q, R> method, Q request) {
    return retried(method, request).await();
  }

  <Q extends Message, R> CompletableFuture<R> unaryAsync(MethodDescriptor<Q, R> method, Q request) {
    return retried(method, request).start();
  }

  private <Q extends Message, R> RetriedCall<Q, R> retried(
      MethodDescriptor<Q, R> method, Q request) {
    Q filled = RequestIds.fill(request);
    return new RetriedCall<>(this, method, List.of(filled), RequestIds.of(filled));
  }

  <Q, R> SfsStream<R> serverStream(MethodDescriptor<Q, R> method, Q request) {
    return new RetriedStream<>(this, method, request, /* repeatable= */ false);
  }

  /** A stream that begins with the present state: it may be opened again at any time. */
  <Q, R> SfsStream<R> watch(MethodDescriptor<Q, R> method, Q request) {
    return new RetriedStream<>(this, method, request, /* repeatable= */ true);
  }

  /** When a call that begins now must have ended. */
  Deadline end() {
    // Duration.toNanos would refuse what is longer than 292 years.
    Deadline own = Deadline.after(TimeUnit.NANOSECONDS.convert(deadline), TimeUnit.NANOSECONDS);
    Deadline callers = Context.current().getDeadline();
    return callers == null ? own : own.minimum(callers);
  }

  /** When a stream that begins now must have ended; null: never. */
  Deadline streamEnd() {
    return streamsEnd ? end() : null;
  }

  /**
   * One attempt.
   *
   * @param end null: it may take any time
   */
  <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, Deadline end) {
    return connection.newCall(method, end);
  }

  /** The headers of one attempt. */
  Metadata headers() {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, key.authorization());
    return headers;
  }

  /** What a status other than OK means. */
  SfsException failure(Status status, Metadata trailers, String requestId) {
    SfsException failure = Failures.of(status, trailers, requestId);
    return connection.isClosed() && failure.reason().isEmpty()
        ? SfsException.cancelled("the client was closed", requestId)
        : failure;
  }

  /** {@link Connection#nextAttempt}. */
  CompletableFuture<Void> nextAttempt(Duration wait, Context context, Deadline end) {
    return connection.nextAttempt(wait, context, end);
  }
}
