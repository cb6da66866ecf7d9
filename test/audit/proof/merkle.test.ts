import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  type HashAt,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/audit/proof/merkle.ts';
import { consistencyShape, flipped, hashAtIn, inclusionShape, leavesOf, referenceRoot, seeded } from './reference.ts';

const most = 3_000;
const leaves = leavesOf(most);
const hashAt = hashAtIn(leaves);
const roots = Array.from({ length: most + 1 }, (_, size) => rootOf(size, hashAt));
const stranger = leafHash(Buffer.from('of another log'));

/** Whatever can be wrong with the hashes of a proof: a bit, one missing, one too many. Of the bits one, or one in each hash. */
function spoiled(proof: Buffer[], bit: number, all: boolean): Buffer[][] {
  const changed = [...proof.keys()].filter((at) => all || at === bit % proof.length);
  const wrong = changed.map((at) => proof.with(at, flipped(proof[at]!, bit)));
  wrong.push([...proof, stranger], [stranger, ...proof]);
  if (proof.length > 0) wrong.push(proof.slice(1), proof.slice(0, -1), [...proof, ...proof.slice(-1)]);
  return wrong;
}

test('the root of every size is the one that RFC 6962 defines', () => {
  for (const size of [...Array(130).keys(), 255, 256, 257, 1_023, 2_049, most])
    expect(roots[size]!.equals(referenceRoot(leaves.slice(0, size))), `${size}`).toBe(true);
});

describe('inclusion', () => {
  test('5,000 random proofs hold, and none of them with anything changed', () => {
    const random = seeded('inclusion');
    const wrong: string[] = [];
    for (let trial = 0; trial < 5_000; trial++) {
      const size = 1 + random(most);
      const index = random(size);
      const [leaf, root, bit] = [leaves[index]!, roots[size]!, random(256)];
      const proof = inclusionProof(index, size, hashAt);
      const holds = (change: object) => verifyInclusion({ leaf, index, size, proof, root, ...change });
      const check = (what: string, held: boolean, expected = false) => {
        if (held !== expected) wrong.push(`${what} of ${index}/${size} is ${held}`);
      };
      check('the proof', holds({}), true);
      check('another leaf', holds({ leaf: flipped(leaf, bit) }));
      check('another root', holds({ root: flipped(root, bit) }));
      for (const hashes of spoiled(proof, bit, trial < 100)) check('a spoiled proof', holds({ proof: hashes }));
      const otherIndex = random(size);
      check(`index ${otherIndex}`, holds({ index: otherIndex }), otherIndex === index);
      check('an index outside', holds({ index: size }));
      // A path says no more of the size than where the siblings stand, so it holds for each size where they stand alike.
      const otherSize = index + 1 + random(most - index);
      const alike = inclusionShape(index, otherSize) === inclusionShape(index, size);
      check(`size ${otherSize}`, holds({ size: otherSize }), alike);
    }
    expect(wrong).toEqual([]);
  });

  test('for every leaf and size up to 33, each other size holds exactly where the siblings stand alike', () => {
    for (let size = 1; size <= 33; size++)
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, hashAt);
        for (let other = index + 1; other <= 33; other++) {
          const held = verifyInclusion({ leaf: leaves[index]!, index, size: other, proof, root: roots[size]! });
          expect(held).toBe(inclusionShape(index, other) === inclusionShape(index, size));
        }
      }
  });

  test.each([
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [Number.NaN, 5],
    [0, 0],
    [0, 2 ** 53],
  ])('there is no proof of leaf %d of %d', (index, size) => {
    expect(() => inclusionProof(index, size, hashAt)).toThrow(RangeError);
  });
});

describe('consistency', () => {
  test('5,000 random proofs hold, and none of them with anything changed', () => {
    const random = seeded('consistency');
    const wrong: string[] = [];
    for (let trial = 0; trial < 5_000; trial++) {
      const newSize = 1 + random(most);
      const oldSize = 1 + random(newSize);
      const [oldRoot, newRoot, bit] = [roots[oldSize]!, roots[newSize]!, random(256)];
      const proof = consistencyProof(oldSize, newSize, hashAt);
      const holds = (change: object) => verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof, ...change });
      const check = (what: string, held: boolean, expected = false) => {
        if (held !== expected) wrong.push(`${what} of ${oldSize}/${newSize} is ${held}`);
      };
      check('the proof', holds({}), true);
      check('another old root', holds({ oldRoot: flipped(oldRoot, bit) }));
      check('another new root', holds({ newRoot: flipped(newRoot, bit) }));
      for (const hashes of spoiled(proof, bit, trial < 100)) check('a spoiled proof', holds({ proof: hashes }));
      const otherNew = 1 + random(most);
      const otherOld = 1 + random(otherNew);
      const alike = (a: number, b: number) => a <= b && consistencyShape(a, b) === consistencyShape(oldSize, newSize);
      check(`old ${otherOld}`, holds({ oldSize: otherOld }), alike(otherOld, newSize));
      check(`new ${otherNew}`, holds({ newSize: otherNew }), alike(oldSize, otherNew));
      check('other sizes', holds({ oldSize: otherOld, newSize: otherNew }), alike(otherOld, otherNew));
    }
    expect(wrong).toEqual([]);
  });

  test('for all sizes up to 18, other sizes hold exactly where the hashes are used alike', () => {
    for (let newSize = 1; newSize <= 18; newSize++)
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const proof = consistencyProof(oldSize, newSize, hashAt);
        const [oldRoot, newRoot, shape] = [roots[oldSize]!, roots[newSize]!, consistencyShape(oldSize, newSize)];
        for (let b = 1; b <= 18; b++)
          for (let a = 1; a <= b; a++)
            if (
              verifyConsistency({ oldSize: a, oldRoot, newSize: b, newRoot, proof }) !==
              (consistencyShape(a, b) === shape)
            )
              expect.fail(`${oldSize}/${newSize} as ${a}/${b}`);
      }
  });

  test('a tree with one leaf changed is not consistent, wherever the leaf was', () => {
    for (const [oldSize, newSize] of [
      [1, 2],
      [6, 7],
      [64, 100],
      [99, 100],
    ] as const)
      for (let at = 0; at < oldSize; at++) {
        const other = hashAtIn(leaves.slice(0, newSize).with(at, stranger));
        const [oldRoot, newRoot] = [roots[oldSize]!, rootOf(newSize, other)];
        const proof = consistencyProof(oldSize, newSize, other);
        expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof })).toBe(false);
      }
  });

  test('every tree begins with the empty one, which has one root and no proof', () => {
    const empty = { oldSize: 0, oldRoot: emptyRoot, newSize: 5, newRoot: roots[5]!, proof: [] };
    expect(consistencyProof(0, 5, hashAt)).toEqual([]);
    expect(verifyConsistency(empty)).toBe(true);
    expect(verifyConsistency({ ...empty, newSize: 0, newRoot: emptyRoot })).toBe(true);
    expect(verifyConsistency({ ...empty, oldRoot: roots[1]! })).toBe(false);
    expect(verifyConsistency({ ...empty, proof: [roots[5]!] })).toBe(false);
    expect(verifyConsistency({ ...empty, oldRoot: stranger, newSize: 0, newRoot: stranger })).toBe(false);
  });

  test('equal sizes have equal roots and no proof', () => {
    const equal = { oldSize: 5, oldRoot: roots[5]!, newSize: 5, newRoot: roots[5]!, proof: [] };
    expect(consistencyProof(5, 5, hashAt)).toEqual([]);
    expect(verifyConsistency(equal)).toBe(true);
    expect(verifyConsistency({ ...equal, newRoot: roots[6]! })).toBe(false);
    expect(verifyConsistency({ ...equal, proof: [roots[5]!] })).toBe(false);
  });

  test('an older tree does not begin with a newer one', () => {
    expect(() => consistencyProof(6, 5, hashAt)).toThrow(RangeError);
    const proof = consistencyProof(5, 6, hashAt);
    expect(verifyConsistency({ oldSize: 6, oldRoot: roots[6]!, newSize: 5, newRoot: roots[5]!, proof })).toBe(false);
  });
});

test('a path that goes on above the root does not hold for what is above it', () => {
  const above = (root: Buffer) => nodeHash(stranger, root);
  const path = [...inclusionProof(2, 7, hashAt), stranger];
  expect(verifyInclusion({ leaf: leaves[2]!, index: 2, size: 7, proof: path, root: above(roots[7]!) })).toBe(false);
  const proof = [...consistencyProof(3, 7, hashAt), stranger];
  const [oldRoot, newRoot] = [above(roots[3]!), above(roots[7]!)];
  expect(verifyConsistency({ oldSize: 3, oldRoot, newSize: 7, newRoot, proof })).toBe(false);
});

describe('sizes beyond 32 bits', () => {
  // All leaves alike: each level has one hash, so a tree of any size has its root.
  const alike: Buffer[] = [leaves[0]!];
  for (let level = 1; level < 54; level++) alike.push(nodeHash(alike[level - 1]!, alike[level - 1]!));
  const uniform: HashAt = (level) => alike[level]!;

  test.each([2 ** 31, 2 ** 32 + 1, 2 ** 40 - 1, 2 ** 52 + 12_345, Number.MAX_SAFE_INTEGER])('%i', (size) => {
    const root = rootOf(size, uniform);
    for (const index of [0, 1, 2 ** 31 - 1, Math.floor(size / 2), size - 2, size - 1]) {
      const proof = inclusionProof(index, size, uniform);
      expect(verifyInclusion({ leaf: alike[0]!, index, size, proof, root })).toBe(true);
      expect(verifyInclusion({ leaf: stranger, index, size, proof, root })).toBe(false);
    }
    for (const oldSize of [1, 2 ** 31, 2 ** 31 - 1, Math.floor(size / 2), size - 1]) {
      const proof = consistencyProof(oldSize, size, uniform);
      const sizes = { oldSize, oldRoot: rootOf(oldSize, uniform), newSize: size, newRoot: root };
      expect(verifyConsistency({ ...sizes, proof })).toBe(true);
      expect(verifyConsistency({ ...sizes, proof: [...proof, stranger] })).toBe(false);
    }
  });
});

describe('input that is no proof does not hold, and is no error', () => {
  const inclusion = { leaf: leaves[2]!, index: 2, size: 7, proof: inclusionProof(2, 7, hashAt), root: roots[7]! };
  const proof = consistencyProof(3, 7, hashAt);
  const consistency = { oldSize: 3, oldRoot: roots[3]!, newSize: 7, newRoot: roots[7]!, proof };
  const numbers = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    -0.5,
    2.5,
    2 ** 53,
    1e300,
    '2',
    '',
    null,
    undefined,
    {},
    [3],
  ];
  const hashes = [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(33), 'a'.repeat(32), null, undefined, {}, []];
  const paths = [
    null,
    undefined,
    {},
    '',
    'abc',
    3,
    [null],
    [[]],
    [Buffer.alloc(31)],
    Array(2_000).fill(stranger),
    Array(2),
  ];

  test.each([
    ...numbers.flatMap((value) => [{ index: value }, { size: value }]),
    ...hashes.flatMap((value) => [{ leaf: value }, { root: value }]),
    ...paths.map((value) => ({ proof: value })),
  ])('inclusion with %o', (change) => {
    expect(verifyInclusion(inclusion)).toBe(true);
    expect(verifyInclusion({ ...inclusion, ...(change as object) })).toBe(false);
  });

  test.each([
    ...numbers.flatMap((value) => [{ oldSize: value }, { newSize: value }]),
    ...hashes.flatMap((value) => [{ oldRoot: value }, { newRoot: value }]),
    ...paths.map((value) => ({ proof: value })),
  ])('consistency with %o', (change) => {
    expect(verifyConsistency(consistency)).toBe(true);
    expect(verifyConsistency({ ...consistency, ...(change as object) })).toBe(false);
  });
});
