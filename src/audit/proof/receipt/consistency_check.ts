import { parseConsistencyProof } from '../consistency_proof.ts';
import { verifyConsistency } from '../merkle.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, type VerifierKey } from '../note.ts';
import { ProofError } from '../tlog_proof.ts';
import type { Head } from './checkpoint_check.ts';
import { type ReceiptFiles, receiptNames, textOf } from './files.ts';
import { holds, incomplete, type Outcome, tampered, unusable } from './outcome.ts';

const name = receiptNames.consistency;

/**
 * The log that the receipt leads to begins with the one of a checkpoint that was kept earlier.
 *
 * @param since the signed note of that checkpoint; undefined: the receipt holds a proof from one, and nothing to hold it against
 * @param keys log keys to go by
 */
export function consistencyCheck(
  files: ReceiptFiles,
  since: string | undefined,
  it: { head: Head; keys: VerifierKey[] },
): Outcome {
  if (since === undefined)
    return incomplete(`the file ${name} shows nothing without the checkpoint it begins with: --since FILE`);
  const earlier = kept(since, it.keys);
  if ('result' in earlier) return earlier;
  if ('problem' in it.head) return incomplete('cannot be checked without a checkpoint');
  const { checkpoint } = it.head;
  if (earlier.origin !== checkpoint.origin) return unusable('the checkpoint of --since is of another log');
  const { size } = earlier;
  if (size > checkpoint.size)
    return incomplete(`the checkpoint of --since (${size} leaves) is newer than the receipt (${checkpoint.size})`);
  if (size < checkpoint.size) return withProof(files, earlier, checkpoint);
  if (!earlier.root.equals(checkpoint.root))
    return tampered(`the log of ${size} leaves was another one: it was rewritten`);
  // A proof that is there is checked, too: no file of a receipt may say what it likes.
  return files.has(name) ? withProof(files, earlier, checkpoint) : holds(`the same ${size} leaves`);
}

/** What was kept; or why one cannot go by it. */
function kept(since: string, keys: VerifierKey[]): Checkpoint | Outcome {
  try {
    const checkpoint = parseCheckpoint(openNote(since, []).text);
    const ofLog = keys.filter((key) => key.name === checkpoint.origin);
    // Of a log whose keys are known and who did not sign it: either it was changed, or the log has other keys than it had.
    if (ofLog.length > 0 && openNote(since, ofLog).signedBy.length === 0)
      return tampered('no log key that is known signed the checkpoint of --since');
    return ofLog.length > 0 ? checkpoint : unusable('the checkpoint of --since is of a log of which no key is known');
  } catch (error) {
    if (error instanceof NoteError) return unusable(`of the checkpoint of --since: ${error.message}`);
    throw error;
  }
}

function withProof(files: ReceiptFiles, earlier: Checkpoint, now: Checkpoint): Outcome {
  const sizes = `from ${earlier.size} to ${now.size} leaves`;
  const how = 'sfs audit receipt RUN --since FILE makes a receipt that has it';
  if (!files.has(name)) return incomplete(`there is no proof ${sizes}: ${how}`);
  try {
    const { oldSize, newSize, hashes } = parseConsistencyProof(textOf(files, name) ?? '');
    if (oldSize !== earlier.size || newSize !== now.size)
      return incomplete(`the file ${name} is not the proof ${sizes}: ${how}`);
    const [old, current] = [earlier, now];
    const it = { oldSize, oldRoot: old.root, newSize, newRoot: current.root, proof: hashes };
    if (verifyConsistency(it)) return holds(`grew ${sizes}, and nothing before was changed or removed`);
    return tampered(`the file ${name} does not prove that the log only grew ${sizes}`);
  } catch (error) {
    if (error instanceof ProofError) return tampered(`of the file ${name}: ${error.message}`);
    throw error;
  }
}
