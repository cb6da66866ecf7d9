import { uuidOf, wireId } from '../db/ids.ts';
import type { AuditServiceService, PurgePayloadsRequest } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import type { Where } from './filter.ts';
import { beginErasure } from './legal_hold.ts';

type Service = Handlers<AuditServiceService>;

/** Erases names and texts of events. What the log holds of them stays, and so does every proof. */
export const purgePayloads: Service['purgePayloads'] = (request, context) => {
  const where = doomed(request, context);
  const { organizationId } = context.principal;
  return context.write({
    requestId: request.requestId,
    change: async (tx) => {
      await beginErasure(tx, organizationId);
      const [row] = await tx.execute<[{ purged: string }]>(
        `select audit_purge_payloads(?, array(select l.event_id from audit_leaves l where ${where.sql})) as purged`,
        [organizationId, ...where.values],
      );
      const purged = Number(row.purged);
      return {
        answer: { purged },
        ref: String(purged),
        event: {
          resource: { type: 'audit_payloads', id: request.runId || request.actor || wireId('org', organizationId) },
          outputs: {
            payloads: purged,
            run_id: request.runId || null,
            actor: request.actor || null,
            named_events: request.eventIds.length,
            occurred_before: request.occurredBefore?.toISOString() ?? null,
          },
          payload: { reason: request.reason },
        },
      };
    },
    replay: async (ref) => ({ purged: Number(ref) }),
  });
};

function doomed(request: PurgePayloadsRequest, { principal }: Context): Where {
  const { runId, actor, eventIds, occurredBefore } = request;
  if (!runId && !actor && eventIds.length === 0)
    throw invalidField('run_id', 'name a run, an actor or events: nothing is erased by accident');
  const ids = eventIds.map((id) => uuidOf('evt', id));
  const parts: [sql: string, value: unknown][] = [['l.organization_id = ?', principal.organizationId]];
  if (runId) parts.push(['l.run_id = ?', uuidOf('run', runId)]);
  if (actor.startsWith('key_')) parts.push(['l.key_id = ?', uuidOf('key', actor)]);
  if (actor.startsWith('mem_')) parts.push(['l.member_id = ?', uuidOf('mem', actor)]);
  if (ids.length > 0) parts.push(['l.event_id = any(?::uuid[])', `{${ids.join(',')}}`]);
  if (occurredBefore) parts.push(['l.occurred_at < ?', occurredBefore]);
  return { sql: parts.map(([sql]) => sql).join(' and '), values: parts.map(([, value]) => value) };
}
