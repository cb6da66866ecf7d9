import { emptyRoot, type HashAt, hashBytes, nodeHash } from './merkle.ts';

/** Hashes in a full tile (C2SP tlog-tiles): a tile spans eight levels of the tree. */
export const tileWidth = 256;
const tileHeight = 8;

/** Where a tile stands: its level counts tiles upwards from the leaves' hashes, its index from the left. */
export interface TilePlace {
  level: number;
  index: number;
}

/** A tile with its hashes, concatenated: 1 to 256 of 32 bytes each. */
export interface Tile extends TilePlace {
  hashes: Buffer;
}

/** Reads the hashes of a tile; undefined where there is none. */
export type ReadTile = (level: number, index: number) => Buffer | undefined;

/** A tile that is absent, or has fewer hashes than the tree's size says. */
export class MissingTile extends Error {
  override readonly name = 'MissingTile';
  readonly level: number;
  readonly index: number;

  constructor(level: number, index: number) {
    super(`${tilePath(level, index, tileWidth)} is missing or too short`);
    this.level = level;
    this.index = index;
  }
}

/** The hashes of a tree that is stored in tiles. What it returns throws MissingTile where a tile or an entry is absent. */
export function hashAtOf(read: ReadTile): HashAt {
  return (level, index) => {
    const { tile, first, count } = entriesOf(level, index);
    const hashes = read(tile.level, tile.index);
    if (!hashes || hashes.length < (first + count) * hashBytes) throw new MissingTile(tile.level, tile.index);
    return fullRoot(hashes.subarray(first * hashBytes, (first + count) * hashBytes));
  };
}

/**
 * The tiles that `work` would read through the given hashes, each once, in the order of their first use. The work runs with
 * dummy hashes, so it must not depend on what they are; rootOf and the proofs do not.
 */
export function tilesNeeded(work: (hashAt: HashAt) => unknown): TilePlace[] {
  const needed = new Map<string, TilePlace>();
  work((level, index) => {
    const { tile } = entriesOf(level, index);
    needed.set(tileKey(tile.level, tile.index), tile);
    return emptyRoot;
  });
  return [...needed.values()];
}

/** The partial tiles at the right edge of a tree, lowest first: appendLeaves reads no others, and the upper ones only where it fills a lower one. */
export function tilesOfAppend(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth))
    if (count % tileWidth > 0) places.push({ level, index: Math.floor(count / tileWidth) });
  return places;
}

/**
 * The tiles that are new or grew when leaves' hashes are added to a tree of `size`, by `${level}/${index}`.
 * Of a tile that `size` says is partial exactly the expected hashes are used, whatever else is read with them: a wider tile
 * may be there from an append that was not finished. Throws MissingTile where there are fewer.
 */
export function appendLeaves(size: number, leaves: Buffer[], read: ReadTile): Map<string, Tile> {
  const grown = new Map<string, Tile>();
  let [count, entries] = [size, leaves];
  for (let level = 0; entries.length > 0; level++) {
    const full: Buffer[] = [];
    for (const tile of grow(level, count, entries, read)) {
      grown.set(tileKey(tile.level, tile.index), tile);
      if (tile.hashes.length === tileWidth * hashBytes) full.push(fullRoot(tile.hashes));
    }
    count = Math.floor(count / tileWidth);
    entries = full;
  }
  return grown;
}

/** The path of a tile (C2SP tlog-tiles): tile/0/x001/234, with .p/W where it is W hashes wide and not full. */
export function tilePath(level: number, index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!;
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`;
}

const tileKey = (level: number, index: number) => `${level}/${index}`;

/** The entries of a tile that make up the full subtree of 2^level leaves with this index. */
function entriesOf(level: number, index: number): { tile: TilePlace; first: number; count: number } {
  const count = 2 ** (level % tileHeight);
  const first = index * count;
  const tile = { level: Math.floor(level / tileHeight), index: Math.floor(first / tileWidth) };
  return { tile, first: first % tileWidth, count };
}

/** The tiles of one level from the one where `count` entries end, with more entries added. */
function grow(level: number, count: number, entries: Buffer[], read: ReadTile): Tile[] {
  const tiles: Tile[] = [];
  let used = 0;
  for (
    let index = Math.floor(count / tileWidth), width = count % tileWidth;
    used < entries.length;
    index++, width = 0
  ) {
    const more = entries.slice(used, used + tileWidth - width);
    tiles.push({ level, index, hashes: Buffer.concat([...prefix(level, index, width, read), ...more]) });
    used += more.length;
  }
  return tiles;
}

function prefix(level: number, index: number, width: number, read: ReadTile): Buffer[] {
  if (width === 0) return [];
  const hashes = read(level, index);
  if (!hashes || hashes.length < width * hashBytes) throw new MissingTile(level, index);
  return [hashes.subarray(0, width * hashBytes)];
}

/** The root of the full subtree over a power of two of concatenated hashes; of a single one, a copy of it. */
function fullRoot(hashes: Buffer): Buffer {
  let row: Buffer[] = [];
  for (let at = 0; at < hashes.length; at += hashBytes) row.push(hashes.subarray(at, at + hashBytes));
  while (row.length > 1) {
    const parents: Buffer[] = [];
    for (let at = 0; at < row.length; at += 2) parents.push(nodeHash(row[at]!, row[at + 1]!));
    row = parents;
  }
  return Buffer.from(row[0]!);
}
