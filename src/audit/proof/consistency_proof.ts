import { hashesOf, hashLines, numberAfter, ProofError } from './tlog_proof.ts';

/** That a log of `newSize` leaves begins with the one of `oldSize`, to be checked offline. */
export interface ConsistencyProof {
  oldSize: number;
  newSize: number;
  /** In the order of RFC 6962, section 2.1.2. */
  hashes: Buffer[];
}

const heading = 'sfs consistency-proof v1';

/** The file of a proof: a heading, the two sizes, and a line in base 64 for each hash. No standard has a file for it. */
export function formatConsistencyProof({ oldSize, newSize, hashes }: ConsistencyProof): string {
  return `${heading}\nold ${oldSize}\nnew ${newSize}\n${hashLines(hashes)}`;
}

/** Reads the file of a proof. Throws ProofError unless it is the one that formatConsistencyProof makes of what was read. */
export function parseConsistencyProof(text: string): ConsistencyProof {
  const [first, second, third, ...rest] = text.split('\n');
  if (first !== heading || second === undefined || third === undefined || rest.pop() !== '')
    throw new ProofError('the file is not a consistency proof');
  const proof = { oldSize: numberAfter('old', second), newSize: numberAfter('new', third), hashes: hashesOf(rest) };
  if (proof.oldSize > proof.newSize) throw new ProofError('the old size of the proof is above the new');
  if (formatConsistencyProof(proof) !== text) throw new ProofError('the proof is malformed');
  return proof;
}
