import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/audit/proof/merkle.ts';
import { flipped, hashAtIn } from './reference.ts';

interface Vectors {
  roots: { leaves: string[]; root: string }[];
  inclusion: { leaf_hash: string; index: number; size: number; proof: string[]; root: string }[];
  consistency: { old_size: number; old_root: string; new_size: number; new_root: string; proof: string[] }[];
}

const vectors: Vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../vectors/merkle.json'), 'utf8'));
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('hex'));

// Leaves of the vectors beyond those that RFC 6962's examples use are their own index in two bytes.
const rfcLeaves = vectors.roots[8]!.leaves.map(bytes);
const bodies = Array.from({ length: 600 }, (_, index) => rfcLeaves[index] ?? Buffer.of(index >> 8, index & 255));
const hashAt = hashAtIn(bodies.map(leafHash));

test.each([
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
])('the tree of %i known leaves has the known root', (size, root) => {
  expect(rootOf(size, hashAt).toString('hex')).toBe(root);
  expect(vectors.roots[size]).toMatchObject({ root });
});

test.each(vectors.roots)('the root of $leaves.length leaves is that of the vector', ({ leaves, root }) => {
  expect(rootOf(leaves.length, hashAtIn(leaves.map(bytes).map(leafHash))).toString('hex')).toBe(root);
});

test.each(vectors.inclusion)('the audit path of leaf $index of $size is that of the vector, and holds', (vector) => {
  const { index, size } = vector;
  const proof = vector.proof.map(bytes);
  const [leaf, root] = [bytes(vector.leaf_hash), bytes(vector.root)];
  expect(hex(inclusionProof(index, size, hashAt))).toEqual(vector.proof);
  expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(true);
  expect(verifyInclusion({ leaf: flipped(leaf, 0), index, size, proof, root })).toBe(false);
});

test.each(vectors.consistency)('the proof from $old_size to $new_size is that of the vector, and holds', (vector) => {
  const [oldSize, newSize, proof] = [vector.old_size, vector.new_size, vector.proof.map(bytes)];
  const [oldRoot, newRoot] = [bytes(vector.old_root), bytes(vector.new_root)];
  expect(hex(consistencyProof(oldSize, newSize, hashAt))).toEqual(vector.proof);
  expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof })).toBe(true);
  expect(verifyConsistency({ oldSize, oldRoot: flipped(oldRoot, 0), newSize, newRoot, proof })).toBe(false);
});

test('the empty root is the hash of nothing', () => {
  expect(emptyRoot.toString('hex')).toBe(vectors.roots[0]!.root);
});
