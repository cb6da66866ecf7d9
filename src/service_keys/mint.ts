import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActorRecord, newId } from '../db/base.ts';
import { Key, KeySecret } from './entity.ts';
import { hashSecret, mintSecret, type Pepper, prefixOf } from './secret.ts';

/** What is said of a new key; `holder` decides its kind. */
export interface NewKey {
  organizationId: string;
  name: string;
  expiresAt: Date;
  /** A member, or what a service key is for and may do. */
  holder: { memberId: string } | { description: string; scopes: string[]; allProjects: boolean; projectIds: string[] };
  by: ActorRecord;
  now: Date;
  pepper: Pepper | undefined;
}

/** A key and its text. The text exists here, in the answer, and nowhere else. */
export interface Minted {
  key: Key;
  secret: string;
}

/** Makes a key with its first secret, inside the transaction `tx`. */
export async function mintKey(tx: EntityManager, it: NewKey): Promise<Minted> {
  const id = newId();
  const kind = 'memberId' in it.holder ? 'personal' : 'service';
  const secret = mintSecret(kind, id);
  const key = tx.create(Key, {
    organizationId: it.organizationId,
    id,
    kind,
    name: it.name,
    ...it.holder,
    prefix: prefixOf(secret),
    createdAt: it.now,
    createdBy: it.by,
    expiresAt: it.expiresAt,
  });
  // Flushed on its own: the secret's row refers to the key's.
  await tx.persist(key).flush();
  await addSecret(tx, { ...it, keyId: id, version: 1, secret });
  return { key, secret };
}

/** Keeps the hash of a secret, never the secret. */
export async function addSecret(
  tx: EntityManager,
  it: {
    organizationId: string;
    keyId: string;
    version: number;
    secret: string;
    by: ActorRecord;
    now: Date;
    pepper: Pepper | undefined;
  },
): Promise<void> {
  const { organizationId, keyId, version, pepper } = it;
  await tx.insert(KeySecret, {
    ...{ organizationId, keyId, version },
    hash: hashSecret(it.secret, pepper),
    pepper: pepper?.number ?? null,
    createdAt: it.now,
    createdBy: it.by,
  });
}
