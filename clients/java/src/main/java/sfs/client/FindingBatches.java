package sfs.client;

import java.util.ArrayList;
import java.util.List;
import sfs.v1.AddFindingsRequest;
import sfs.v1.AddFindingsStart;
import sfs.v1.Finding;
import sfs.v1.Findings;

/** Divides findings into messages. */
final class FindingBatches {
  private static final int MAX_FINDINGS = 1000;

  /** One message has at most 1 MiB; some of it is needed for what stands around the findings. */
  private static final int MAX_BYTES = 1024 * 1024 - 64;

  /** A finding in a list is preceded by its tag and by its length in at most four bytes. */
  private static final int OVERHEAD = 5;

  private FindingBatches() {}

  /** The messages that add findings to a run: first which run, then the findings in their order. */
  static List<AddFindingsRequest> of(AddFindingsStart start, Iterable<Finding> findings) {
    List<AddFindingsRequest> messages = new ArrayList<>();
    messages.add(AddFindingsRequest.newBuilder().setStart(start).build());
    Findings.Builder batch = Findings.newBuilder();
    long bytes = 0;
    for (Finding finding : findings) {
      int more = finding.getSerializedSize() + OVERHEAD;
      boolean full = batch.getItemsCount() == MAX_FINDINGS || bytes + more > MAX_BYTES;
      // One that is too large by itself goes alone: the server says what is wrong with it.
      if (full && batch.getItemsCount() > 0) {
        messages.add(AddFindingsRequest.newBuilder().setBatch(batch).build());
        batch.clear();
        bytes = 0;
      }
      batch.addItems(finding);
      bytes += more;
    }
    if (batch.getItemsCount() > 0) {
      messages.add(AddFindingsRequest.newBuilder().setBatch(batch).build());
    }
    return messages;
  }
}
