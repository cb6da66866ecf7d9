import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../db/ids.ts';
import { oneAtATime } from '../db/lock.ts';
import type { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import { precondition } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { AuditHold } from './entity.ts';
import { holdMessage } from './report.ts';

type Service = Handlers<AuditServiceService>;

const set = `
  insert into audit_holds (organization_id, reason, set_by) values (?, ?, ?)
  on conflict (organization_id) do nothing`;

const takePayloads = (tx: EntityManager) => tx.execute('select pg_advisory_xact_lock(?)', [oneAtATime.payloads]);

/**
 * What every erasure begins with: throws where the organization is on legal hold. Until the transaction ends nobody sets a hold, so
 * that nothing is erased after one was acknowledged.
 */
export async function beginErasure(tx: EntityManager, organizationId: string): Promise<void> {
  // Whoever waits for the payloads holds up every call behind it.
  await tx.execute(`set local lock_timeout = '5s'`);
  await takePayloads(tx);
  if (await tx.findOne(AuditHold, { organizationId }))
    throw precondition(
      'LEGAL_HOLD',
      'the organization is on legal hold; nothing is erased before it ends (SetLegalHold)',
    );
}

/** Sets the hold or ends it. A hold that is there keeps its first reason; this one's stands in the event. */
export const setLegalHold: Service['setLegalHold'] = (request, context) => {
  const { organizationId } = context.principal;
  return context.write({
    requestId: request.requestId,
    change: async (tx) => {
      // What is being erased is erased before the hold is there.
      await takePayloads(tx);
      const before = await tx.findOne(AuditHold, { organizationId });
      if (request.on) await tx.execute(set, [organizationId, request.reason, JSON.stringify(context.actor)]);
      else await tx.execute('delete from audit_holds where organization_id = ?', [organizationId]);
      const after = await tx.findOne(AuditHold, { organizationId }, { refresh: true });
      return {
        answer: { legalHold: holdMessage(after) },
        ref: organizationId,
        event: {
          resource: { type: 'organization', id: wireId('org', organizationId) },
          outputs: { on: request.on, before: before !== null },
          payload: { reason: request.reason },
        },
      };
    },
    replay: async (_ref, em) => ({ legalHold: holdMessage(await em.findOne(AuditHold, { organizationId })) }),
  });
};
