package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sfs.v1.AddFindingsRequest;
import sfs.v1.AddFindingsResponse;
import sfs.v1.AgentRunServiceGrpc.AgentRunServiceImplBase;
import sfs.v1.Finding;

@Timeout(30)
class SfsClientTest {
  private final Runs runs = new Runs();
  private final TestServer server = new TestServer(runs);
  private final SfsClient client = server.connect();

  /** Takes findings; the first stream is not answered well. */
  private static final class Runs extends AgentRunServiceImplBase {
    final List<String> requestIds = Collections.synchronizedList(new ArrayList<>());

    @Override
    public StreamObserver<AddFindingsRequest> addFindings(
        StreamObserver<AddFindingsResponse> answer) {
      return new StreamObserver<>() {
        private int count;

        @Override
        public void onNext(AddFindingsRequest message) {
          if (message.hasStart()) {
            requestIds.add(message.getStart().getRequestId());
          }
          count += message.getBatch().getItemsCount();
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          if (requestIds.size() == 1) {
            answer.onError(Status.UNAVAILABLE.asException());
            return;
          }
          answer.onNext(AddFindingsResponse.newBuilder().setFindingsAdded(count).build());
          answer.onCompleted();
        }
      };
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void findingsAreSentAgainWithTheSameId() {
    Finding finding = Finding.newBuilder().setMessage("x".repeat(10_000)).build();
    AddFindingsResponse response = client.addFindings("run_1", Collections.nCopies(3000, finding));
    assertEquals(3000, response.getFindingsAdded());
    assertEquals(2, runs.requestIds.size());
    assertEquals(1, runs.requestIds.stream().distinct().count());
  }

  @Test
  void findingsThatCanBeReadOnceAreSentAgain() {
    Iterator<Finding> once = Collections.nCopies(2500, Finding.getDefaultInstance()).iterator();
    assertEquals(2500, client.addFindings("run_1", () -> once).getFindingsAdded());
    assertEquals(2, runs.requestIds.size());
  }

  @Test
  void findingsMayChangeWhileTheyAreSent() {
    List<Finding> findings = new ArrayList<>(List.of(Finding.getDefaultInstance()));
    var call = client.addFindingsAsync("run_1", findings);
    findings.clear();
    assertEquals(1, call.join().getFindingsAdded());
  }

  @Test
  void emptyRequestIdIsNone() {
    client.addFindings("run_1", List.of(), "");
    assertEquals(32, runs.requestIds.get(0).length());
    client.addFindings("run_1", List.of(), "mine");
    assertEquals("mine", runs.requestIds.get(2));
  }

  @Test
  void findingsThatCannotBeReadAreNotSent() {
    Iterable<Finding> findings =
        () -> Collections.nCopies(2500, 1).stream().map(SfsClientTest::unreadable).iterator();
    assertThrows(UncheckedIOException.class, () -> client.addFindings("run_1", findings));
    assertEquals(List.of(), runs.requestIds);
  }

  private static Finding unreadable(int number) {
    throw new UncheckedIOException(new IOException("unreadable"));
  }

  @Test
  void textNamesTheServerAndNoKey() {
    assertTrue(client.toString().contains("http://127.0.0.1:"), client::toString);
    assertFalse(client.toString().contains("sfsk_"), client::toString);
  }

  @Test
  void versionIsThatOfThePackage() {
    assertEquals(System.getProperty("project.version"), SfsClient.VERSION);
  }
}
