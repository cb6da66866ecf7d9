import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActorRecord } from '../db/base.ts';
import { Key } from './entity.ts';

const revoke = `
  update keys set revoked_at = now(), revoked_by = ?::jsonb, revoke_reason = ?
  where organization_id = ? and id = ? and revoked_at is null
  returning id`;

/** Revokes a key. `changed` is false where somebody did before: their reason and time stay. */
export async function endKey(
  tx: EntityManager,
  it: { organizationId: string; id: string; by: ActorRecord; reason: string },
): Promise<{ key: Key; changed: boolean }> {
  const { organizationId, id } = it;
  const rows = await tx.execute(revoke, [JSON.stringify(it.by), it.reason, organizationId, id]);
  const key = await tx.findOneOrFail(Key, { organizationId, id }, { refresh: true });
  return { key, changed: rows.length > 0 };
}

const revokeAll = `
  update keys set revoked_at = now(), revoked_by = ?::jsonb, revoke_reason = ?
  where organization_id = ? and member_id = ? and revoked_at is null
  returning id`;

/** Revokes every personal key of a member; answers how many there were. */
export async function endKeysOf(
  tx: EntityManager,
  it: { organizationId: string; memberId: string; by: ActorRecord; reason: string },
): Promise<number> {
  const rows = await tx.execute(revokeAll, [JSON.stringify(it.by), it.reason, it.organizationId, it.memberId]);
  return rows.length;
}
