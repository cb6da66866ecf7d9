import type { EntityManager } from '@mikro-orm/postgresql';
import { type EventDetails, type EventOrigin, type EventRows, eventRows } from './body.ts';

export { type EventDetails, type EventOrigin, systemCall } from './body.ts';

// One statement: the event, its payload, its place in the sequencer's queue, and what the run must know to chain the next one.
const insertEvent = `
  with event as (
    insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body) values (?, ?, ?, ?, ?, ?)
  ), payload as (
    insert into audit_payloads (organization_id, event_id, occurred_at, salt, payload) values (?, ?, ?, ?, ?)
  ), pending as (
    insert into audit_pending (organization_id, event_id) values (?, ?)
  )
  update agent_runs set event_seq = ?, event_hash = ? where organization_id = ? and id = ?`;

/** Writes an event into the transaction of its change. If this fails, the change does not happen. */
export async function appendEvent(tx: EntityManager, origin: EventOrigin, details: EventDetails): Promise<EventRows> {
  const row = eventRows(origin, details);
  const { organizationId, id, occurredAt } = row;
  await tx.execute(insertEvent, [
    ...[organizationId, id, occurredAt, row.runId, row.runSeq, row.body],
    ...[organizationId, id, occurredAt, row.salt, row.payload],
    ...[organizationId, id],
    ...[row.runSeq, row.leafHash, organizationId, row.runId],
  ]);
  return row;
}
