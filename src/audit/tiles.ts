import type { Statements } from '../db/statements.ts';
import type { ReadTile, Tile, TilePlace } from './proof/tiles.ts';

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

/** Stores tiles that are new or grew. */
export async function writeTiles(tx: Statements, organizationId: string, tiles: Iterable<Tile>): Promise<void> {
  const rows = [...tiles].map(({ level, index, hashes }) => ({ level, index, hashes: hashes.toString('hex') }));
  await tx.execute(
    `insert into audit_tiles (organization_id, level, tile_index, hashes)
     select ?, t.level, t.index, decode(t.hashes, 'hex') from json_to_recordset(?) as t (level smallint, index bigint, hashes text)
     on conflict (organization_id, level, tile_index) do update set hashes = excluded.hashes`,
    [organizationId, JSON.stringify(rows)],
  );
}
