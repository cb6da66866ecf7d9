package sfs.example;

import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import sfs.v1.Findings;
import sfs.v1.Severity;
import sfs.v1.TriggerSource;

/** A review in a pipeline: reports the findings in a file as a run, and exits with its verdict. */
public final class Review {
  private Review() {}

  /** Takes the name of a persona, and a JSON file with a list of findings. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: Review PERSONA FINDINGS.json");
      System.exit(2);
    }
    System.exit(run(args[0], read(Path.of(args[1]))));
  }

  private static int run(String persona, List<Finding> findings) {
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

  /** Whatever a tool says besides what a finding has is left out. */
  private static List<Finding> read(Path file) throws IOException {
    Findings.Builder findings = Findings.newBuilder();
    String json = "{\"items\": " + Files.readString(file) + "}";
    JsonFormat.parser().ignoringUnknownFields().merge(json, findings);
    return findings.getItemsList();
  }
}
