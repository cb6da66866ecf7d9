import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { LogCheckpoint, LogTile, ReadLogRequest, ReadLogResponse, RunRecord } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { tileWidth } from './proof/tiles.ts';
import { copying } from './read_log/copy.ts';
import { type Entry, readEntries } from './read_log/entries.ts';
import { listsOf, sizeOf } from './read_log/lists.ts';
import type { Range } from './read_log/range.ts';
import { logEnd, restOf, waitingEvents } from './read_log/rest.ts';
import { readRuns } from './read_log/runs.ts';
import { requireWholeLog } from './whole_log.ts';

/** Leaves that are read at once; a multiple of a tile's. With fewer the database plans for as long as it reads. */
const chunk = 4 * tileWidth;
/** Bytes in one message, about. What encodes it doubles its buffer, and with these it comes to 256 KiB; larger ones are no faster. */
const messageBytes = 240_000;
/** How often it is looked again for what came meanwhile. */
const rounds = 5;
/** How long the sequencer may take, in milliseconds: another server takes over within five seconds. */
const patience = { total: 10_000, step: 100 };

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
  let first = begin;
  // What came while the rest was read belongs to it; of a log that grows all the time there is an end nevertheless.
  for (let round = 0, end = await logEnd(em, organizationId); first < end && round < rounds; round++) {
    yield* between(em, organizationId, first, end);
    first = end;
    end = await logEnd(em, organizationId);
  }
  // Events that wait now get their places in a moment, or the log stands still. What they say belongs to it, too: what was erased.
  const stuck = await stillWaiting(em, organizationId);
  const end = Math.max(first, await logEnd(em, organizationId));
  yield* between(em, organizationId, first, end);
  const rest = await restOf(em, { organizationId, size: end, stuck });
  yield { ...empty(end), tiles: await partialTiles(em, organizationId, rest.leaves), rest };
}

/** The leaves from `first` to before `end`. */
async function* between(em: EntityManager, organizationId: string, first: number, end: number) {
  const readAt = (at: number) =>
    read(em, { organizationId, first: at, count: Math.min(chunk - (at % chunk), end - at) });
  let made: Promise<ReadLogResponse[]> | undefined = first < end ? readAt(first) : undefined;
  for (let at = first; made; ) {
    at = Math.min(at - (at % chunk) + chunk, end);
    // The database reads on while the client verifies.
    const next: Promise<ReadLogResponse[]> | undefined = at < end ? readAt(at) : undefined;
    next?.catch(() => {});
    yield* await made;
    made = next;
  }
}

/** Of the events that wait, those that still do when all of the patience is gone. */
async function stillWaiting(em: EntityManager, organizationId: string): Promise<string[]> {
  let waiting = await waitingEvents(em, organizationId);
  for (let waited = 0; waiting.length > 0 && waited < patience.total; waited += patience.step) {
    await sleep(patience.step);
    waiting = await waitingEvents(em, organizationId, waiting);
  }
  return waiting;
}

const empty = (firstIndex: number): ReadLogResponse => ({
  ...{ firstIndex, count: 0, entries: Buffer.alloc(0), eventIds: Buffer.alloc(0), leafHashes: Buffer.alloc(0) },
  ...{ payloads: Buffer.alloc(0), tiles: [], checkpoints: [], runs: [], rest: undefined },
});

/** Some leaves in messages of bearable size. */
async function read(em: EntityManager, range: Range): Promise<ReadLogResponse[]> {
  const { organizationId, first, count } = range;
  const { entries, runs } = await copying(em, async (copy) => {
    const entries = await readEntries(copy, range);
    return { entries, runs: await readRuns(copy, range, new Set(entries.flatMap(({ event }) => event?.run ?? []))) };
  });
  const checkpoints = await checkpointsIn(em, organizationId, first, first + count);
  const tiles = await fullTiles(em, organizationId, first, first + count);
  const messages: ReadLogResponse[] = [];
  for (let at = 0; at < count; ) {
    const some = inOneMessage(entries, runs, at);
    const begin = first + at;
    const isHere = (size: number) => size > begin && size <= begin + some.length;
    messages.push({
      ...{ ...listsOf(some), firstIndex: begin, count: some.length, rest: undefined },
      runs: some.flatMap(({ event }) => runs.get(event?.run ?? '') ?? []),
      checkpoints: checkpoints.filter(({ size }) => isHere(size)),
      tiles: tiles.filter(({ level, index }) => isHere((index + 1) * tileWidth ** (level + 1))),
    });
    at += some.length;
  }
  return messages;
}

/** As many entries from `at` on as a message holds; one at least. */
function inOneMessage(entries: readonly Entry[], runs: ReadonlyMap<string, RunRecord>, at: number): Entry[] {
  let end = at;
  for (let bytes = 0; end < entries.length; end += 1) {
    const entry = entries[end]!;
    bytes += sizeOf(entry) + (runs.get(entry.event?.run ?? '')?.factsJson.length ?? 0);
    if (bytes > messageBytes && end > at) break;
  }
  return entries.slice(at, end);
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
