import { expect, test } from 'vitest';
import { emptyRoot, rootOf } from '../../../src/audit/proof/merkle.ts';
import { appendLeaves } from '../../../src/audit/proof/tiles.ts';
import { TreeBuilder } from '../../../src/audit/proof/tree.ts';
import { hashAtIn, leavesOf } from './reference.ts';

const most = 65_536 + 300;
const leaves = leavesOf(most);
const hashAt = hashAtIn(leaves);

test('the root is that of the definition at each size up to 600, and around the ends of tiles', () => {
  const around = [1_023, 1_024, 1_025, 32_768, 65_279, 65_280, 65_535, 65_536, 65_537, 65_792, most];
  const tree = new TreeBuilder();
  expect(tree.root()).toEqual(emptyRoot);
  for (const leaf of leaves) {
    tree.append(leaf);
    if (tree.size <= 600 || around.includes(tree.size))
      expect(tree.root().equals(rootOf(tree.size, hashAt)), `${tree.size}`).toBe(true);
  }
  expect(tree.size).toBe(most);
});

test('asking for the root or the tiles does not disturb the tree', () => {
  const [asked, quiet] = [new TreeBuilder(), new TreeBuilder()];
  for (const leaf of leaves.slice(0, 700)) {
    asked.root().fill(0);
    for (const { hashes } of asked.partialTiles()) hashes.fill(0);
    asked.append(leaf);
    quiet.append(leaf);
  }
  expect(asked.root()).toEqual(quiet.root());
  expect(asked.partialTiles()).toEqual(quiet.partialTiles());
});

test.each([0, 1, 255, 256, 257, 512, 65_535, 65_537])(
  'the full tiles it hands out and the partial ones of %i leaves are all that an append makes',
  (size) => {
    const tiles = new Map<string, Buffer>();
    const tree = new TreeBuilder((level, index, hashes) => {
      expect(tiles.has(`${level}/${index}`)).toBe(false);
      expect(hashes.length).toBe(8_192);
      tiles.set(`${level}/${index}`, hashes);
    });
    for (const leaf of leaves.slice(0, size)) tree.append(leaf);
    for (const { level, index, hashes } of tree.partialTiles()) {
      expect(hashes.length).toBeLessThan(8_192);
      tiles.set(`${level}/${index}`, hashes);
    }
    const expected = appendLeaves(0, leaves.slice(0, size), () => undefined);
    expect([...tiles.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [key, { hashes }] of expected) expect(tiles.get(key)!.equals(hashes), key).toBe(true);
  },
);

test('without anyone to hand tiles to, the right edge is the same', () => {
  const [alone, watched] = [new TreeBuilder(), new TreeBuilder(() => {})];
  for (const leaf of leaves.slice(0, 1_000)) {
    alone.append(leaf);
    watched.append(leaf);
    if (alone.size % 64 === 0) expect(alone.partialTiles()).toEqual(watched.partialTiles());
  }
});

test('a leaf’s buffer can be used again', () => {
  const [own, one] = [new TreeBuilder(), new TreeBuilder()];
  const buffer = Buffer.alloc(32);
  for (const leaf of leaves.slice(0, 300)) {
    leaf.copy(buffer);
    own.append(leaf);
    one.append(buffer);
  }
  expect(one.root()).toEqual(own.root());
});

test('what is not a hash is no leaf', () => {
  const tree = new TreeBuilder();
  for (const length of [0, 31, 33]) expect(() => tree.append(Buffer.alloc(length))).toThrow(RangeError);
  expect(tree.size).toBe(0);
});
