import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActorRecord } from '../db/base.ts';
import { aborted, precondition } from '../server/errors.ts';
import { Key } from './entity.ts';
import { addSecret, type Minted } from './mint.ts';
import { mintSecret, type Pepper } from './secret.ts';

/** A rotation, and what its caller knew of the key when the call was made. */
export interface Rotation {
  /** The key as it was before the transaction. */
  before: Pick<Key, 'organizationId' | 'id' | 'kind' | 'secretVersion' | 'revokedAt'>;
  /** Seconds for which the secret before stays valid. */
  overlapSeconds: number;
  /** Milliseconds since the call arrived. */
  elapsedMs: number;
  by: ActorRecord;
  now: Date;
  pepper: Pepper | undefined;
}

// A call that arrived before the last rotation met it, even where its first look at the key came later: both the version that
// was read and the time of arrival must be right. Measured on the database's clock, because replicas have clocks of their own.
const next = `
  update keys set secret_version = secret_version + 1, rotated_at = clock_timestamp(), rotated_by = ?::jsonb
  where organization_id = ? and id = ? and secret_version = ? and revoked_at is null and expires_at > now()
    and (rotated_at is null or rotated_at <= clock_timestamp() - ? * interval '1 millisecond')
  returning id`;

// The newest secret so far lives on for the overlap, never past the key's own end; a still older one ends now.
const endOlder = `
  update key_secrets s set expires_at = least(s.expires_at, k.expires_at,
    case when s.version = k.secret_version - 1 then now() + ? * interval '1 second' else now() end)
  from keys k
  where s.organization_id = k.organization_id and s.key_id = k.id and s.version < k.secret_version
    and k.organization_id = ? and k.id = ? and (s.expires_at is null or s.expires_at > now())`;

/** Gives a key a new secret, inside `tx`. Of several at once one gets through; the others throw ABORTED KEY_CHANGED. */
export async function rotateSecret(tx: EntityManager, it: Rotation): Promise<Minted> {
  const { organizationId, id, kind } = it.before;
  const where = [organizationId, id];
  const changed = await tx.execute(next, [JSON.stringify(it.by), ...where, it.before.secretVersion, it.elapsedMs]);
  const key = await tx.findOneOrFail(Key, { organizationId, id }, { refresh: true });
  if (changed.length === 0) throw lost(it, key);
  await tx.execute(endOlder, [it.overlapSeconds, ...where]);
  const secret = mintSecret(kind, id);
  await addSecret(tx, { ...it, organizationId, keyId: id, version: key.secretVersion, secret });
  return { key, secret };
}

function lost(it: Rotation, key: Key) {
  const ended = key.revokedAt ? 'revoked' : key.expiresAt <= it.now ? 'expired' : undefined;
  const known = ended === 'expired' || (ended === 'revoked' && it.before.revokedAt !== null);
  if (ended && known)
    return precondition('WRONG_STATUS', `the key is ${ended} and cannot be rotated; mint a new one`, {
      status: ended,
      command: 'rotate',
    });
  return aborted('KEY_CHANGED', 'the key was rotated or revoked by somebody else at the same time; look at it first');
}
