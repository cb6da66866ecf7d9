import type { TrustedKeys } from '../keys_file.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, type VerifierKey } from '../note.ts';
import { type ReceiptFiles, receiptNames, textOf } from './files.ts';
import { holds, incomplete, type Outcome, tampered } from './outcome.ts';

const name = receiptNames.checkpoint;

/** The head that a receipt leads to as it stands there, whoever signed it; or why there is none. */
export type Head = { note: string; checkpoint: Checkpoint } | { problem: Outcome };

export function headOf(files: ReceiptFiles): Head {
  if (!files.has(name)) return { problem: incomplete(`the file ${name} is missing`) };
  const note = textOf(files, name);
  if (note === undefined) return { problem: tampered(`the file ${name} is not UTF-8 text`) };
  try {
    return { note, checkpoint: parseCheckpoint(openNote(note, []).text) };
  } catch (error) {
    if (error instanceof NoteError) return { problem: tampered(`of the file ${name}: ${error.message}`) };
    throw error;
  }
}

/**
 * A key of the log that one can go by signed the checkpoint, and it is the one of the run's organization.
 *
 * @param keys those to go by; undefined where there are none
 * @param own those of the receipt: no signature of theirs may be wrong, even where they are not trusted
 * @param organizationId the run's; undefined where no event can be read
 */
export function checkpointCheck(
  head: Head,
  it: { keys: TrustedKeys | undefined; own: TrustedKeys; trusted: boolean; organizationId: string | undefined },
): Outcome {
  if ('problem' in head) return head.problem;
  const { origin, size } = head.checkpoint;
  if (it.organizationId !== undefined && !origin.endsWith(`/${it.organizationId}`))
    return tampered('the checkpoint is of the log of another organization than the run');
  if (!it.keys) return incomplete('cannot be checked without keys');
  const goBy = it.keys.log.filter((key) => key.name === origin);
  const known = distinct([...goBy, ...it.own.log.filter((key) => key.name === origin)]);
  let opened: { signedBy: VerifierKey[]; strangers: unknown[] };
  try {
    opened = openNote(head.note, known);
  } catch (error) {
    if (error instanceof NoteError) return tampered(`of the checkpoint: ${error.message}`);
    throw error;
  }
  const signer = opened.signedBy.find(({ vkey }) => goBy.some((key) => key.vkey === vkey));
  if (!signer) {
    const whose = it.trusted ? 'key that is trusted for this log' : 'log key of keys.txt';
    return tampered(`no ${whose} signed the checkpoint`);
  }
  if (opened.strangers.length > 0) return incomplete('the checkpoint has a signature of a key that is not known here');
  return holds(`${size} leaves, signed by log key ${signer.id}`);
}

const distinct = (keys: VerifierKey[]) =>
  keys.filter(({ vkey }, at) => keys.findIndex((other) => other.vkey === vkey) === at);
