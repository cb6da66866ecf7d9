import type { EntityManager } from '@mikro-orm/postgresql';
import { precondition } from '../server/errors.ts';
import { Member } from './entity.ts';

/** Throws where `member` is the only owner left. The caller holds the organization's lock, so nobody else changes that now. */
export async function keepOneOwner(tx: EntityManager, member: Member): Promise<void> {
  if (member.role !== 'owner') return;
  const { organizationId, id } = member;
  const others = await tx.count(Member, { organizationId, role: 'owner', removedAt: null, id: { $ne: id } });
  if (others === 0)
    throw precondition('LAST_OWNER', 'an organization keeps at least one owner; make another member owner first');
}
