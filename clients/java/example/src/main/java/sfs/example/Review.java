package sfs.example;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sfs.client.SfsClient;
import sfs.client.SfsConfigException;
import sfs.client.SfsException;
import sfs.v1.AgentRun;
import sfs.v1.AgentRunStatus;
import sfs.v1.CompleteAgentRunRequest;
import sfs.v1.CreateAgentRunRequest;
import sfs.v1.Finding;
import sfs.v1.Severity;
import sfs.v1.TriggerSource;

/** A review in a pipeline: reports the findings in a file as a run, and exits with its verdict. */
public final class Review {
  private static final Gson JSON = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private Review() {}

  /** Takes the name of a persona, and a JSON file with a list of findings. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: Review PERSONA FINDINGS.json");
      System.exit(2);
    }
    System.exit(run(args[0], Path.of(args[1])));
  }

  private static int run(String persona, Path file) {
    List<Finding> findings;
    try {
      findings = read(file);
    } catch (IOException e) {
      System.err.println(file + " cannot be read as a list of findings: " + e);
      return 2;
    }
    try (SfsClient client = SfsClient.connect()) {
      AgentRun run = review(client, persona, findings);
      String reasons = String.join("; ", run.getReasonsList());
      System.out.printf("%s %s: %s%n", run.getId(), status(run), reasons);
      return exitCode(run);
    } catch (SfsException | SfsConfigException e) {
      System.err.println(e);
      return 2;
    }
  }

  private static AgentRun review(SfsClient client, String persona, List<Finding> findings) {
    CreateAgentRunRequest create =
        CreateAgentRunRequest.newBuilder()
            .setPersona(persona)
            .setTriggerSource(TriggerSource.TRIGGER_SOURCE_CI)
            .setFailOn(Severity.SEVERITY_HIGH)
            .setStart(true)
            .build();
    String runId = client.agentRuns().createAgentRun(create).getRun().getId();
    client.addFindings(runId, findings);
    CompleteAgentRunRequest complete =
        CompleteAgentRunRequest.newBuilder()
            .setRunId(runId)
            // What the server holds must be as much, or the run ends errored.
            .setFindingsTotal(findings.size())
            .setResultSummary(findings.size() + " findings.")
            .build();
    return client.agentRuns().completeAgentRun(complete).getRun();
  }

  private static String status(AgentRun run) {
    return run.getStatus().name().replace("AGENT_RUN_STATUS_", "").toLowerCase(Locale.ROOT);
  }

  /** Green is only what is known to be: a newer server may have a status that is not known here. */
  private static int exitCode(AgentRun run) {
    boolean passed = run.getStatus() == AgentRunStatus.AGENT_RUN_STATUS_PASSED;
    return passed && run.hasExitCode() && run.getExitCode() == 0 ? 0 : 1;
  }

  /**
   * Reads a list of objects. Whatever a tool says besides what a finding has is left out; but what
   * is no list must not pass for one without findings.
   */
  static List<Finding> read(Path file) throws IOException {
    JsonElement list;
    try {
      list = JSON.fromJson(Files.readString(file), JsonElement.class);
    } catch (JsonParseException e) {
      throw new IOException("it is not JSON", e);
    }
    if (list == null || !list.isJsonArray()) {
      throw new IOException("it is not a list");
    }
    List<Finding> findings = new ArrayList<>();
    for (JsonElement item : list.getAsJsonArray()) {
      if (!item.isJsonObject()) {
        throw new IOException("it holds what is not an object");
      }
      Finding.Builder finding = Finding.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(item.toString(), finding);
      findings.add(finding.build());
    }
    return findings;
  }
}
