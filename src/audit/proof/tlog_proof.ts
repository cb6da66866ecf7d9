import { decodeHash, encode } from './base64.ts';
import { decimalOf } from './decimal.ts';

/** A proof's file that is not in the one form it can have. The message names nothing of the input. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}

/** That a leaf stands in a log, to be checked offline (C2SP tlog-proof). */
export interface TlogProof {
  /** The leaf's index, from 0. */
  index: number;
  /** Its audit path, from the leaf upwards. */
  hashes: Buffer[];
  /** The whole signed note of the checkpoint, as it was signed. */
  checkpoint: string;
}

const heading = 'c2sp.org/tlog-proof@v1';

// No tree of up to 2^53 leaves is higher.
const mostHashes = 53;

/** The file of a proof, without the optional extra line. */
export function formatTlogProof({ index, hashes, checkpoint }: TlogProof): string {
  return `${heading}\nindex ${index}\n${hashLines(hashes)}\n${checkpoint}`;
}

/**
 * Reads the file of a proof. Throws ProofError unless it is the one that formatTlogProof makes of what was read; so an extra
 * line, which nothing vouches for, is refused. The checkpoint is taken as it is: openNote says whether it is a note.
 */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  const lines = end < 0 ? [] : text.slice(0, end).split('\n');
  const [first, second, ...rest] = lines;
  if (first !== heading || second === undefined) throw new ProofError('the file is not a tlog-proof@v1');
  const index = numberAfter('index', second);
  const proof = { index, hashes: hashesOf(rest), checkpoint: text.slice(end + 2) };
  if (proof.checkpoint === '' || formatTlogProof(proof) !== text) throw new ProofError('the proof is malformed');
  return proof;
}

/** The hashes of a proof, each in base 64 on a line of its own. */
export function hashLines(hashes: Buffer[]): string {
  return hashes.map((hash) => `${encode(hash)}\n`).join('');
}

/** Reads the lines of hashes. Throws ProofError where one is not a hash, or where there are more than a proof can have. */
export function hashesOf(lines: string[]): Buffer[] {
  // The longest consistency proof has a hash more than the longest audit path.
  if (lines.length > mostHashes + 1) throw new ProofError('the proof has too many hashes');
  return lines.map((line) => {
    const hash = decodeHash(line);
    if (!hash) throw new ProofError('a line of the proof is not the base 64 of a hash');
    return hash;
  });
}

/** The number of a line `word number`. Throws ProofError where the line is another. */
export function numberAfter(word: string, line: string): number {
  const number = line.startsWith(`${word} `) ? decimalOf(line.slice(word.length + 1)) : undefined;
  if (number === undefined) throw new ProofError(`the proof has no line "${word}" with a number where it belongs`);
  return number;
}
