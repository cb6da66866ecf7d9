import type { Statements } from '../../db/statements.ts';

/** An event that waits for its place in the log; `body` is null where the queue names an event that is not there. */
export interface PendingEvent {
  organizationId: string;
  id: string;
  body: Buffer | null;
  runId: string | null;
  runSeq: number | null;
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
}

// By the index, event by event, whatever the planner knows of the tables: it may be long ago that it looked, and one pass over all
// events would hold up everybody.
const bodies = `
  left join lateral (select body, run_id, run_seq from audit_events where organization_id = p.organization_id and id = p.event_id
    limit 1) e on true`;

const select = `
  select p.organization_id, p.event_id, e.body, e.run_id, e.run_seq from (
    select organization_id, event_id from audit_pending where (organization_id, event_id) > (?, ?)
    order by organization_id, event_id limit ?) p ${bodies}`;

// Events of runs that are in a batch which was cut: a run's earlier event must not be left behind its later one.
const selectOfRuns = `
  select p.organization_id, p.event_id, e.body, e.run_id, e.run_seq from (
    select q.organization_id, q.event_id from audit_events o
    join audit_pending q on q.organization_id = o.organization_id and q.event_id = o.id
    where o.organization_id = ? and o.run_id = any(?::uuid[])) p ${bodies}`;

/**
 * Reads up to `limit` waiting events of any organizations, after `after`.
 *
 * It is the queue's own rows that are read, and never ids above some mark: a transaction that commits late has an older id.
 */
export async function takePending(
  tx: Statements,
  after: Place,
  limit: number,
): Promise<{ byOrganization: Map<string, PendingEvent[]>; last: Place | undefined }> {
  const rows = await tx.execute<Row[]>(select, [after.organizationId, after.id, limit]);
  const byOrganization = Map.groupBy(rows.map(eventOf), (event) => event.organizationId);
  const end = rows.reduce<Row | undefined>((last, row) => (last && !isBehind(row, last) ? last : row), undefined);
  if (end && rows.length === limit) {
    const cut = byOrganization.get(end.organization_id)!;
    const runs = [...new Set(cut.flatMap(({ runId }) => runId ?? []))];
    const more = await tx.execute<Row[]>(selectOfRuns, [end.organization_id, `{${runs.join(',')}}`]);
    const known = new Set(cut.map(({ id }) => id));
    cut.push(...more.map(eventOf).filter(({ id }) => !known.has(id)));
  }
  return { byOrganization, last: end && { organizationId: end.organization_id, id: end.event_id } };
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
