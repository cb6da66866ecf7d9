import { type EntityManager, LockMode, raw } from '@mikro-orm/postgresql';
import { appendEvent, systemCall } from '../audit/row.ts';
import { systemActor } from '../db/base.ts';
import { oneAtATime } from '../db/lock.ts';
import { endOpenRun, expiryOf } from './ending.ts';
import { AgentRun } from './entity.ts';
import { endEvent } from './run_event.ts';

/**
 * Ends runs whose time ran out, at most `limit`, in one transaction, with an event each; answers how many.
 *
 * It answers 0 where another replica is at it. A run that is being changed right now is left for the next time.
 */
export async function reap(em: EntityManager, limit = 500): Promise<number> {
  return em.transactional(async (tx) => {
    const [row] = await tx.execute<[{ mine: boolean; now: string }]>(
      'select pg_try_advisory_xact_lock(?) as mine, now() as now',
      [oneAtATime.reap],
    );
    if (!row.mine) return 0;
    const late = await tx.find(
      AgentRun,
      { status: { $in: ['queued', 'running'] }, leaseExpiresAt: { $lte: raw('now()') } },
      { orderBy: { leaseExpiresAt: 'asc' }, limit, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    const now = new Date(row.now);
    for (const run of late) await expire(tx, run, now);
    return late.length;
  });
}

async function expire(tx: EntityManager, run: AgentRun, now: Date): Promise<void> {
  const ended = await endOpenRun(tx, run, expiryOf(run, now));
  if (!ended) return;
  await appendEvent(
    tx,
    {
      organizationId: run.organizationId,
      action: 'agent_run.expire',
      actor: systemActor,
      occurredAt: now,
      ...systemCall,
    },
    endEvent(ended, run, { outputs: { reason: 'LEASE_EXPIRED' } }),
  );
}
