import { bytes, integer, time, uuid } from '../db/columns.ts';
import type { Transaction } from '../db/statements.ts';
import { table } from '../db/table.ts';
import type { EventRows } from './body.ts';

type EventRow = Pick<EventRows, 'organizationId' | 'id' | 'occurredAt' | 'runId' | 'runSeq' | 'body'>;
type PayloadRow = Pick<EventRows, 'organizationId' | 'occurredAt' | 'salt' | 'payload'> & { eventId: string };
type PendingRow = Pick<PayloadRow, 'organizationId' | 'eventId'>;

const events = table<EventRow, 'organizationId' | 'id'>('audit_events', ['organizationId', 'id'], {
  ...{ organizationId: uuid, id: uuid, occurredAt: time, runId: uuid, runSeq: integer, body: bytes },
});
const payloads = table<PayloadRow, 'organizationId' | 'eventId'>('audit_payloads', ['organizationId', 'eventId'], {
  ...{ organizationId: uuid, eventId: uuid, occurredAt: time, salt: bytes, payload: bytes },
});
const pending = table<PendingRow, 'organizationId' | 'eventId'>('audit_pending', ['organizationId', 'eventId'], {
  ...{ organizationId: uuid, eventId: uuid },
});

/** As `writeEvent`, for many; the rows of the runs have the end of their chains already. */
export async function writeEvents(tx: Transaction, rows: readonly EventRows[]): Promise<void> {
  if (rows.length === 0) return;
  const named = rows.map((row) => ({ ...row, eventId: row.id }));
  await Promise.all([
    tx.rows(events.insert, events.values(rows)),
    tx.rows(payloads.insert, payloads.values(named)),
    tx.rows(pending.insert, pending.values(named)),
  ]);
}
