import { describe, expect, test } from 'vitest';
import { consistencyProof, inclusionProof, rootOf } from '../../../src/audit/proof/merkle.ts';
import {
  appendLeaves,
  hashAtOf,
  MissingTile,
  type ReadTile,
  tilePath,
  tilesNeeded,
  tilesOfAppend,
} from '../../../src/audit/proof/tiles.ts';
import { hashAtIn, leavesOf, seeded } from './reference.ts';

const leaves = leavesOf(66_000);
const reference = hashAtIn(leaves);

/** The tiles of a tree by C2SP tlog-tiles' own definition: those at level l have floor(size / 256^l) hashes. */
function expectedTiles(size: number): Map<string, Buffer> {
  const tiles = new Map<string, Buffer>();
  for (let level = 0; size >= 256 ** level; level++) {
    const row = Array.from({ length: Math.floor(size / 256 ** level) }, (_, at) => reference(8 * level, at));
    for (let at = 0; at < row.length; at += 256)
      tiles.set(`${level}/${at / 256}`, Buffer.concat(row.slice(at, at + 256)));
  }
  return tiles;
}

/** A store of tiles that grows as a sequencer's does, and remembers what was read. */
function storeOf() {
  const tiles = new Map<string, Buffer>();
  const places: string[] = [];
  const read: ReadTile = (level, index) => {
    places.push(`${level}/${index}`);
    return tiles.get(`${level}/${index}`);
  };
  const append = (from: number, to: number) => {
    const grown = appendLeaves(from, leaves.slice(from, to), read);
    for (const [key, tile] of grown) {
      expect(key).toBe(`${tile.level}/${tile.index}`);
      tiles.set(key, tile.hashes);
    }
    return [...grown.keys()];
  };
  return { tiles, places, read, append };
}

describe('appending', () => {
  test.each([
    ['one by one', 600, () => 1],
    ['a tile at a time', 2_048, () => 256],
    ['in random batches', 5_000, seeded('batches')],
    ['past the third level', 66_000, () => 21_999],
  ])('%s makes the tiles of the definition', (_, end, batch) => {
    const store = storeOf();
    for (let size = 0; size < end; ) {
      const next = Math.min(end, size + Math.max(1, batch(700)));
      store.append(size, next);
      size = next;
    }
    expect(store.tiles).toEqual(expectedTiles(end));
  });

  test('it answers only tiles that are new or grew', () => {
    const store = storeOf();
    expect(store.append(0, 256)).toEqual(['0/0', '1/0']);
    expect(store.append(256, 300)).toEqual(['0/1']);
    expect(store.append(300, 600)).toEqual(['0/1', '0/2', '1/0']);
    expect(store.append(600, 600)).toEqual([]);
  });

  test('it reads no tile but those at the right edge', () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_791, 65_792]) {
      const store = storeOf();
      for (const [key, hashes] of expectedTiles(size)) store.tiles.set(key, hashes);
      store.append(size, Math.min(66_000, size + 300));
      const edge = tilesOfAppend(size).map(({ level, index }) => `${level}/${index}`);
      expect(edge).toEqual(expect.arrayContaining(store.places));
      for (const key of edge) expect(store.tiles.get(key)).toBeDefined();
    }
  });

  test('70,000 leaves end in three partial tiles', () => {
    expect(tilesOfAppend(70_000)).toEqual([
      { level: 0, index: 273 },
      { level: 1, index: 1 },
      { level: 2, index: 0 },
    ]);
    expect(tilesOfAppend(65_536)).toEqual([{ level: 2, index: 0 }]);
    expect(tilesOfAppend(0)).toEqual([]);
  });

  test('of a tile that is wider than the size says, only the expected hashes are used', () => {
    const store = storeOf();
    store.tiles.set('0/0', Buffer.concat([...leaves.slice(0, 10), ...leaves.slice(50, 90)]));
    store.append(10, 20);
    expect(store.tiles).toEqual(expectedTiles(20));
  });

  test.each([
    ['absent', undefined],
    ['a hash short', Buffer.concat(leaves.slice(0, 9))],
    ['a byte short', Buffer.concat(leaves.slice(0, 10)).subarray(1)],
  ])('a partial tile that is %s is missing', (_, hashes) => {
    expect(() => appendLeaves(10, leaves.slice(10, 12), () => hashes)).toThrow(new MissingTile(0, 0));
  });
});

describe('reading', () => {
  const sizes = [1, 2, 255, 256, 257, 511, 513, 3_000, 65_535, 65_536, 65_537, 66_000];

  test.each(sizes)('roots and proofs of %i leaves are those of the tree in memory', (size) => {
    const tiles = expectedTiles(size);
    const hashAt = hashAtOf((level, index) => tiles.get(`${level}/${index}`));
    const random = seeded(`tiles ${size}`);
    expect(rootOf(size, hashAt)).toEqual(rootOf(size, reference));
    for (const index of [0, size - 1, random(size), random(size)])
      expect(inclusionProof(index, size, hashAt)).toEqual(inclusionProof(index, size, reference));
    for (const old of [1, size, 1 + random(size), 1 + random(size)])
      expect(consistencyProof(old, size, hashAt)).toEqual(consistencyProof(old, size, reference));
  });

  test.each(sizes)('the tiles that work on %i leaves needs are exactly those that it reads', (size) => {
    const tiles = expectedTiles(size);
    const index = Math.floor(size / 3);
    const read = new Set<string>();
    const work = (hashAt: Parameters<typeof rootOf>[1]) => [
      rootOf(size, hashAt),
      inclusionProof(index, size, hashAt),
      consistencyProof(index + 1, size, hashAt),
    ];
    work(
      hashAtOf((level, at) => {
        read.add(`${level}/${at}`);
        return tiles.get(`${level}/${at}`);
      }),
    );
    expect(tilesNeeded(work).map(({ level, index: at }) => `${level}/${at}`)).toEqual([...read]);
  });

  test('the tiles of a size beyond 32 bits have indexes beyond them', () => {
    const needed = tilesNeeded((hashAt) => inclusionProof(2 ** 45 + 5, 2 ** 45 + 7, hashAt));
    expect(needed).toContainEqual({ level: 0, index: 2 ** 37 });
  });

  test.each([
    ['a tile that is not there', 1, 0],
    ['an entry beyond a partial tile', 0, 1],
  ])('%s is missing', (_, level, index) => {
    const tiles = expectedTiles(300);
    tiles.delete('1/0');
    const hashAt = hashAtOf((at, which) => tiles.get(`${at}/${which}`));
    expect(() => hashAt(8 * level, index === 0 ? 0 : 300)).toThrow(new MissingTile(level, index));
    expect(() => hashAt(8 * level, index === 0 ? 0 : 300)).toThrow(expect.objectContaining({ level, index }));
    expect(hashAt(0, 299)).toEqual(leaves[299]);
  });
});

test.each([
  [0, 0, 256, 'tile/0/000'],
  [0, 1_234, 256, 'tile/0/x001/234'],
  [1, 1_234_067, 5, 'tile/1/x001/x234/067.p/5'],
  [0, 999, 255, 'tile/0/999.p/255'],
  [2, 1_000, 1, 'tile/2/x001/000.p/1'],
])('the path of tile %i/%i with %i hashes is %4$s', (level, index, width, path) => {
  expect(tilePath(level, index, width)).toBe(path);
});
