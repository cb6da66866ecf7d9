package sfs.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The channel to the server, and the calls that wait for their next attempt on it. */
final class Connection {
  /** Enough to connect with TLS, unless the server is very far away. */
  private static final Duration CONNECTING = Duration.ofMillis(250);

  private final ManagedChannel channel;
  private final Set<CompletableFuture<Void>> waits = ConcurrentHashMap.newKeySet();

  Connection(ManagedChannel channel) {
    this.channel = channel;
  }

  /**
   * One attempt.
   *
   * @param end null: it may take any time
   */
  <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, Deadline end) {
    return channel.newCall(method, CallOptions.DEFAULT.withDeadline(end));
  }

  boolean isClosed() {
    return channel.isShutdown();
  }

  /** Ends what is under way and whatever comes later. */
  void close() {
    channel.shutdownNow();
    waits.forEach(wait -> wait.complete(null));
  }

  /**
   * Completes when it is time for the next attempt of a call: after the wait, or at once where the
   * client is closed or the context cancelled, which the attempt then finds out by itself.
   *
   * @param end of the call
   */
  CompletableFuture<Void> nextAttempt(Duration wait, Context context, Deadline end) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Context.CancellationListener cancelled = ended -> over.complete(null);
    waits.add(over);
    context.addListener(cancelled, Runnable::run);
    over.completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
    // It may have been closed before there was something to end.
    if (isClosed()) {
      over.complete(null);
    }
    return over.thenRun(
            () -> {
              waits.remove(over);
              context.removeListener(cancelled);
            })
        .thenComposeAsync(nothing -> reconnected(end));
  }

  /**
   * Lets a channel that lost its server connect at once, and completes when it did or had time to.
   * The waits of gRPC between connections, up to two minutes, would come on top of ours.
   *
   * @param end of the call, which needs half of what is left itself
   */
  private CompletableFuture<Void> reconnected(Deadline end) {
    CompletableFuture<Void> changed = new CompletableFuture<>();
    if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
      changed.complete(null);
      return changed;
    }
    channel.notifyWhenStateChanged(
        ConnectivityState.TRANSIENT_FAILURE, () -> changed.complete(null));
    channel.resetConnectBackoff();
    long half = end.timeRemaining(TimeUnit.MILLISECONDS) / 2;
    return changed.completeOnTimeout(
        null, Math.min(half, CONNECTING.toMillis()), TimeUnit.MILLISECONDS);
  }
}
