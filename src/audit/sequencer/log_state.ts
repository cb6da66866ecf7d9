import type { Statements } from '../../db/statements.ts';
import { rootOf } from '../proof/merkle.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, type VerifierKey } from '../proof/note.ts';
import { hashAtOf, MissingTile, type ReadTile, tilesNeeded, tilesOfAppend } from '../proof/tiles.ts';
import { readTiles } from '../tiles.ts';

/** The log in the database is not the one that was signed: nothing may be added to it. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/** An organization's log as it stands. */
export interface LogState {
  size: number;
  /** The partial tiles of its right edge. */
  tiles: ReadTile;
}

/** The newest checkpoint of an organization; undefined where it has none. */
export async function newestCheckpoint(
  em: Statements,
  organizationId: string,
): Promise<{ size: number; root: Buffer; note: string } | undefined> {
  const rows = await em.execute<{ size: string; root: Buffer; note: string }[]>(
    'select size, root, note from audit_checkpoints where organization_id = ? order by size desc limit 1',
    [organizationId],
  );
  const row = rows[0];
  return row && { size: Number(row.size), root: Buffer.from(row.root), note: row.note };
}

/**
 * Reads where the log stands, and makes sure that it is what its newest checkpoint says: signed by a key of ours, with as many
 * leaves, and with the root that its tiles have.
 *
 * @param seen the newest head that this process saw; a log that is shorter has lost its end
 * @throws BrokenLog
 */
export async function checkedState(
  tx: Statements,
  it: { organizationId: string; origin: string; keys: VerifierKey[]; seen: Checkpoint | undefined },
): Promise<LogState> {
  const { organizationId, origin, keys, seen } = it;
  const head = await newestCheckpoint(tx, organizationId);
  const [leaves] = await tx.execute<{ size: string }[]>(
    'select coalesce(max(leaf_index) + 1, 0) as size from audit_leaves where organization_id = ?',
    [organizationId],
  );
  const size = head?.size ?? 0;
  if (Number(leaves!.size) !== size) throw new BrokenLog(`there are ${leaves!.size} leaves, and ${size} were signed`);
  if (seen && (size < seen.size || (size === seen.size && !head!.root.equals(seen.root))))
    throw new BrokenLog(`it had ${seen.size} leaves, and has ${size} or others`);
  if (head) requireSigned(head, origin, keys);
  const places = [...tilesNeeded((hashAt) => rootOf(size, hashAt)), ...tilesOfAppend(size)];
  const tiles = await readTiles(tx, organizationId, places);
  try {
    if (head && !rootOf(size, hashAtOf(tiles)).equals(head.root))
      throw new BrokenLog('its tiles have another root than was signed');
  } catch (error) {
    if (error instanceof MissingTile) throw new BrokenLog(error.message);
    throw error;
  }
  return { size, tiles };
}

function requireSigned(head: { size: number; root: Buffer; note: string }, origin: string, keys: VerifierKey[]): void {
  try {
    const { text, signedBy } = openNote(head.note, keys);
    const said = parseCheckpoint(text);
    if (signedBy.length > 0 && said.origin === origin && said.size === head.size && said.root.equals(head.root)) return;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
  }
  throw new BrokenLog(`its checkpoint of ${head.size} leaves is not one that was signed`);
}
