import type { EntityManager } from '@mikro-orm/postgresql';
import { unavailable } from '../server/errors.ts';
import { consistencyProof, type HashAt, inclusionProof } from './proof/merkle.ts';
import { hashAtOf, tilesNeeded } from './proof/tiles.ts';
import { newestCheckpoint } from './sequencer/log_state.ts';
import { readTiles } from './tiles.ts';

/** The newest head of a log as text and number. Throws UNAVAILABLE where nothing has a place yet. */
export async function headOf(em: EntityManager, organizationId: string): Promise<{ size: number; note: string }> {
  const head = await newestCheckpoint(em, organizationId);
  if (!head) throw unavailable('NOT_LOGGED_YET', 'no event has a place in the log yet; try again in a moment');
  return head;
}

/** Runs a proof over the tiles that it takes; they are fetched at once. */
async function overTiles(
  em: EntityManager,
  organizationId: string,
  prove: (hashAt: HashAt) => Buffer[],
): Promise<Buffer[]> {
  return prove(hashAtOf(await readTiles(em, organizationId, tilesNeeded(prove))));
}

/** The audit path of a leaf in the tree of `size` leaves. */
export const inclusionOf = (
  em: EntityManager,
  organizationId: string,
  index: number,
  size: number,
): Promise<Buffer[]> => overTiles(em, organizationId, (hashAt) => inclusionProof(index, size, hashAt));

/** The audit paths of several leaves, with one query. */
export async function inclusionsOf(
  em: EntityManager,
  organizationId: string,
  indexes: readonly number[],
  size: number,
): Promise<Buffer[][]> {
  const places = tilesNeeded((hashAt) => indexes.map((index) => inclusionProof(index, size, hashAt)));
  const hashAt = hashAtOf(await readTiles(em, organizationId, places));
  return indexes.map((index) => inclusionProof(index, size, hashAt));
}

/** The proof that the log of `newSize` begins with that of `oldSize`. */
export const consistencyOf = (
  em: EntityManager,
  organizationId: string,
  oldSize: number,
  newSize: number,
): Promise<Buffer[]> => overTiles(em, organizationId, (hashAt) => consistencyProof(oldSize, newSize, hashAt));
