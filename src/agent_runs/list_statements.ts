import type { Statement } from '../db/statements.ts';

/** How many runs one statement looks at, at most, for filters of which its index knows one at most. */
export const lookLimit = 5_000;

/** What a statement answers at most; a page takes several where it needs more. */
const largestChunk = 51;
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

// Where the page before ended. The first page has an id that no run has. The project is no condition of the search: before the table's first
// ANALYZE PostgreSQL 18 then looks for the id in the index of projects, by trying one time after the other.
const cursorTime = `coalesce((select case when c.project_id = $2 then c.created_at end from agent_runs c
    where c.organization_id = $1 and c.id = $5), $4::timestamptz)`;

/**
 * The newest of the runs with one value of an index, within a span of time.
 *
 * Ranges, where an equation would do: with an equation the planner may hold a walk through another index in the same order, with a
 * filter, to be quicker, because it expects to find a page soon. Where this project has no such run, that walk does not end. In this
 * order the rows are in one index only. Numbers are literals, so that the planner knows that few rows are wanted.
 */
const walk = ({ key, value, also }: Index, select: string, bound: string) => `
    select ${select} from agent_runs r
    where r.organization_id = $1${also ? ` and ${also}` : ''}
      and (${key}, r.created_at, r.id) < (${value}, ${cursorTime}, $5::uuid)
      and (${key}, r.created_at) >= (${value}, $6::timestamptz)
    order by ${key} desc, r.created_at desc, r.id desc ${bound}`;

const filters = `r.project_id = $2
    and ($7::uuid is null or r.persona_id = $7)
    and ($8::text[] is null or r.status = any($8))
    and ($9::text is null or r.severity = $9)
    and ($10::text is null or r.trigger_source = $10)
    and ($11::text is null or r.trigger_ref = $11)
    and ($12::text is null or r.commit = $12)
    and ($13::uuid is null or r.ticket_id = $13)
    and ($14::text is null or r.ci_provider = $14)`;

/** The next runs of a walk that nothing else is asked of. */
const plain = (index: Index, limit: number) => `
  select ${selected} from (${walk(index, 'r.*', `limit ${limit}`)}) r`;

/**
 * The next runs that all filters let through. Where as many were looked at as may be and too few fit, the last of them comes too, behind
 * the others and not fitting: there the list goes on. It is looked for in the same statement, so that both see the same runs, and only
 * when the others are too few.
 */
const filtered = (index: Index, limit: number) => `
  (select true as fits, ${selected} from (${walk(index, 'r.*', `limit ${lookLimit}`)}) r
    where ${filters} limit ${limit})
  union all
  (select false as fits, ${selected} from (${walk(index, 'r.id', `limit 1 offset ${lookLimit - 1}`)}) last
    join agent_runs r on r.organization_id = $1 and r.id = last.id)
  limit ${limit}`;

/** The newest of the runs with any of some statuses: the newest of each, put together. */
const anyStatus = (limit: number) => `
  select ${selected} from unnest($3::text[]) as wanted (status)
  cross join lateral (${walk({ ...indexes.status, value: 'wanted.status' }, 'r.*', `limit ${limit}`)}) r
  order by r.created_at desc, r.id desc limit ${limit}`;

/** How a list is read: from one index alone, from one with filters, or from that of statuses for several of them. */
export type Reading = { how: 'plain' | 'filtered'; walk: Walk } | { how: 'statuses' };

const textOf = (reading: Reading, limit: number): string => {
  if (reading.how === 'statuses') return anyStatus(limit);
  return { plain, filtered }[reading.how](indexes[reading.walk], limit);
};

const made = new Map<string, Statement>();

/** The statement that answers at least `limit` rows if there are as many. */
export function listStatement(reading: Reading, limit: number): Statement {
  const most = limit <= smallChunk ? smallChunk : largestChunk;
  const name = ['sfs_list_runs', reading.how, ...(reading.how === 'statuses' ? [] : [reading.walk]), most].join('_');
  const found = made.get(name) ?? { name, text: textOf(reading, most) };
  made.set(name, found);
  return found;
}
