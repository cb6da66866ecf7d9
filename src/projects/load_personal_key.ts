import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';
import { Key } from '../service_keys/entity.ts';
import { keyRow } from '../service_keys/ids.ts';

/** Loads a personal key by its id on the wire; a service key's id answers as an unknown one. */
export async function loadPersonalKey(context: Context, id: string, em?: EntityManager): Promise<Key> {
  const key = await context.row(Key, keyRow, id, em ? { em } : {});
  if (key.kind !== 'personal') throw notFound(keyRow.field);
  return key;
}

/** As loadPersonalKey, where the key must be the caller's own; another's answers as an unknown one. */
export async function loadOwnKey(context: Context, id: string, em?: EntityManager): Promise<Key> {
  const key = await context.row(Key, keyRow, id, em ? { em } : {});
  const own = key.kind === 'personal' && key.memberId === context.principal.member?.id;
  if (!own) throw notFound(keyRow.field, 'no such personal key of the caller; a key is rotated by its holder only');
  return key;
}
