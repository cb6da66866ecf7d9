package sfs.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import sfs.v1.AddFindingsRequest;
import sfs.v1.AddFindingsStart;
import sfs.v1.Finding;
import sfs.v1.Findings;

/** The messages that add findings to a run: first which run, then the findings in their order. */
final class FindingBatches implements Iterator<AddFindingsRequest> {
  private static final int MAX_FINDINGS = 1000;

  /** One message has at most 1 MiB; some of it is needed for what stands around the findings. */
  private static final int MAX_BYTES = 1024 * 1024 - 64;

  /** A finding in a list is preceded by its tag and by its length in at most four bytes. */
  private static final int OVERHEAD = 5;

  private AddFindingsStart start;
  private final Iterator<Finding> findings;
  private Finding left;

  FindingBatches(AddFindingsStart start, Iterator<Finding> findings) {
    this.start = start;
    this.findings = findings;
  }

  @Override
  public boolean hasNext() {
    return start != null || left != null || findings.hasNext();
  }

  @Override
  public AddFindingsRequest next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    AddFindingsRequest.Builder message = AddFindingsRequest.newBuilder();
    if (start == null) {
      return message.setBatch(batch()).build();
    }
    message.setStart(start);
    start = null;
    return message.build();
  }

  private Findings batch() {
    Findings.Builder batch = Findings.newBuilder();
    int bytes = 0;
    while (batch.getItemsCount() < MAX_FINDINGS && (left != null || findings.hasNext())) {
      if (left == null) {
        left = findings.next();
      }
      bytes += left.getSerializedSize() + OVERHEAD;
      // One that is too large by itself goes alone: the server says what is wrong with it.
      if (bytes > MAX_BYTES && batch.getItemsCount() > 0) {
        break;
      }
      batch.addItems(left);
      left = null;
    }
    return batch.build();
  }
}
