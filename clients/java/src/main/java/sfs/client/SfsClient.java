package sfs.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import sfs.v1.AddFindingsRequest;
import sfs.v1.AddFindingsResponse;
import sfs.v1.AddFindingsStart;
import sfs.v1.AgentRun;
import sfs.v1.AgentRunServiceGrpc;
import sfs.v1.Finding;

/**
 * A connection to a server of sfs. It may be used by many threads at once; one is enough for a
 * program. It connects at the first call.
 *
 * <pre>{@code
 * try (SfsClient client = SfsClient.connect()) {
 *   var me = client.serviceKeys().whoAmI(WhoAmIRequest.getDefaultInstance());
 *   System.out.println(me.getOrganization().getName());
 * }
 * }</pre>
 *
 * <p>What may pass is tried again until the deadline: a server or connection that is not there, and
 * whatever the server asks to try again. Nothing is done twice because of it.
 */
public final class SfsClient implements AutoCloseable {
  static final String VERSION = "0.1.0";

  private final Connection connection;
  private final ServerAddress server;
  private final Duration deadline;
  private final Calls calls;

  private SfsClient(Connection connection, ServerAddress server, Duration deadline, Calls calls) {
    this.connection = connection;
    this.server = server;
    this.deadline = deadline;
    this.calls = calls;
  }

  /** Connects as environment and profile say. */
  public static SfsClient connect() {
    return connect(SfsOptions.builder().build());
  }

  /**
   * Connects as the options say.
   *
   * @throws SfsConfigException when the options, the environment or the profile are not right
   */
  public static SfsClient connect(SfsOptions options) {
    Settings settings = Settings.of(options);
    Connection connection = new Connection(Channels.open(settings));
    Calls calls = new Calls(connection, settings.key(), options.deadline, /* streamsEnd= */ false);
    return new SfsClient(connection, settings.server(), options.deadline, calls);
  }

  /**
   * This client with another deadline for its calls, and with one for its streams. Both have the
   * same connection: closing one of them closes it.
   *
   * @param deadline how long a call may take in all its attempts, and a stream to its end
   */
  public SfsClient withDeadline(Duration deadline) {
    Settings.checkDeadline(deadline);
    return new SfsClient(connection, server, deadline, calls.withDeadline(deadline));
  }

  /** Runs of agents, and their findings. */
  public AgentRunsClient agentRuns() {
    return new AgentRunsClient(calls);
  }

  /** The audit log. */
  public AuditClient audit() {
    return new AuditClient(calls);
  }

  /** Personas and their versions. */
  public PersonasClient personas() {
    return new PersonasClient(calls);
  }

  /** The organization, its projects, its members and their keys. */
  public ProjectsClient projects() {
    return new ProjectsClient(calls);
  }

  /** The server itself. */
  public ServerClient server() {
    return new ServerClient(calls);
  }

  /** Service keys, and who the caller is. */
  public ServiceKeysClient serviceKeys() {
    return new ServiceKeysClient(calls);
  }

  /** Tickets. */
  public TicketsClient tickets() {
    return new TicketsClient(calls);
  }

  /**
   * Follows a run: as it is now, then at each change until it has ended. It survives a server that
   * stops, restarts or cannot be reached for up to the deadline at a time, and does not repeat a
   * state.
   */
  public SfsStream<AgentRun> watchAgentRun(String runId) {
    return new AgentRunWatch(calls, runId);
  }

  /**
   * Adds findings to a running run, all or none, in as many messages as they need.
   *
   * @param findings read once, before anything is sent, and kept until the call has ended
   */
  public AddFindingsResponse addFindings(String runId, Iterable<Finding> findings) {
    return addFindings(runId, findings, /* requestId= */ "");
  }

  /**
   * {@link #addFindings(String, Iterable)} with an idempotency id of the caller's: with the same
   * one the same findings are added once. An empty one is made by the client.
   */
  public AddFindingsResponse addFindings(
      String runId, Iterable<Finding> findings, String requestId) {
    return upload(runId, findings, requestId).await();
  }

  /** {@link #addFindings(String, Iterable)} without waiting; the findings are read at once. */
  public CompletableFuture<AddFindingsResponse> addFindingsAsync(
      String runId, Iterable<Finding> findings) {
    return addFindingsAsync(runId, findings, /* requestId= */ "");
  }

  /** {@link #addFindings(String, Iterable, String)} without waiting. */
  public CompletableFuture<AddFindingsResponse> addFindingsAsync(
      String runId, Iterable<Finding> findings, String requestId) {
    return upload(runId, findings, requestId).start();
  }

  private RetriedCall<AddFindingsRequest, AddFindingsResponse> upload(
      String runId, Iterable<Finding> findings, String requestId) {
    String id = requestId.isEmpty() ? RequestIds.random() : requestId;
    AddFindingsStart start = AddFindingsStart.newBuilder().setRunId(runId).setRequestId(id).build();
    return new RetriedCall<>(
        calls,
        AgentRunServiceGrpc.getAddFindingsMethod(),
        FindingBatches.of(start, findings),
        id);
  }

  /**
   * Ends the connection. Calls and streams that are under way, also those that wait for another
   * attempt, and later ones fail with CANCELLED.
   */
  @Override
  public void close() {
    connection.close();
  }

  /** Where it is connected; without the key. */
  @Override
  public String toString() {
    return "SfsClient[server="
        + (server.tls() ? "https://" : "http://")
        + (server.name() + ", deadline=" + deadline + "]");
  }
}
