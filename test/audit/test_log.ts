import { formatConsistencyProof } from '../../src/audit/proof/consistency_proof.ts';
import { consistencyProof, inclusionProof, leafHash } from '../../src/audit/proof/merkle.ts';
import { checkpointText, makeVerifierKey, signNote } from '../../src/audit/proof/note.ts';
import { formatTlogProof } from '../../src/audit/proof/tlog_proof.ts';
import { TreeBuilder } from '../../src/audit/proof/tree.ts';
import { rawKeyOf, type SigningKey, signBytes } from '../../src/audit/signing_key.ts';
import { hashAtIn } from './proof/reference.ts';

/** A log in memory, signed like a real one. */
export class TestLog {
  readonly origin: string;
  readonly #keys: SigningKey[];
  readonly #leaves: Buffer[] = [];

  /** @param keys every one of them signs each checkpoint */
  constructor(origin: string, keys: SigningKey[]) {
    this.origin = origin;
    this.#keys = keys;
  }

  get size(): number {
    return this.#leaves.length;
  }

  /** Adds a leaf and answers its index. */
  append(body: Buffer): number {
    return this.#leaves.push(leafHash(body)) - 1;
  }

  /** The signed note of the log as it was with so many leaves. */
  checkpoint(size = this.size): string {
    const tree = new TreeBuilder();
    for (const leaf of this.#leaves.slice(0, size)) tree.append(leaf);
    const text = checkpointText({ origin: this.origin, size, root: tree.root() });
    const signers = this.#keys.map((key) => ({
      key: makeVerifierKey(this.origin, rawKeyOf(key)),
      sign: (bytes: Buffer) => signBytes(key, bytes),
    }));
    return signNote(text, signers);
  }

  /** The file of a leaf's proof that leads to this checkpoint of the whole log. */
  tlogProof(index: number, checkpoint: string): string {
    return formatTlogProof({ index, hashes: inclusionProof(index, this.size, hashAtIn(this.#leaves)), checkpoint });
  }

  /** The file of the proof that the log begins with the one of an earlier size. */
  consistency(oldSize: number): string {
    const hashes = consistencyProof(oldSize, this.size, hashAtIn(this.#leaves));
    return formatConsistencyProof({ oldSize, newSize: this.size, hashes });
  }
}
