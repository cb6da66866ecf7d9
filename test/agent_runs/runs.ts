import { type Severity, severities } from '../../src/agent_runs/severity.ts';
import { statusWords } from '../../src/agent_runs/wire.ts';
import type { AddFindingsResponse, AgentRun, Finding } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { type Clients, Refused } from '../support/clients.ts';
import { type Tenant, uuid, type World } from '../support/server.ts';

/** The persona that the tests' runs use. */
export const persona = 'sentinel';

/** Makes the persona in a project of the owner. */
export async function addPersona(world: World, tenant: Tenant = world, name = persona): Promise<void> {
  const { owner, projectId: project } = tenant;
  await owner.personas.createPersona({ project, name, role: 'reviewer', content: 'Look for holes.' });
}

/** A run that was created and started in one call. */
export async function started(
  clients: Clients,
  more: Parameters<Clients['runs']['createAgentRun']>[0] = {},
): Promise<AgentRun> {
  const { run } = await clients.runs.createAgentRun({ persona, start: true, ...more });
  return run!;
}

/** A run that waits for its start. */
export async function queued(
  clients: Clients,
  more: Parameters<Clients['runs']['createAgentRun']>[0] = {},
): Promise<AgentRun> {
  const { run } = await clients.runs.createAgentRun({ persona, ...more });
  return run!;
}

/** The wire's number of a severity. */
export const severityNumber = (severity: Severity | null) =>
  (severity === null ? 0 : severities.indexOf(severity) + 1) as 0 | 1 | 2 | 3 | 4 | 5;

/** A finding with fields left out. */
export const finding = (partial: Partial<Finding> = {}): Finding => ({
  ...{ severity: '', title: '', message: '', ruleId: '', path: '', fingerprint: '', category: '' },
  ...{ confidence: '', recommendation: '', extraJson: '', effectiveSeverity: 0, number: 0 },
  ...partial,
});

/** The same finding many times. */
export const findings = (count: number, partial: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, () => finding(partial));

/** One message of a stream of findings. */
type Part = { start?: { runId: string; requestId: string }; batch?: { items: Finding[] } };

/** A stream of findings that is still open: write, then end or cancel. */
export function openStream(clients: Clients) {
  const { raw, headers } = clients.runs;
  let settle: (result: Refused | AddFindingsResponse) => void;
  const settled = new Promise<Refused | AddFindingsResponse>((resolve) => {
    settle = resolve;
  });
  const stream = raw.addFindings(headers(), { deadline: Date.now() + 60_000 }, (error, answer) =>
    settle(error ? new Refused(error) : answer),
  );
  stream.on('error', () => {});
  return {
    write: (part: Part) => stream.write(part),
    end: () => stream.end(),
    cancel: () => stream.cancel(),
    /** What the stream is answered with. */
    answer: settled.then((result) => {
      if (result instanceof Refused) throw result;
      return result;
    }),
  };
}

/** Streams batches of findings to a run. */
export function addBatches(clients: Clients, runId: string, batches: Finding[][], requestId = '') {
  const stream = openStream(clients);
  stream.write({ start: { runId, requestId } });
  for (const items of batches) stream.write({ batch: { items } });
  stream.end();
  return stream.answer;
}

/** `failed 1 critical`: how a run ended, in words. */
export function outcome(run: AgentRun | undefined): string {
  const severity = run?.severity ? severities[run.severity - 1] : '-';
  return `${statusWords.word(run?.status)} ${run?.exitCode ?? '-'} ${severity}`;
}

/** The actions of a run's events in the order of its chain. */
export async function actionsOf(world: World, runId: string): Promise<string[]> {
  return (await eventsOf(world, runId)).map((event) => event.action as string);
}

/** The logged bodies of a run's events in the order of its chain. */
// biome-ignore lint/suspicious/noExplicitAny: bodies are JSON, and a test says what it expects of them.
export async function eventsOf(world: World, runId: string): Promise<any[]> {
  const rows = await world.sql<{ body: Buffer }>(
    'select body from audit_events where run_id = $1 order by run_seq, occurred_at',
    [uuid(runId)],
  );
  return rows.map(({ body }) => JSON.parse(body.toString()));
}

/** Moves the end of a run's lease into the past. */
export const expire = (world: World, runId: string) =>
  world.sql(`update agent_runs set lease_expires_at = now() - interval '1 second' where id = $1`, [uuid(runId)]);

/** What a refused call is refused with. */
export async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    (answer) => {
      throw new Error(`not refused, but answered ${JSON.stringify(answer)}`);
    },
    (thrown) => thrown,
  );
  return error;
}
