import type { Statement } from '../db/statements.ts';

/** How many tickets one page looks at, at most, for filters of which its index knows one at most. */
export const lookLimit = 5_000;

/** An index that can be walked from the newest ticket to the oldest. */
export type Walk = 'project' | 'parent' | 'assignee' | 'status' | 'source' | 'priority' | 'kind';

interface Index {
  /** What the index has before the id. */
  key: string;
  /** The value that is walked for. */
  value: string;
  /** Conditions that the index needs, beside the organization. */
  also?: string;
}

const inProject = 't.project_id = $2';

const indexes: Record<Walk, Index> = {
  project: { key: 't.project_id', value: '$3::uuid', also: '$2::uuid is not null' },
  parent: { key: 't.parent_ticket_id', value: '$3::uuid', also: `${inProject} and t.parent_ticket_id is not null` },
  assignee: { key: 'lower(t.assigned_to)', value: 'lower($3::text)', also: `${inProject} and t.assigned_to <> ''` },
  status: { key: 't.status', value: '$3::text', also: inProject },
  source: { key: 't.source', value: '$3::text', also: inProject },
  priority: { key: 't.priority', value: '$3::text', also: inProject },
  kind: { key: 't.kind', value: '$3::text', also: inProject },
};

// What a row brings into the answer, description left out; some fields may hold a megabyte.
const bytes = `octet_length(t.title) + octet_length(t.acceptance_criteria) + octet_length(t.completion_notes)
    + octet_length(t.file_refs::text) + octet_length(t.context_refs::text) + octet_length(t.changed_files::text)`;

const newest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

// Ranges, so that the planner has one index for this order; see the lists of runs.
const walk = ({ key, value, also }: Index, select: string, bound: string) => `
    select ${select} from tickets t
    where t.organization_id = $1${also ? ` and ${also}` : ''}
      and (${key}, t.id) < (${value}, coalesce($4::uuid, '${newest}')) and ${key} >= ${value}
    order by ${key} desc, t.id desc ${bound}`;

const filters = `t.project_id = $2
    and ($5::text[] is null or t.status = any($5))
    and ($6::text is null or t.kind = $6)
    and ($7::text is null or t.priority = $7)
    and ($8::text is null or t.source = $8)
    and ($9::text is null or lower(t.assigned_to) = lower($9))
    and ($10::uuid is null or t.parent_ticket_id = $10)`;

/** The next tickets of a walk that nothing else is asked of. */
const plain = (index: Index, limit: number) => `
  select true as fits, false as last, t.id, ${bytes} as bytes from (${walk(index, 't.*', `limit ${limit}`)}) t`;

/**
 * The next tickets that all filters let through. Where as many were looked at as may be, the last of them comes too, whether it fits or
 * not. Numbers are literals, so that the planner knows that few rows are wanted.
 */
const filtered = (index: Index, limit: number) => `
  select ${filters} as fits, t.looked = ${lookLimit} as last, t.id, ${bytes} as bytes
  from (select t.*, row_number() over () as looked from (${walk(index, 't.*', `limit ${lookLimit}`)}) t) t
  where (${filters}) or t.looked = ${lookLimit}
  limit ${limit}`;

/** The newest of the tickets with any of some statuses: the newest of each, put together. */
const anyStatus = (limit: number) => `
  select true as fits, false as last, t.id, ${bytes} as bytes from (
    select t.id from unnest($3::text[]) as wanted (status)
    cross join lateral (${walk({ ...indexes.status, value: 'wanted.status' }, 't.id', `limit ${limit}`)}) t
    order by t.id desc limit ${limit}) page
  join tickets t on t.organization_id = $1 and t.id = page.id
  order by page.id desc`;

/** How a list is read: from one index alone, from one with filters, or from that of statuses for several of them. */
export type Reading = { how: 'plain' | 'filtered'; walk: Walk } | { how: 'statuses' };

/** What a statement answers at most: one more than a page of the usual size, and than the largest. */
const pages = [51, 201];

/** The statement that reads at least `limit` tickets, if there are as many. */
export function listStatement(reading: Reading, limit: number): Statement {
  const most = pages.find((size) => size >= limit) ?? limit;
  if (reading.how === 'statuses') return { name: `sfs_list_tickets_statuses_${most}`, text: anyStatus(most) };
  const { how, walk: from } = reading;
  return { name: `sfs_list_tickets_${how}_${from}_${most}`, text: { plain, filtered }[how](indexes[from], most) };
}
