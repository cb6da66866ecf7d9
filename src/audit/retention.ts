import type { EntityManager } from '@mikro-orm/postgresql';
import { systemActor } from '../db/base.ts';
import { oneAtATime } from '../db/lock.ts';
import { appendEvent, systemCall } from './row.ts';

/**
 * Makes the partitions of the months to come, and drops those of payloads that are older than `days`; each organization's log gets
 * an event for each month of its own that went. An organization on legal hold keeps all of its payloads.
 *
 * It does nothing where another server is at it.
 */
export async function retainPayloads(em: EntityManager, days: number): Promise<void> {
  // Two transactions: what keeps the one from its locks does not undo the other, and neither holds the other's.
  try {
    await inTurn(em, (tx) => tx.execute('select audit_keep_partitions()'));
  } finally {
    await inTurn(em, (tx) => expire(tx, days));
  }
}

async function inTurn(em: EntityManager, work: (tx: EntityManager) => Promise<unknown>): Promise<void> {
  await em.transactional(async (tx) => {
    const [row] = await tx.execute<[{ mine: boolean }]>('select pg_try_advisory_xact_lock(?) as mine', [
      oneAtATime.retain,
    ]);
    if (!row.mine) return;
    // Whoever waits for this table holds up every call behind it.
    await tx.execute(`set local lock_timeout = '2s'`);
    await work(tx);
  });
}

async function expire(tx: EntityManager, days: number): Promise<void> {
  const [row] = await tx.execute<[{ now: string; before: string }]>(
    'select now() as now, now() - make_interval(days => ?) as before',
    [days],
  );
  const expired = await tx.execute<{ organization_id: string; month: string; payloads: string }[]>(
    `select organization_id, to_char(month at time zone 'UTC', 'YYYY-MM') as month, payloads from audit_expire_payloads(?)`,
    [row.before],
  );
  for (const { organization_id: organizationId, month, payloads } of expired)
    await appendEvent(
      tx,
      { ...systemCall, organizationId, action: 'payload.expire', actor: systemActor, occurredAt: new Date(row.now) },
      {
        resource: { type: 'audit_payloads', id: month },
        outputs: { payloads: Number(payloads), retention_days: days },
      },
    );
}
