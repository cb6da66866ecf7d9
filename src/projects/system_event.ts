import type { EntityManager } from '@mikro-orm/postgresql';
import { appendEvent, type EventDetails, systemCall } from '../audit/row.ts';
import { systemActor } from '../db/base.ts';

/** Records what was done on the server's machine, by nobody's key. */
export async function systemEvent(
  tx: EntityManager,
  it: { organizationId: string; now: Date; action: string },
  details: EventDetails,
): Promise<void> {
  const { organizationId, action, now: occurredAt } = it;
  await appendEvent(tx, { ...systemCall, organizationId, action, occurredAt, actor: systemActor }, details);
}
