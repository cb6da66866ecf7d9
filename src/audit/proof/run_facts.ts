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

// Written out, not spread, and below assigned one by one: of a long log nothing else takes as long as this.
const unknown = (id: string, organizationId: string): RunFacts => ({
  id,
  organization_id: organizationId,
  project_id: null,
  persona_id: null,
  persona_version: null,
  persona_digest: null,
  trigger_source: null,
  ticket_id: null,
  commit: null,
  ci_provider: null,
  fail_on: null,
  status: null,
  severity: null,
  policy_result: null,
  exit_code: null,
  findings_count: 0,
  severity_counts: { critical: 0, high: 0, medium: 0, low: 0, none: 0 },
  findings_without_label: 0,
  findings_with_unknown_label: 0,
  reasons_sha256: null,
  context_digest: null,
  heartbeats: null,
  created_at: null,
  created_by: null,
  started_at: null,
  started_by: null,
  completed_at: null,
  completed_by: null,
  cancelled_by: null,
  events: 0,
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
  const { type, key_id, member_id } = body.actor;
  const who = { type, key_id, member_id };
  // Whatever a body says is taken as it stands: a value of another kind differs from what the row says.
  const said = body.outputs as Partial<RunFacts> & Record<string, string | number | boolean | null>;
  run.events += 1;
  if (said.persona_id !== undefined) run.persona_id = said.persona_id;
  if (said.persona_version !== undefined) run.persona_version = said.persona_version;
  if (said.persona_digest !== undefined) run.persona_digest = said.persona_digest;
  if (said.trigger_source !== undefined) run.trigger_source = said.trigger_source;
  if (said.ticket_id !== undefined) run.ticket_id = said.ticket_id;
  if (said.commit !== undefined) run.commit = said.commit;
  if (said.ci_provider !== undefined) run.ci_provider = said.ci_provider;
  if (said.fail_on !== undefined) run.fail_on = said.fail_on;
  if (said.status !== undefined) run.status = said.status;
  if (said.context_digest !== undefined) run.context_digest = said.context_digest;
  if (said.findings_count !== undefined) run.findings_count = said.findings_count;
  if (said.findings_without_label !== undefined) run.findings_without_label = said.findings_without_label;
  if (said.findings_with_unknown_label !== undefined)
    run.findings_with_unknown_label = said.findings_with_unknown_label;
  const counts = run.severity_counts;
  if (typeof said.findings_critical === 'number') counts.critical = said.findings_critical;
  if (typeof said.findings_high === 'number') counts.high = said.findings_high;
  if (typeof said.findings_medium === 'number') counts.medium = said.findings_medium;
  if (typeof said.findings_low === 'number') counts.low = said.findings_low;
  if (typeof said.findings_none === 'number') counts.none = said.findings_none;
  if (body.run_seq === 1) {
    run.project_id = body.project_id;
    run.created_at = body.occurred_at;
    run.created_by = who;
  }
  if (said.status === 'running' && run.started_at === null) {
    run.started_at = body.occurred_at;
    run.started_by = who;
  }
  return eventCount(body) === undefined ? run : ended(run, said, who);
}

/** The facts after the event that ends the run. */
function ended(run: RunFacts, said: Partial<RunFacts> & Record<string, unknown>, who: Who): RunFacts {
  if (said.severity !== undefined) run.severity = said.severity;
  if (said.policy_result !== undefined) run.policy_result = said.policy_result;
  if (said.exit_code !== undefined) run.exit_code = said.exit_code;
  if (said.reasons_sha256 !== undefined) run.reasons_sha256 = said.reasons_sha256;
  if (said.heartbeats !== undefined) run.heartbeats = said.heartbeats;
  if (said.started_at !== undefined) run.started_at = said.started_at;
  if (said.completed_at !== undefined) run.completed_at = said.completed_at;
  const by = said.reason === 'LEASE_EXPIRED' ? system : who;
  if (said.status === 'cancelled') run.cancelled_by = by;
  else run.completed_by = by;
  return run;
}

/** The facts as run.json holds them; equal facts are equal bytes. */
export const runJson = (facts: RunFacts): string => `${JSON.stringify(facts, null, 2)}\n`;

/** Names of the fields in which two runs differ. */
export function differences(one: RunFacts, other: RunFacts): string[] {
  const names = Object.keys(one) as (keyof RunFacts)[];
  return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
