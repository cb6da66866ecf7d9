import type { Statement } from '../db/query.ts';

/** How many runs one page looks at, at most. */
export const lookLimit = 5_000;

/** What a statement answers at most; a page takes several where it needs more. */
export const largestChunk = 51;
const smallChunk = 11;

/** An index that can be walked from the newest run to the oldest, and the value that it is walked for. */
export type Walk = 'project' | 'persona' | 'ticket' | 'status' | 'severity' | 'trigger' | 'provider' | 'ref' | 'commit';

interface Index {
  /** What the index has between the organization and the time. */
  key: string;
  /** The value that is walked for. */
  value: string;
  /** Conditions that the index needs, beside the organization. */
  also?: string;
}

const inProject = 'r.project_id = $2';

const indexes: Record<Walk, Index> = {
  project: { key: 'r.project_id', value: '$3::uuid' },
  persona: { key: 'r.persona_id', value: '$3::uuid' },
  ticket: { key: 'r.ticket_id', value: '$3::uuid', also: 'r.ticket_id is not null' },
  status: { key: 'r.status', value: '$3::text', also: `${inProject} and r.status <> 'passed'` },
  severity: { key: 'r.severity', value: '$3::text', also: `${inProject} and r.severity <> 'none'` },
  trigger: { key: 'r.trigger_source', value: '$3::text', also: `${inProject} and r.trigger_source <> 'ci'` },
  provider: { key: 'r.ci_provider', value: '$3::text', also: `${inProject} and r.ci_provider <> 'github'` },
  ref: {
    key: 'hashtextextended(r.trigger_ref, 0)',
    value: 'hashtextextended($3::text, 0)',
    also: `${inProject} and r.trigger_ref <> ''`,
  },
  commit: {
    key: 'hashtextextended(r.commit, 0)',
    value: 'hashtextextended($3::text, 0)',
    also: `${inProject} and r.commit <> ''`,
  },
};

/** Everything of a run that goes over the wire. */
const columns = [
  ...['id', 'project_id', 'persona_name', 'persona_version', 'persona_digest', 'tool', 'trigger_source', 'ticket_id'],
  ...['trigger_ref', 'commit', 'ci_provider', 'ci_run_url', 'status', 'severity', 'findings_count', 'severity_counts'],
  ...['fail_on', 'policy_result', 'exit_code', 'reasons', 'result_summary', 'context_digest', 'session_id'],
  ...['created_by', 'started_by', 'completed_by', 'cancelled_by', 'created_at', 'started_at', 'completed_at'],
  ...['lease_expires_at', 'redacted_at'],
];
const named = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const selected = columns.map((column) => `r.${column} as "${named(column)}"`).join(', ');

// Where the page before ended. The first page has an id that no run has.
const cursorTime = `coalesce((select c.created_at from agent_runs c
    where c.organization_id = $1 and c.id = $5 and c.project_id = $2), $4::timestamptz)`;

/**
 * The newest of the runs with one value of an index, within a span of time.
 *
 * Ranges, where an equation would do: with an equation the planner may hold a walk through another index in the same order, with a
 * filter, to be quicker, because it expects to find a page soon. Where this project has no such run, that walk does not end. In this
 * order the rows are in one index only.
 */
const walk = ({ key, value, also }: Index, limit: number) => `
    select * from agent_runs r
    where r.organization_id = $1${also ? ` and ${also}` : ''}
      and (${key}, r.created_at, r.id) < (${value}, ${cursorTime}, $5::uuid)
      and (${key}, r.created_at) >= (${value}, $6::timestamptz)
    order by ${key} desc, r.created_at desc, r.id desc limit ${limit}`;

const filters = `r.project_id = $2
    and ($7::uuid is null or r.persona_id = $7)
    and ($8::text[] is null or r.status = any($8))
    and ($9::text is null or r.severity = $9)
    and ($10::text is null or r.trigger_source = $10)
    and ($11::text is null or r.trigger_ref = $11)
    and ($12::text is null or r.commit = $12)
    and ($13::uuid is null or r.ticket_id = $13)
    and ($14::text is null or r.ci_provider = $14)`;

/**
 * The next runs that all filters let through, each with its number among those that were looked at. Where as many were looked at as may
 * be, the last of them comes too, whether it fits or not: there the list goes on.
 *
 * Numbers are literals where the planner must know that few rows are wanted.
 */
const filtered = (index: Index, limit: number) => `
  select r.looked::int as looked, (${filters}) as fits, ${selected}
  from (select r.*, row_number() over () as looked from (${walk(index, lookLimit)}) r) r
  where r.looked <= $15::int and (r.looked = $15::int or (${filters}))
  limit ${limit}`;

/** The newest of the runs with any of some statuses: the newest of each, put together. */
const anyStatus = (limit: number) => `
  select ${selected} from unnest($3::text[]) as wanted (status)
  cross join lateral (${walk({ ...indexes.status, value: 'wanted.status' }, limit)}) r
  order by r.created_at desc, r.id desc limit ${limit}`;

const statement = (name: string, text: string): Statement => ({ name: `sfs_list_runs_${name}`, text });

const chunks = [smallChunk, largestChunk];
const made = new Map(
  chunks.flatMap((limit) => [
    ...Object.entries(indexes).map(
      ([name, index]) => [`${name} ${limit}`, statement(`${name}_${limit}`, filtered(index, limit))] as const,
    ),
    [`statuses ${limit}`, statement(`statuses_${limit}`, anyStatus(limit))] as const,
  ]),
);

/** The statement that answers at least `limit` rows if there are as many. */
export const listStatement = (walk: Walk | 'statuses', limit: number): Statement =>
  made.get(`${walk} ${limit <= smallChunk ? smallChunk : largestChunk}`)!;
