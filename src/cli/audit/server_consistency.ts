import type { Check } from '../../audit/proof/check.ts';
import { parseConsistencyProof } from '../../audit/proof/consistency_proof.ts';
import { verifyConsistency } from '../../audit/proof/merkle.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, type VerifierKey } from '../../audit/proof/note.ts';
import { holds, incomplete, type Outcome, tampered } from '../../audit/proof/receipt/outcome.ts';
import { ProofError } from '../../audit/proof/tlog_proof.ts';
import {
  AuditServiceService,
  GetCheckpointRequest,
  GetConsistencyProofRequest,
} from '../../gen/client/sfs/v1/audit.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { listedKeys } from './listed_keys.ts';

const name = 'consistency with the server';

/**
 * Whether the log as the server has it now begins with the one that a receipt leads to. A server that cannot be asked, or refuses,
 * makes it incomplete.
 *
 * @param then the receipt's checkpoint; undefined where there is none
 * @param keys log keys to go by
 */
export async function serverConsistency(
  context: Context,
  then: Checkpoint | undefined,
  keys: VerifierKey[],
): Promise<Check> {
  if (!then) return { name, ...incomplete('cannot be checked without a checkpoint') };
  try {
    return { name, ...(await compare(context, then, keys)) };
  } catch (error) {
    if (error instanceof CliError && error.exit !== exit.interrupted)
      return { name, ...incomplete(`the server was not asked, or refused: ${error.message}`) };
    if (error instanceof NoteError || error instanceof ProofError)
      return { name, ...tampered(`of the server's answer: ${error.message}`) };
    throw error;
  }
}

async function compare(context: Context, then: Checkpoint, keys: VerifierKey[]): Promise<Outcome> {
  // Of a log that is empty there is no checkpoint that would tell whose it is.
  const { answer } = await listedKeys(context);
  if (answer.origin !== then.origin)
    return incomplete('the server, with this key, has another log than the receipt is of');
  const { checkpoint } = await context.call(AuditServiceService.getCheckpoint, GetCheckpointRequest.create());
  if (checkpoint === '') return tampered(`the log on the server is empty, and had ${then.size} leaves`);
  const now = parseCheckpoint(openNote(checkpoint, []).text);
  if (now.origin !== then.origin) return tampered('the newest checkpoint of the server is of another log');
  const ofLog = keys.filter(({ name: origin }) => origin === now.origin);
  const { signedBy } = openNote(checkpoint, ofLog);
  if (now.size < then.size)
    return tampered(`the log on the server has ${now.size} leaves, and had ${then.size}: it was cut`);
  const request = GetConsistencyProofRequest.create({ oldSize: String(then.size), newSize: String(now.size) });
  const { proof } = await context.call(AuditServiceService.getConsistencyProof, request);
  const { oldSize, newSize, hashes } = parseConsistencyProof(proof);
  const sizes = `from ${then.size} to ${now.size} leaves`;
  if (oldSize !== then.size || newSize !== now.size) return incomplete(`the server did not prove the log ${sizes}`);
  const grew = verifyConsistency({ oldSize, oldRoot: then.root, newSize, newRoot: now.root, proof: hashes });
  if (!grew)
    return tampered(`the log on the server, ${sizes}, is not the one that the receipt is of: it was rewritten`);
  // After a rotation only keys sign that whoever kept the old ones does not know. What the server says was compared all the same.
  if (signedBy.length === 0)
    return incomplete(
      'the newest checkpoint of the server is signed by keys that are not trusted; if its operator changed them, take a newer file of keys, or accept them with: sfs audit keys --trust',
    );
  return holds(
    then.size === now.size ? `the same ${now.size} leaves` : `grew ${sizes}, and nothing before was changed`,
  );
}
