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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sfs.v1.CreateTicketRequest;
import sfs.v1.CreateTicketResponse;
import sfs.v1.TicketServiceGrpc.TicketServiceImplBase;

@Timeout(30)
class RetriedCallTest {
  private static final CreateTicketRequest REQUEST =
      CreateTicketRequest.newBuilder().setTitle("t").build();

  private final Tickets tickets = new Tickets();
  private final TestServer server = new TestServer(tickets);
  private final SfsClient client = server.connect();

  /** Fails as often as it is told to, or never answers. */
  private static final class Tickets extends TicketServiceImplBase {
    final List<CreateTicketRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch arrived = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    volatile int failures;
    volatile boolean silent;
    volatile boolean busy;

    @Override
    public void createTicket(
        CreateTicketRequest request, StreamObserver<CreateTicketResponse> answer) {
      requests.add(request);
      if (silent) {
        ((ServerCallStreamObserver<?>) answer).setOnCancelHandler(cancelled::countDown);
      } else if (busy) {
        answer.onError(TestServer.busy());
      } else if (requests.size() <= failures) {
        answer.onError(Status.UNAVAILABLE.asException());
      } else {
        answer.onNext(CreateTicketResponse.getDefaultInstance());
        answer.onCompleted();
      }
      arrived.countDown();
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void attemptsShareOneRequestIdOfTheClient() {
    tickets.failures = 2;
    client.tickets().createTicket(REQUEST);
    assertEquals(3, tickets.requests.size());
    assertEquals(1, tickets.requests.stream().distinct().count());
    assertEquals(32, tickets.requests.get(0).getRequestId().length());
    assertEquals("", REQUEST.getRequestId());
  }

  @Test
  void noThreadWaitsBetweenAttempts() {
    tickets.failures = 1000;
    int before = Thread.activeCount();
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(client.tickets().createTicketAsync(REQUEST));
    }
    assertTrue(Thread.activeCount() < before + 100);
    tickets.failures = 0;
    calls.forEach(CompletableFuture::join);
  }

  @Test
  void failureOfFutureIsTheException() {
    tickets.failures = 1000;
    var call = client.withDeadline(Duration.ofMillis(1500)).tickets().createTicketAsync(REQUEST);
    var thrown = assertThrows(CompletionException.class, call::join);
    SfsException failure = (SfsException) thrown.getCause();
    assertEquals(Code.UNAVAILABLE, failure.code());
    assertEquals(tickets.requests.get(0).getRequestId(), failure.requestId());
  }

  @Test
  void traceShowsTheCaller() {
    tickets.failures = 1000;
    SfsClient hasty = client.withDeadline(Duration.ofMillis(1500));
    var failure = assertThrows(SfsException.class, () -> hasty.tickets().createTicket(REQUEST));
    String trace = List.of(failure.getStackTrace()).toString();
    assertTrue(trace.contains("traceShowsTheCaller"), trace);
  }

  @Test
  void cancelledFutureEndsTheCall() throws InterruptedException {
    tickets.silent = true;
    CompletableFuture<?> call = client.tickets().createTicketAsync(REQUEST);
    assertTrue(tickets.arrived.await(10, TimeUnit.SECONDS));
    assertTrue(call.cancel(true));
    assertThrows(CancellationException.class, call::join);
    assertTrue(tickets.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void futureThatTimesOutEndsTheCall() throws InterruptedException {
    tickets.silent = true;
    var call = client.tickets().createTicketAsync(REQUEST).orTimeout(300, TimeUnit.MILLISECONDS);
    assertThrows(CompletionException.class, call::join);
    assertTrue(tickets.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void interruptedThreadEndsTheCall() throws InterruptedException {
    tickets.silent = true;
    Thread thread = Thread.currentThread();
    CompletableFuture.runAsync(
        () -> {
          try {
            tickets.arrived.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          thread.interrupt();
        });
    var failure = assertThrows(SfsException.class, () -> client.tickets().createTicket(REQUEST));
    assertTrue(Thread.interrupted(), "the interruption is kept");
    assertEquals(Code.CANCELLED, failure.code());
    assertFalse(failure.requestId().isEmpty());
    assertTrue(tickets.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void contextOfTheCallerEndsTheCall() throws Exception {
    tickets.silent = true;
    Context.CancellableContext context = Context.current().withCancellation();
    CompletableFuture<?> call = context.call(() -> client.tickets().createTicketAsync(REQUEST));
    assertTrue(tickets.arrived.await(10, TimeUnit.SECONDS));
    context.cancel(null);
    assertEquals(Code.CANCELLED, failure(call).code());
  }

  @Test
  void contextOfTheCallerEndsTheWaitBetweenAttempts() throws Exception {
    Context.CancellableContext context = Context.current().withCancellation();
    CompletableFuture<?> call = context.call(this::waitBetweenAttempts);
    context.cancel(null);
    assertEquals(Code.CANCELLED, failure(call).code());
    assertEquals(1, tickets.requests.size());
  }

  @Test
  void closedClientEndsTheWaitBetweenAttempts() throws Exception {
    CompletableFuture<?> call = waitBetweenAttempts();
    client.close();
    SfsException failure = failure(call);
    assertEquals(Code.CANCELLED, failure.code());
    assertEquals("the client was closed", failure.getMessage());
    assertEquals(tickets.requests.get(0).getRequestId(), failure.requestId());
  }

  /** A call that would wait for minutes, if nothing ended it. */
  private CompletableFuture<?> waitBetweenAttempts() throws InterruptedException {
    tickets.busy = true;
    SfsClient patient = client.withDeadline(Duration.ofMinutes(10));
    CompletableFuture<?> call = patient.tickets().createTicketAsync(REQUEST);
    assertTrue(tickets.arrived.await(10, TimeUnit.SECONDS));
    Thread.sleep(500); // The answer travels.
    return call;
  }

  private static SfsException failure(CompletableFuture<?> call) {
    var thrown = assertThrows(ExecutionException.class, () -> call.get(10, TimeUnit.SECONDS));
    return (SfsException) thrown.getCause();
  }

  @Test
  void closedClientEndsItsCallsAndMakesNoMore() throws InterruptedException {
    tickets.silent = true;
    CompletableFuture<?> call = client.tickets().createTicketAsync(REQUEST);
    assertTrue(tickets.arrived.await(10, TimeUnit.SECONDS));
    client.close();
    assertEquals("the client was closed", failure(call).getMessage());
    var failure = assertThrows(SfsException.class, () -> client.tickets().createTicket(REQUEST));
    assertEquals(Code.CANCELLED, failure.code());
    assertEquals("the client was closed", failure.getMessage());
  }

  @Test
  void serverThatComesBackIsFoundSoon() throws Exception {
    client.tickets().createTicket(REQUEST);
    server.stop();
    var starter = Executors.newSingleThreadScheduledExecutor();
    starter.schedule(server::startAgain, 1, TimeUnit.SECONDS);
    long begun = System.nanoTime();
    client.tickets().createTicket(REQUEST);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    starter.shutdown();
    assertTrue(seconds < 4, seconds + " s");
  }
}
