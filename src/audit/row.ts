import type { EntityManager } from '@mikro-orm/postgresql';
import { type EventDetails, type EventOrigin, type EventRows, eventRows } from './body.ts';

export { type EventDetails, type EventOrigin, type EventRows, systemCall } from './body.ts';
export { writeEvents } from './statements.ts';

const append = 'select audit_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** A statement that goes with the event, in one trip to the database. */
export interface Companion {
  statement: string;
  values: unknown[];
}

/** Makes an event, and gives its place in the run's chain to a row that is not written yet. */
export function prepareEvent(origin: EventOrigin, details: EventDetails): EventRows {
  const row = eventRows(origin, details);
  if (details.run?.carry) details.run.carry(row.runSeq!, row.leafHash);
  return { ...row, carried: details.run?.carry !== undefined };
}

/** Writes an event into the transaction of its change. If this fails, the change does not happen. */
export async function writeEvent(tx: EntityManager, row: EventRows, companion?: Companion): Promise<void> {
  const { organizationId, id, occurredAt, runId, runSeq, body, leafHash, salt, payload } = row;
  const values = [organizationId, id, occurredAt, runId, runSeq, body, leafHash, salt, payload, row.carried];
  if (companion)
    await tx.execute(`with companion as (${companion.statement}) ${append}`, [...companion.values, ...values]);
  else await tx.execute(append, values);
}

/** Makes and writes an event. */
export const appendEvent = (tx: EntityManager, origin: EventOrigin, details: EventDetails): Promise<void> =>
  writeEvent(tx, prepareEvent(origin, details));
