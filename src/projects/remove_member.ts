import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf, wireId } from '../db/ids.ts';
import type { ProjectServiceService, ServiceKeyReference } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { endKeysOf } from '../service_keys/end_key.ts';
import { callerNow, requireRole } from './caller.ts';
import { loadMember } from './load_member.ts';
import { lockOrganization } from './lock.ts';
import { keepOneOwner } from './owners.ts';

type Service = Handlers<ProjectServiceService>;

/** Ends a membership: personal keys stop at once, service keys go on and are listed, so that they get new secrets. */
export const removeMember: Service['removeMember'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const { organizationId } = context.principal;
      await lockOrganization(tx, organizationId);
      const caller = await callerNow(tx, context);
      const member = await loadMember(context, request.memberId, { em: tx, lock: true });
      requireRole(caller, member.role, `removing a member who is ${member.role}`);
      await keepOneOwner(tx, member);
      tx.assign(member, { removedAt: now, updatedAt: now });
      await tx.flush();
      const ended = await endKeysOf(tx, {
        ...{ organizationId, memberId: member.id, by: context.actor },
        reason: 'the member was removed from the organization',
      });
      await context.changed(tx, { member: member.id });
      const serviceKeysToRotate = await keysKnownTo(tx, organizationId, member.id);
      return {
        answer: { serviceKeysToRotate },
        ref: request.memberId,
        event: {
          resource: { type: 'member', id: wireId('mem', member.id) },
          outputs: {
            role: member.role,
            personal_keys_revoked: ended,
            service_keys_to_rotate: serviceKeysToRotate.length,
          },
          payload: { name: member.name, email: member.email },
        },
      };
    },
    replay: async (ref, em) => ({
      serviceKeysToRotate: await keysKnownTo(em, context.principal.organizationId, uuidOf('mem', ref)!),
    }),
  });

// Every secret says who made it, the first at minting and the later ones at rotations.
const select = `
  select k.id, k.name from keys k
  where k.organization_id = ? and k.kind = 'service' and k.revoked_at is null and k.expires_at > now()
    and exists (select from key_secrets s
      where s.organization_id = k.organization_id and s.key_id = k.id and s.created_by ->> 'memberId' = ?)
  order by k.id desc limit 1000`;

async function keysKnownTo(
  em: EntityManager,
  organizationId: string,
  memberId: string,
): Promise<ServiceKeyReference[]> {
  const rows = await em.execute<{ id: string; name: string }[]>(select, [organizationId, memberId]);
  return rows.map(({ id, name }) => ({ id: wireId('key', id), name }));
}
