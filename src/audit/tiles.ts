import type { Statements } from '../db/statements.ts';
import type { ReadTile, TilePlace } from './proof/tiles.ts';

/** Reads tiles of an organization's log into memory. */
export async function readTiles(
  em: Statements,
  organizationId: string,
  places: readonly TilePlace[],
): Promise<ReadTile> {
  const found = new Map<string, Buffer>();
  if (places.length > 0) {
    const rows = await em.execute<{ level: number; tile_index: string; hashes: Buffer }[]>(
      `select t.level, t.tile_index, t.hashes from json_to_recordset(?) as w (level smallint, index bigint)
       join audit_tiles t on t.organization_id = ? and t.level = w.level and t.tile_index = w.index`,
      [JSON.stringify(places), organizationId],
    );
    for (const row of rows) found.set(`${row.level}/${row.tile_index}`, Buffer.from(row.hashes));
  }
  return (level, index) => found.get(`${level}/${index}`);
}
