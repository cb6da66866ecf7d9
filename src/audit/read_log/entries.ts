import type { CopiedRows, Span } from './copied_rows.ts';
import type { Copy } from './copy.ts';
import { leavesOf, type Range } from './range.ts';

/** What there is of one leaf; what is missing is undefined. */
export interface Entry {
  eventId?: Span;
  hash?: Span;
  event?: StoredEvent | undefined;
  payload?: StoredPayload | undefined;
}

interface StoredEvent {
  body: Span;
  /** By this its payload is found: its id and time. */
  key: string;
  /** By this its run's row is found: the run and the event's number in it. */
  run: string | undefined;
}

interface StoredPayload {
  salt: Span;
  payload: Span;
}

/**
 * Reads the leaves of a range, and what lies beside them. Each table is read by itself, in the order of its key, and put together
 * here: a join costs the database twice as much, and lists made there cost it as much again.
 */
export async function readEntries(copy: Copy, range: Range): Promise<Entry[]> {
  const leaves = await copy(leavesOf(range, 'leaf_index, event_id, leaf_hash'));
  const ids = `organization_id = '${range.organizationId}' and`;
  const named = `= any(array(${leavesOf(range, 'event_id')}))`;
  const events = eventsOf(
    await copy(`select id, occurred_at, run_id, run_seq, body from audit_events where ${ids} id ${named}`),
  );
  const payloads = payloadsOf(
    await copy(`select event_id, occurred_at, salt, payload from audit_payloads where ${ids} event_id ${named}`),
  );
  const entries = Array.from({ length: range.count }, (): Entry => ({}));
  while (leaves.next()) {
    const event = events.get(leaves.key(1));
    const payload = event && payloads.get(event.key);
    entries[leaves.int64(0) - range.first] = { eventId: leaves.value(1), hash: leaves.value(2), event, payload };
  }
  return entries;
}

function eventsOf(rows: CopiedRows): Map<string, StoredEvent> {
  const events = new Map<string, StoredEvent>();
  while (rows.next()) {
    const run = rows.isNull(2) || rows.isNull(3) ? undefined : rows.key(2, 3);
    events.set(rows.key(0), { body: rows.value(4), key: rows.key(0, 1), run });
  }
  return events;
}

function payloadsOf(rows: CopiedRows): Map<string, StoredPayload> {
  const payloads = new Map<string, StoredPayload>();
  while (rows.next()) payloads.set(rows.key(0, 1), { salt: rows.value(2), payload: rows.value(3) });
  return payloads;
}
