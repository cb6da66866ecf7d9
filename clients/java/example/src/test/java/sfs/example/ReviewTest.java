package sfs.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sfs.v1.Finding;

class ReviewTest {
  @TempDir Path folder;

  @Test
  void findingsAreReadInBothSpellings() throws IOException {
    List<Finding> findings =
        read("[{\"security_severity\": 9.8, \"line\": 3, \"x\": {}}, {\"securitySeverity\": 7}]");
    assertEquals(
        List.of(
            Finding.newBuilder().setSecuritySeverity(9.8).setLine(3).build(),
            Finding.newBuilder().setSecuritySeverity(7).build()),
        findings);
    assertEquals(List.of(), read("[]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"items\": []}",
        "\"none\"",
        "[null]",
        "[[]]",
        "[1]",
        "[] []",
        "[{}",
        "[{\"title\": []}]",
      })
  void whatIsNoListOfFindingsIsRefused(String json) {
    assertThrows(IOException.class, () -> read(json));
  }

  @Test
  void fileThatIsNotThereIsRefused() {
    assertThrows(IOException.class, () -> Review.read(folder.resolve("none.json")));
  }

  private List<Finding> read(String json) throws IOException {
    return Review.read(Files.writeString(folder.resolve("findings.json"), json));
  }
}
