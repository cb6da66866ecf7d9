import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';
import { Key } from './entity.ts';
import { keyRow } from './ids.ts';

/** Loads a service key by its id on the wire; a personal key's id answers as an unknown one. */
export async function loadServiceKey(context: Context, id: string, em?: EntityManager): Promise<Key> {
  const key = await context.row(Key, keyRow, id, em ? { em } : {});
  if (key.kind !== 'service') throw notFound(keyRow.field);
  return key;
}
