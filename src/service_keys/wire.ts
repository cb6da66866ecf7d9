import type { EntityManager } from '@mikro-orm/postgresql';
import { actorMessage } from '../audit/actor.ts';
import { wireId } from '../db/ids.ts';
import { KeyState, type PersonalKey } from '../gen/sfs/v1/project.ts';
import type { ServiceKey } from '../gen/sfs/v1/service_key.ts';
import { words } from '../words.ts';
import type { Key } from './entity.ts';
import { type KeyUsage, usageOf } from './usage.ts';

const states = words(KeyState, 'KEY_STATE_');

/** Service keys as they go over the wire, with one query for all of them. */
export async function serviceKeyMessages(em: EntityManager, keys: readonly Key[]): Promise<ServiceKey[]> {
  const usage = await usageOf(em, keys);
  return keys.map((key) => serviceKeyMessage(key, usage.get(key.id)!));
}

/** Personal keys as they go over the wire, with one query for all of them. */
export async function personalKeyMessages(em: EntityManager, keys: readonly Key[]): Promise<PersonalKey[]> {
  const usage = await usageOf(em, keys);
  return keys.map((key) => ({ ...common(key, usage.get(key.id)!), memberId: wireId('mem', key.memberId) }));
}

function serviceKeyMessage(key: Key, usage: KeyUsage): ServiceKey {
  return {
    ...common(key, usage),
    description: key.description,
    scopes: key.scopes,
    allProjects: key.allProjects,
    projectIds: key.projectIds.map((id) => wireId('proj', id)),
    createdBy: actorMessage(key.createdBy),
    rotatedBy: actorMessage(key.rotatedBy),
    previousSecretLastUsedAt: usage.previousLastUsedAt,
    revokedBy: actorMessage(key.revokedBy),
  };
}

function common(key: Key, usage: KeyUsage) {
  return {
    id: wireId('key', key.id),
    name: key.name,
    prefix: key.prefix,
    state: states.number(key.revokedAt ? 'revoked' : usage.expired ? 'expired' : 'active'),
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    lastUsedAt: usage.lastUsedAt,
    rotatedAt: key.rotatedAt ?? undefined,
    previousSecretExpiresAt: usage.previousExpiresAt,
    revokedAt: key.revokedAt ?? undefined,
    revokeReason: key.revokeReason || undefined,
  };
}
