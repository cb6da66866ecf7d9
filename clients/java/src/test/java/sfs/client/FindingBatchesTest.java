package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sfs.v1.AddFindingsRequest;
import sfs.v1.AddFindingsStart;
import sfs.v1.Finding;

class FindingBatchesTest {
  private static final AddFindingsStart START =
      AddFindingsStart.newBuilder().setRunId("run_1").build();

  @Test
  void beginWithTheRun() {
    List<AddFindingsRequest> messages = messages(List.of());
    assertEquals(1, messages.size());
    assertEquals(START, messages.get(0).getStart());
  }

  @Test
  void holdThousandFindings() {
    assertEquals(List.of(0, 1000, 1000, 1), counts(messages(findings(2001, 1))));
    assertEquals(List.of(0, 1000), counts(messages(findings(1000, 1))));
  }

  @Test
  void holdOneMebibyte() {
    for (int size : new int[] {1000, 5000, 16_384, 100_000, 300_000}) {
      List<Finding> findings = findings(8_000_000 / size, size);
      List<AddFindingsRequest> messages = messages(findings);
      List<Finding> sent = new ArrayList<>();
      for (AddFindingsRequest message : messages) {
        assertTrue(message.getSerializedSize() <= 1024 * 1024, () -> "" + size);
        sent.addAll(message.getBatch().getItemsList());
      }
      assertEquals(findings, sent);
      assertTrue(messages.size() <= 13, () -> messages.size() + " of " + size);
    }
  }

  @Test
  void findingThatIsTooLargeGoesAlone() {
    List<Finding> findings = new ArrayList<>(findings(1, 1));
    findings.addAll(findings(1, 2_000_000));
    findings.addAll(findings(1, 1));
    assertEquals(List.of(0, 1, 1, 1), counts(messages(findings)));
  }

  private static List<Finding> findings(int count, int size) {
    return Collections.nCopies(count, Finding.newBuilder().setMessage("x".repeat(size)).build());
  }

  private static List<AddFindingsRequest> messages(List<Finding> findings) {
    return FindingBatches.of(START, findings);
  }

  private static List<Integer> counts(List<AddFindingsRequest> messages) {
    return messages.stream().map(message -> message.getBatch().getItemsCount()).toList();
  }
}
