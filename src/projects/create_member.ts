import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { CreateMemberResponse, ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { expiryOf } from '../service_keys/lifetime.ts';
import { mintKey } from '../service_keys/mint.ts';
import { personalKeyMessages } from '../service_keys/wire.ts';
import { callerNow, requireRole } from './caller.ts';
import { Member } from './entity.ts';
import { loadMember } from './load_member.ts';
import { loadPersonalKey } from './load_personal_key.ts';
import { lockOrganization } from './lock.ts';
import type { Role } from './roles.ts';
import { memberMessage, roleWords } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

/** What the key is called that a member is added with. */
export const firstKeyName = 'first key';

/** Adds a person inside `tx`, which holds the organization's lock. */
export async function insertMember(
  tx: EntityManager,
  it: { organizationId: string; name: string; email: string; role: Role; now: Date },
): Promise<Member> {
  const { now, ...rest } = it;
  const member = tx.create(Member, { ...rest, id: newId(), createdAt: now, updatedAt: now });
  await tx.persist(member).flush();
  return member;
}

/** Adds a person with a personal key. Nobody grants a role above their own. */
export const createMember: Service['createMember'] = (request, context) =>
  context.write<CreateMemberResponse>({
    requestId: request.requestId,
    change: async (tx, now) => {
      const { organizationId } = context.principal;
      const { name, email } = request;
      const role = roleWords.word(request.role)!;
      const expiresAt = expiryOf(now, request.keyExpiresInSeconds, 'key_expires_in_seconds');
      await lockOrganization(tx, organizationId);
      requireRole(await callerNow(tx, context), role, `granting the role ${role}`);
      const member = await insertMember(tx, { organizationId, name, email, role, now });
      const { key, secret } = await mintKey(tx, {
        ...{ organizationId, now, expiresAt, name: firstKeyName, by: context.actor, pepper: context.pepper },
        holder: { memberId: member.id },
      });
      const [message] = await personalKeyMessages(tx, [key]);
      const [memberId, keyId] = [wireId('mem', member.id), wireId('key', key.id)];
      return {
        answer: { member: memberMessage(member), key: message, secret, secretShownAt: undefined },
        ref: `${memberId} ${keyId}`,
        event: {
          resource: { type: 'member', id: memberId },
          outputs: { role, key_id: keyId, key_expires_at: expiresAt.toISOString() },
          payload: { name, email },
        },
      };
    },
    replay: async (ref, em, at) => {
      const [memberId, keyId] = ref.split(' ') as [string, string];
      const member = await loadMember(context, memberId, { em });
      const [key] = await personalKeyMessages(em, [await loadPersonalKey(context, keyId, em)]);
      return { member: memberMessage(member), key, secret: '', secretShownAt: at };
    },
  });
