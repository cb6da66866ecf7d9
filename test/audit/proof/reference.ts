import { hash } from 'node:crypto';
import { emptyRoot, type HashAt, leafHash, nodeHash } from '../../../src/audit/proof/merkle.ts';

/** Numbers that are the same in every run: the next one is below `bound`. */
export function seeded(seed: string): (bound: number) => number {
  let count = 0;
  return (bound) => hash('sha256', `${seed}${count++}`, 'buffer').readUIntBE(0, 6) % bound;
}

/** The hashes of leaves that are all different. */
export const leavesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

/** The root as RFC 6962, section 2.1, writes it down, from the leaves' hashes. */
export function referenceRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  return nodeHash(referenceRoot(leaves.slice(0, split)), referenceRoot(leaves.slice(split)));
}

/** Every full subtree of a tree in memory. */
export function hashAtIn(leaves: Buffer[]): HashAt {
  const rows = [leaves];
  for (let row = leaves; row.length > 1; rows.push(row))
    row = Array.from({ length: Math.floor(row.length / 2) }, (_, at) => nodeHash(row[2 * at]!, row[2 * at + 1]!));
  return (level, index) => {
    const found = rows[level]?.[index];
    if (!found) throw new Error(`no subtree ${level}/${index} in a tree of ${leaves.length}`);
    return found;
  };
}

/** Where the siblings on a leaf's way up stand: all that an audit path says about index and size. */
export function inclusionShape(index: number, size: number): string {
  if (size === 1) return '';
  const split = splitOf(size);
  return index < split ? `${inclusionShape(index, split)}R` : `${inclusionShape(index - split, size - split)}L`;
}

/** Which hashes of a consistency proof go into both roots: all that it says about the sizes. */
export function consistencyShape(oldSize: number, newSize: number, whole = true): string {
  if (oldSize === newSize) return whole ? 'old' : 'first';
  const split = splitOf(newSize);
  return oldSize <= split
    ? `${consistencyShape(oldSize, split, whole)} new`
    : `${consistencyShape(oldSize - split, newSize - split, false)} both`;
}

/** A copy with one bit changed. */
export function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
  return copy;
}

function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
