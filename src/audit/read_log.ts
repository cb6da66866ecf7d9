import type { EntityManager } from '@mikro-orm/postgresql';
import type { LogCheckpoint, LogTile, ReadLogRequest, ReadLogResponse } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { tileWidth } from './proof/tiles.ts';
import { readEntries } from './read_log/entries.ts';
import { restOf } from './read_log/rest.ts';
import { runRecords } from './read_log/runs.ts';
import { requireWholeLog } from './whole_log.ts';

/** Leaves in one message, unless they are large; a multiple of a tile's. */
const chunk = 2 * tileWidth;
/** Bytes of entries and payloads in one message, about; a client accepts 4 MiB. */
const messageBytes = 2_500_000;

/**
 * Streams a whole log for whoever verifies it, in constant memory: each message holds some leaves with all that lies beside them. What
 * is stored is sent as it is stored; nothing is checked here.
 */
export async function* readLog(request: ReadLogRequest, context: Context): AsyncGenerator<ReadLogResponse> {
  requireWholeLog(context);
  const { em } = context;
  const { organizationId } = context.principal;
  const begin = Number(request.firstIndex || 0);
  if (begin % tileWidth !== 0) throw invalidField('first_index', `must be a multiple of ${tileWidth}`);
  let rest = await restOf(em, organizationId);
  let first = begin;
  let pending: Promise<ReadLogResponse[]> | undefined;
  for (;;) {
    const end = Math.max(rest.leaves, rest.newestCheckpoint);
    while (first < end) {
      const count = Math.min(chunk - (first % chunk), end - first);
      const made = pending ?? read(em, organizationId, first, count);
      const next = first + count;
      // The database reads on while the client verifies.
      pending = next < end ? read(em, organizationId, next, Math.min(chunk, end - next)) : undefined;
      pending?.catch(() => {});
      yield* await made;
      first = next;
    }
    pending = undefined;
    rest = await restOf(em, organizationId);
    // Events that came meanwhile belong to it: what is said at the end must be about what was sent.
    if (Math.max(rest.leaves, rest.newestCheckpoint) <= first) break;
  }
  yield { ...empty(first), tiles: await partialTiles(em, organizationId, rest.leaves), rest };
}

const empty = (firstIndex: number): ReadLogResponse => ({
  ...{ firstIndex, count: 0, entries: Buffer.alloc(0), eventIds: Buffer.alloc(0), leafHashes: Buffer.alloc(0) },
  ...{ payloads: Buffer.alloc(0), tiles: [], checkpoints: [], runs: [], rest: undefined },
});

/** Some leaves in messages of bearable size. */
async function read(
  em: EntityManager,
  organizationId: string,
  first: number,
  count: number,
): Promise<ReadLogResponse[]> {
  const last = first + count - 1;
  const lists = await readEntries(em, organizationId, first, count);
  if (lists.entries.length + lists.payloads.length > messageBytes && count > 1) {
    const half = Math.ceil(count / 2);
    return [
      ...(await read(em, organizationId, first, half)),
      ...(await read(em, organizationId, first + half, count - half)),
    ];
  }
  const [runs, checkpoints, tiles] = [
    await runRecords(em, organizationId, first, last),
    await checkpointsIn(em, organizationId, first, last + 1),
    await fullTiles(em, organizationId, first, last + 1),
  ];
  return [{ ...lists, firstIndex: first, count, runs, checkpoints, tiles, rest: undefined }];
}

async function checkpointsIn(
  em: EntityManager,
  organizationId: string,
  above: number,
  size: number,
): Promise<LogCheckpoint[]> {
  const rows = await em.execute<{ size: string; root: Buffer; note: string }[]>(
    'select size, root, note from audit_checkpoints where organization_id = ? and size > ? and size <= ? order by size',
    [organizationId, above, size],
  );
  return rows.map((row) => ({ size: Number(row.size), root: Buffer.from(row.root), note: row.note }));
}

/** Tiles of every level that leaves from `first` to before `end` fill. */
async function fullTiles(em: EntityManager, organizationId: string, first: number, end: number): Promise<LogTile[]> {
  const places: { level: number; from: number; to: number }[] = [];
  for (let level = 0, width = tileWidth; width <= end; level += 1, width *= tileWidth)
    if (Math.floor(end / width) > Math.floor(first / width))
      places.push({ level, from: Math.floor(first / width), to: Math.floor(end / width) - 1 });
  return tilesAt(em, organizationId, places);
}

async function partialTiles(em: EntityManager, organizationId: string, size: number): Promise<LogTile[]> {
  const places: { level: number; from: number; to: number }[] = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / tileWidth))
    if (count % tileWidth > 0)
      places.push({ level, from: Math.floor(count / tileWidth), to: Math.floor(count / tileWidth) });
  return tilesAt(em, organizationId, places);
}

async function tilesAt(em: EntityManager, organizationId: string, places: unknown[]): Promise<LogTile[]> {
  if (places.length === 0) return [];
  const rows = await em.execute<{ level: number; tile_index: string; hashes: Buffer }[]>(
    `select t.level, t.tile_index, t.hashes from json_to_recordset(?) as w (level smallint, "from" bigint, "to" bigint)
     join audit_tiles t on t.organization_id = ? and t.level = w.level and t.tile_index between w."from" and w."to"
     order by t.level, t.tile_index`,
    [JSON.stringify(places), organizationId],
  );
  return rows.map((row) => ({ level: row.level, index: Number(row.tile_index), hashes: Buffer.from(row.hashes) }));
}
