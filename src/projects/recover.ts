import type { EntityManager } from '@mikro-orm/postgresql';
import { systemActor } from '../db/base.ts';
import { uuidOf, wireId } from '../db/ids.ts';
import { databaseTime } from '../db/time.ts';
import { notFound, precondition } from '../server/errors.ts';
import { expiryOf } from '../service_keys/lifetime.ts';
import { mintKey } from '../service_keys/mint.ts';
import type { Pepper } from '../service_keys/secret.ts';
import { Member, Organization } from './entity.ts';
import { systemEvent } from './system_event.ts';

/** A new key for an owner, with ids as on the wire. */
export interface Recovered {
  organizationId: string;
  organizationName: string;
  memberId: string;
  memberName: string;
  memberEmail: string;
  keyId: string;
  expiresAt: Date;
  secret: string;
}

/**
 * Mints a personal key for the longest-serving owner, for when every key is lost. Whoever can run this holds the database
 * anyway; other keys stay as they are.
 *
 * @param it.organization id (org_…) or name; default: the only one
 */
export function recoverOwner(
  em: EntityManager,
  it: { organization?: string; pepper?: Pepper } = {},
): Promise<Recovered> {
  return em.transactional(async (tx) => {
    const organization = await chosen(tx, it.organization);
    const organizationId = organization.id;
    const where = { organizationId, role: 'owner' as const, removedAt: null };
    const member = await tx.findOne(Member, where, { orderBy: { id: 'asc' } });
    if (!member) throw notFound('organization', 'the organization has no owner');
    const now = await databaseTime(tx);
    const expiresAt = expiryOf(now, 0);
    const { key, secret } = await mintKey(tx, {
      ...{ organizationId, now, name: 'recovered', by: systemActor, expiresAt, pepper: it.pepper },
      holder: { memberId: member.id },
    });
    const [memberId, keyId] = [wireId('mem', member.id), wireId('key', key.id)];
    await systemEvent(
      tx,
      { organizationId, now, action: 'personal_key.create' },
      {
        resource: { type: 'personal_key', id: keyId },
        outputs: { member_id: memberId, expires_at: expiresAt.toISOString(), secret_version: 1 },
        payload: { name: key.name, prefix: key.prefix, recovered_for: member.name },
      },
    );
    return {
      ...{ organizationId: wireId('org', organizationId), organizationName: organization.name },
      ...{ memberId, memberName: member.name, memberEmail: member.email, keyId, expiresAt, secret },
    };
  });
}

async function chosen(tx: EntityManager, text: string | undefined): Promise<Organization> {
  const id = text === undefined ? undefined : uuidOf('org', text);
  const where = id ? { id } : text === undefined ? {} : { name: text };
  const found = await tx.find(Organization, where, { orderBy: { id: 'asc' }, limit: 11 });
  if (found.length === 0) throw notFound('organization', 'no such organization in this database');
  if (found.length === 1) return found[0]!;
  const names = found.slice(0, 10).map((one) => `${wireId('org', one.id)} (${one.name})`);
  throw precondition('WRONG_STATUS', `there are several organizations; name one by its id: ${names.join(', ')}`);
}
