import { type EventBody, eventCount } from './event_body.ts';

type Who = { type: string; key_id: string | null; member_id: string | null };
type Said = string | null;

/** What is attested of a run: everything about it that its events say in clear. Times are RFC 3339. */
export interface RunFacts {
  id: string;
  organization_id: string;
  project_id: Said;
  persona_id: Said;
  persona_version: number | null;
  persona_digest: Said;
  trigger_source: Said;
  ticket_id: Said;
  commit: Said;
  ci_provider: Said;
  fail_on: Said;
  status: Said;
  severity: Said;
  policy_result: Said;
  exit_code: number | null;
  findings_count: number;
  severity_counts: { critical: number; high: number; medium: number; low: number; none: number };
  findings_without_label: number;
  findings_with_unknown_label: number;
  /** sha256 of the reasons as a JSON array, in hex. */
  reasons_sha256: Said;
  context_digest: Said;
  /** Known once the run has ended. */
  heartbeats: number | null;
  created_at: Said;
  created_by: Who | null;
  started_at: Said;
  started_by: Who | null;
  completed_at: Said;
  completed_by: Who | null;
  cancelled_by: Who | null;
  /** How many events tell of it. */
  events: number;
}

const system: Who = { type: 'system', key_id: null, member_id: null };

const unknown = (id: string, organizationId: string): RunFacts => ({
  ...{ id, organization_id: organizationId, project_id: null },
  ...{ persona_id: null, persona_version: null, persona_digest: null },
  ...{ trigger_source: null, ticket_id: null, commit: null, ci_provider: null, fail_on: null },
  ...{ status: null, severity: null, policy_result: null, exit_code: null, findings_count: 0 },
  severity_counts: { critical: 0, high: 0, medium: 0, low: 0, none: 0 },
  ...{ findings_without_label: 0, findings_with_unknown_label: 0, reasons_sha256: null, context_digest: null },
  ...{ heartbeats: null, created_at: null, created_by: null, started_at: null, started_by: null },
  ...{ completed_at: null, completed_by: null, cancelled_by: null, events: 0 },
});

/** What a run's events say of it; they come in their order. */
export function runOf(bodies: readonly EventBody[]): RunFacts {
  const [first] = bodies;
  if (!first?.run_id) throw new RangeError('a run has at least one event');
  return bodies.reduce(withEvent, unknown(first.run_id, first.organization_id));
}

/** The facts after one more event. Changes `facts`; undefined begins a run. */
export function withEvent(facts: RunFacts | undefined, body: EventBody): RunFacts {
  const run = facts ?? unknown(body.run_id!, body.organization_id);
  const { outputs: said } = body;
  const { type, key_id, member_id } = body.actor;
  const who = { type, key_id, member_id };
  const take = <Name extends keyof RunFacts>(name: Name) => {
    if (said[name] !== undefined) run[name] = said[name] as RunFacts[Name];
  };
  run.events += 1;
  for (const name of ['persona_id', 'persona_version', 'persona_digest', 'trigger_source', 'ticket_id'] as const)
    take(name);
  for (const name of ['commit', 'ci_provider', 'fail_on', 'status', 'context_digest', 'findings_count'] as const)
    take(name);
  for (const name of ['findings_without_label', 'findings_with_unknown_label'] as const) take(name);
  for (const severity of ['critical', 'high', 'medium', 'low', 'none'] as const)
    if (typeof said[`findings_${severity}`] === 'number')
      run.severity_counts[severity] = said[`findings_${severity}`] as number;
  if (body.run_seq === 1)
    Object.assign(run, { project_id: body.project_id, created_at: body.occurred_at, created_by: who });
  if (said.status === 'running' && run.started_at === null)
    Object.assign(run, { started_at: body.occurred_at, started_by: who });
  if (eventCount(body) === undefined) return run;
  for (const name of ['severity', 'policy_result', 'exit_code', 'reasons_sha256', 'heartbeats'] as const) take(name);
  for (const name of ['started_at', 'completed_at'] as const) take(name);
  const ended = said.reason === 'LEASE_EXPIRED' ? system : who;
  return Object.assign(run, said.status === 'cancelled' ? { cancelled_by: ended } : { completed_by: ended });
}

/** The facts as run.json holds them; equal facts are equal bytes. */
export const runJson = (facts: RunFacts): string => `${JSON.stringify(facts, null, 2)}\n`;

/** Names of the fields in which two runs differ. */
export function differences(one: RunFacts, other: RunFacts): string[] {
  const names = Object.keys(one) as (keyof RunFacts)[];
  return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
