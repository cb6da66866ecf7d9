package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sfs.v1.AgentRun;
import sfs.v1.AgentRunServiceGrpc.AgentRunServiceImplBase;
import sfs.v1.WatchAgentRunRequest;
import sfs.v1.WatchAgentRunResponse;

@Timeout(30)
class RetriedStreamTest {
  private static final WatchAgentRunRequest REQUEST =
      WatchAgentRunRequest.newBuilder().setRunId("run_1").build();

  private final Runs runs = new Runs();
  private final TestServer server = new TestServer(runs);
  private final SfsClient client = server.connect();

  /** Each opening plays the next script: findings counts to send, then how it ends. */
  private static final class Runs extends AgentRunServiceImplBase {
    record Script(Status end, int... counts) {}

    static final Status OPEN = null;
    static final Status BUSY = Status.UNAVAILABLE.withDescription("busy");
    final CountDownLatch cancelled = new CountDownLatch(1);
    volatile List<Script> scripts = List.of();
    volatile int opened;

    @Override
    public void watchAgentRun(
        WatchAgentRunRequest request, StreamObserver<WatchAgentRunResponse> answer) {
      ((ServerCallStreamObserver<?>) answer).setOnCancelHandler(cancelled::countDown);
      Script script = scripts.get(Math.min(opened++, scripts.size() - 1));
      for (int count : script.counts()) {
        AgentRun run = AgentRun.newBuilder().setFindingsCount(count).build();
        answer.onNext(WatchAgentRunResponse.newBuilder().setRun(run).build());
      }
      if (script.end() == OPEN) {
        return;
      }
      if (script.end().isOk()) {
        answer.onCompleted();
      } else if (script.end() == BUSY) {
        answer.onError(TestServer.busy());
      } else {
        answer.onError(script.end().asException());
      }
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void watchGoesOnAndRepeatsNothing() {
    runs.scripts =
        List.of(
            new Runs.Script(Status.UNAVAILABLE),
            new Runs.Script(Status.UNAVAILABLE, 1, 2),
            new Runs.Script(Status.UNAVAILABLE, 2),
            new Runs.Script(Status.OK, 2, 2, 3));
    try (SfsStream<AgentRun> watch = client.watchAgentRun("run_1")) {
      assertEquals(List.of(1, 2, 3), watch.stream().map(AgentRun::getFindingsCount).toList());
      assertFalse(watch.iterator().hasNext());
    }
  }

  @Test
  void otherStreamsAreOpenedAgainOnlyBeforeTheirFirstMessage() {
    runs.scripts =
        List.of(new Runs.Script(Status.UNAVAILABLE), new Runs.Script(Status.UNAVAILABLE, 1));
    try (var stream = client.agentRuns().watchAgentRun(REQUEST)) {
      Iterator<WatchAgentRunResponse> messages = stream.iterator();
      messages.next();
      var failure = assertThrows(SfsException.class, messages::hasNext);
      assertEquals(Code.UNAVAILABLE, failure.code());
      assertEquals(2, runs.opened);
    }
  }

  @Test
  void closeEndsReadThatWaits() throws InterruptedException {
    runs.scripts = List.of(new Runs.Script(Runs.OPEN, 1));
    SfsStream<AgentRun> watch = client.watchAgentRun("run_1");
    watch.iterator().next();
    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(watch::close);
    var failure = assertThrows(SfsException.class, () -> watch.iterator().hasNext());
    assertEquals(Code.CANCELLED, failure.code());
    assertTrue(runs.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void closeEndsWaitBetweenAttempts() throws InterruptedException {
    runs.scripts = List.of(new Runs.Script(Status.UNAVAILABLE));
    SfsStream<AgentRun> watch = client.watchAgentRun("run_1");
    CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS).execute(watch::close);
    var failure = assertThrows(SfsException.class, () -> watch.iterator().hasNext());
    assertEquals(Code.CANCELLED, failure.code());
  }

  @Test
  void closedClientEndsTheStream() {
    runs.scripts = List.of(new Runs.Script(Runs.OPEN, 1));
    SfsStream<AgentRun> watch = client.watchAgentRun("run_1");
    watch.iterator().next();
    client.close();
    assertEquals("the client was closed", failureOf(watch).getMessage());
  }

  @Test
  void closedClientEndsTheWaitBetweenAttempts() {
    SfsClient patient = server.connect(Duration.ofMinutes(10));
    CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS).execute(patient::close);
    SfsException failure = failureOf(busyWatch(patient));
    assertEquals(Code.CANCELLED, failure.code());
    assertEquals("the client was closed", failure.getMessage());
  }

  @Test
  void contextOfTheReaderEndsTheWaitBetweenAttempts() {
    Context.CancellableContext context = Context.current().withCancellation();
    CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS)
        .execute(() -> context.cancel(null));
    try (SfsClient patient = server.connect(Duration.ofMinutes(10))) {
      context.run(() -> assertEquals(Code.CANCELLED, failureOf(busyWatch(patient)).code()));
    }
  }

  /** A watch that would wait for minutes, if nothing ended it. */
  private SfsStream<AgentRun> busyWatch(SfsClient patient) {
    runs.scripts = List.of(new Runs.Script(Runs.BUSY));
    return patient.watchAgentRun("run_1");
  }

  private static SfsException failureOf(SfsStream<AgentRun> watch) {
    return assertThrows(SfsException.class, () -> watch.iterator().hasNext());
  }

  @Test
  void interruptedReaderEndsTheStream() throws InterruptedException {
    runs.scripts = List.of(new Runs.Script(Runs.OPEN, 1));
    SfsStream<AgentRun> watch = client.watchAgentRun("run_1");
    watch.iterator().next();
    Thread.currentThread().interrupt();
    var failure = assertThrows(SfsException.class, () -> watch.iterator().hasNext());
    assertTrue(Thread.interrupted(), "the interruption is kept");
    assertEquals(Code.CANCELLED, failure.code());
    assertTrue(runs.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void streamHasADeadlineOnlyIfItIsGivenOne() {
    runs.scripts = List.of(new Runs.Script(Runs.OPEN, 1));
    SfsClient hasty = client.withDeadline(Duration.ofSeconds(1));
    try (SfsStream<AgentRun> watch = hasty.watchAgentRun("run_1")) {
      watch.iterator().next();
      var failure = assertThrows(SfsException.class, () -> watch.iterator().hasNext());
      assertEquals(Code.DEADLINE_EXCEEDED, failure.code());
    }
    try (SfsClient brief = server.connect(Duration.ofSeconds(1));
        SfsStream<AgentRun> watch = brief.watchAgentRun("run_1")) {
      watch.iterator().next();
      CompletableFuture<Boolean> more =
          CompletableFuture.supplyAsync(() -> watch.iterator().hasNext());
      assertThrows(TimeoutException.class, () -> more.get(2, TimeUnit.SECONDS));
    }
  }
}
