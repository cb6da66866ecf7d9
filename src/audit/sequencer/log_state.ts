import type { Statements } from '../../db/statements.ts';
import { rootOf } from '../proof/merkle.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, type VerifierKey } from '../proof/note.ts';
import { hashAtOf, MissingTile, type ReadTile } from '../proof/tiles.ts';

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

// The last tile of each level: the right edge of the tree, which holds whatever its root and its next leaves take.
const select = `
  select c.size, c.root, c.note,
    (select coalesce(max(leaf_index) + 1, 0) from audit_leaves where organization_id = o.id) as leaves,
    (select json_agg(t) from (
      select v.level, t.tile_index as index, encode(t.hashes, 'hex') as hashes
      from generate_series(0, 7) as v (level) cross join lateral (select tile_index, hashes from audit_tiles
        where organization_id = o.id and level = v.level order by tile_index desc limit 1) t) t) as tiles
  from (select ?::uuid as id) o
  left join lateral (select size, root, note from audit_checkpoints where organization_id = o.id
    order by size desc limit 1) c on true`;

interface Row {
  size: string | null;
  root: Buffer;
  note: string;
  leaves: string;
  tiles: { level: number; index: number; hashes: string }[] | null;
}

/**
 * Reads where the log stands, and makes sure that it is what its newest checkpoint says: signed by a key of ours, with as many
 * leaves, and with the root that its tiles have.
 *
 * @param it.seen the newest head that this process saw; a log that is shorter has lost its end
 * @throws BrokenLog
 */
export async function checkedState(
  tx: Statements,
  it: { organizationId: string; origin: string; keys: VerifierKey[]; seen: Checkpoint | undefined },
): Promise<LogState> {
  const [row] = await tx.execute<[Row]>(select, [it.organizationId]);
  const head = row.size === null ? undefined : { size: Number(row.size), root: row.root, note: row.note };
  const size = head?.size ?? 0;
  if (Number(row.leaves) !== size) throw new BrokenLog(`there are ${row.leaves} leaves, and ${size} were signed`);
  const { seen } = it;
  if (seen && (size < seen.size || (size === seen.size && !head!.root.equals(seen.root))))
    throw new BrokenLog(`it had ${seen.size} leaves, and has ${size} or others`);
  const found = new Map(row.tiles?.map((tile) => [`${tile.level}/${tile.index}`, Buffer.from(tile.hashes, 'hex')]));
  const tiles: ReadTile = (level, index) => found.get(`${level}/${index}`);
  if (head) {
    requireSigned(head, it.origin, it.keys);
    requireRoot(head, tiles);
  }
  return { size, tiles };
}

function requireRoot(head: { size: number; root: Buffer }, tiles: ReadTile): void {
  try {
    if (rootOf(head.size, hashAtOf(tiles)).equals(head.root)) return;
  } catch (error) {
    if (error instanceof MissingTile) throw new BrokenLog(error.message);
    throw error;
  }
  throw new BrokenLog('its tiles have another root than was signed');
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
