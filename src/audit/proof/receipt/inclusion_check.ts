import { leafHash, verifyInclusion } from '../merkle.ts';
import type { Checkpoint } from '../note.ts';
import { ProofError, parseTlogProof, type TlogProof } from '../tlog_proof.ts';
import type { Head } from './checkpoint_check.ts';
import type { ReceiptEvent } from './events.ts';
import { type ReceiptFiles, receiptNames, textOf } from './files.ts';
import { incomplete, type Outcome, tampered, worst } from './outcome.ts';

/** The proof of each event by the event's number; a proof that cannot be read is left out. */
export function proofsOf(files: ReceiptFiles, events: readonly ReceiptEvent[]): Map<number, TlogProof> {
  return new Map(
    events.flatMap(({ number }) => {
      const proof = proofOf(textOf(files, receiptNames.proof(number)));
      return proof ? [[number, proof] as const] : [];
    }),
  );
}

function proofOf(text: string | undefined): TlogProof | undefined {
  try {
    return text === undefined ? undefined : parseTlogProof(text);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

/** Each event stands in the log at a place of its own, below the root of the checkpoint. */
export function inclusionCheck(
  files: ReceiptFiles,
  events: readonly ReceiptEvent[],
  it: { head: Head; proofs: ReadonlyMap<number, TlogProof> },
): Outcome {
  if ('problem' in it.head) return incomplete('cannot be checked without a checkpoint');
  if (events.length === 0) return incomplete('there is no event');
  const { note, checkpoint } = it.head;
  const taken = new Set<number>();
  const problems = events.flatMap(({ number, bytes }) => {
    const file = receiptNames.proof(number);
    if (!files.has(file)) return [incomplete(`${file} is missing`)];
    const proof = it.proofs.get(number);
    if (!proof) return [tampered(`${file} is not a tlog-proof`)];
    if (proof.checkpoint !== note) return [tampered(`${file} leads to another checkpoint than the receipt's`)];
    const twice = taken.has(proof.index);
    taken.add(proof.index);
    if (twice) return [tampered(`${file} names a place in the log that another event has`)];
    if (isIncluded(bytes, proof, checkpoint)) return [];
    return [tampered(`${receiptNames.body(number)} is not what the log has at the place that ${file} names`)];
  });
  const indexes = [...taken].sort((a, b) => a - b);
  return worst(problems, `in the log from leaf ${indexes[0]} to ${indexes.at(-1)}`);
}

const isIncluded = (bytes: Buffer, { index, hashes }: TlogProof, { size, root }: Checkpoint) =>
  verifyInclusion({ leaf: leafHash(bytes), index, size, proof: hashes, root });
