import { oneAtATime } from '../../db/lock.ts';
import type { Statements } from '../../db/statements.ts';
import { keysVersion } from '../keyring.ts';

/** An event that waits for its place in the log; `body` is null where the queue names an event that is not there. */
export interface PendingEvent {
  organizationId: string;
  id: string;
  body: Buffer | null;
  runId: string | null;
  runSeq: number | null;
  /** True where it has a place already: then nobody but an intruder put it into the queue. */
  placed: boolean;
}

/** Where the reading of the queue goes on. */
export type Place = { organizationId: string; id: string };

/** Before everything. */
export const beginning: Place = {
  organizationId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
};

interface Row {
  organization_id: string;
  event_id: string;
  body: Buffer | null;
  run_id: string | null;
  run_seq: number | null;
  placed: boolean | null;
}

// By the index, event by event, whatever the planner knows of the tables: it may be long ago that it looked, and one pass over all
// events would hold up everybody.
const bodies = `
  left join lateral (select body, run_id, run_seq,
      exists (select from audit_leaves l where l.organization_id = p.organization_id and l.event_id = p.event_id) as placed
    from audit_events where organization_id = p.organization_id and id = p.event_id limit 1) e on true`;

// The lock ends with the transaction. Whoever holds it and falls silent loses it after some seconds.
const select = `
  select l.mine, l.keys, p.organization_id, p.event_id, e.body, e.run_id, e.run_seq, e.placed
  from (select pg_try_advisory_xact_lock(?) as mine, set_config('idle_in_transaction_session_timeout', '4s', true),
    ${keysVersion} as keys offset 0) l
  left join lateral (
    select organization_id, event_id from audit_pending where l.mine and (organization_id, event_id) > (?, ?)
    order by organization_id, event_id limit ?) p on true ${bodies}`;

// All that wait of some runs: a run's earlier event must not be left behind its later one.
const selectOfRuns = `
  select p.organization_id, p.event_id, e.body, e.run_id, e.run_seq, e.placed from (
    select q.organization_id, q.event_id from audit_events o
    join audit_pending q on q.organization_id = o.organization_id and q.event_id = o.id
    where o.organization_id = ? and o.run_id = any(?::uuid[])) p ${bodies}`;

/** What a round begins with. */
export interface Taken {
  /** False where another server is at it; then there are no events. */
  mine: boolean;
  /** The version of the log's keys, see Keyring. */
  keys: string;
  byOrganization: Map<string, PendingEvent[]>;
  last: Place | undefined;
}

/**
 * Takes the sequencer's lock, and reads up to `limit` waiting events of any organizations, after `after`.
 *
 * It is the queue's own rows that are read, and never ids above some mark: a transaction that commits late has an older id.
 */
export async function takePending(tx: Statements, after: Place, limit: number): Promise<Taken> {
  const answer = await tx.execute<(Row & { mine: boolean; keys: string })[]>(select, [
    oneAtATime.sequence,
    after.organizationId,
    after.id,
    limit,
  ]);
  const rows = answer.filter((row) => row.event_id !== null);
  const byOrganization = Map.groupBy(rows.map(eventOf), (event) => event.organizationId);
  const end = rows.reduce<Row | undefined>((last, row) => (last && !isBehind(row, last) ? last : row), undefined);
  // Cut at the end, and where this begins: an event with an older id may have been committed since those before it were taken.
  const cut = new Set([after.organizationId, ...(end && rows.length === limit ? [end.organization_id] : [])]);
  for (const organizationId of cut) await addRestOfRuns(tx, organizationId, byOrganization.get(organizationId));
  const last = end && { organizationId: end.organization_id, id: end.event_id };
  return { mine: answer[0]?.mine === true, keys: answer[0]?.keys ?? '', byOrganization, last };
}

async function addRestOfRuns(tx: Statements, organizationId: string, events: PendingEvent[] | undefined) {
  const runs = new Set(events?.flatMap(({ runId }) => runId ?? []));
  if (!events || runs.size === 0) return;
  const more = await tx.execute<Row[]>(selectOfRuns, [organizationId, `{${[...runs].join(',')}}`]);
  const known = new Set(events.map(({ id }) => id));
  events.push(...more.map(eventOf).filter(({ id }) => !known.has(id)));
}

const isBehind = (row: Row, other: Row) =>
  row.organization_id > other.organization_id ||
  (row.organization_id === other.organization_id && row.event_id > other.event_id);

const eventOf = (row: Row): PendingEvent => ({
  organizationId: row.organization_id,
  id: row.event_id,
  body: row.body,
  runId: row.run_id,
  runSeq: row.run_seq,
  placed: row.placed === true,
});

/** The order in which events get their places: by id, which rises with time, and those of a run in the order of the run. */
export function inOrder(events: readonly PendingEvent[]): PendingEvent[] {
  const sorted = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
  // Clocks of two servers may differ: of the places that a run's events have, the first goes to the first of the run.
  const places = new Map<string, number[]>();
  for (const [place, { runId }] of sorted.entries())
    if (runId) (places.get(runId) ?? places.set(runId, []).get(runId)!).push(place);
  const placed = [...sorted];
  for (const own of places.values()) {
    if (own.length < 2) continue;
    const ofRun = own.map((place) => sorted[place]!).sort((a, b) => a.runSeq! - b.runSeq!);
    for (const [at, place] of own.entries()) placed[place] = ofRun[at]!;
  }
  return placed;
}
