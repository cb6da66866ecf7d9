import type { Statements } from '../../db/statements.ts';
import type { Keyring } from '../keyring.ts';
import { rootOf } from '../proof/merkle.ts';
import { type Checkpoint, checkpointText, signNote } from '../proof/note.ts';
import { appendLeaves, hashAtOf } from '../proof/tiles.ts';
import { attestations } from './attest.ts';
import { type Leaf, leafOf } from './leaf.ts';
import { BrokenLog, checkedState } from './log_state.ts';
import { inOrder, type PendingEvent } from './pending.ts';
import { writeLog } from './write_log.ts';

/** What one organization's log is extended with. */
export interface Extension {
  organizationId: string;
  origin: string;
  keyring: Keyring;
  events: readonly PendingEvent[];
  /** The newest head that this process saw. */
  seen: Checkpoint | undefined;
}

/**
 * Gives events their places: leaves, tiles, attestations of the runs that end with them, and a signed checkpoint. Everything is checked
 * and signed before anything is written.
 *
 * @throws BrokenLog where the log is not the one that its newest checkpoint says, or an event is not what it should be
 */
export async function extendLog(tx: Statements, it: Extension): Promise<Checkpoint> {
  const { organizationId, origin, keyring } = it;
  const { size: first, tiles } = await checkedState(tx, {
    ...{ organizationId, origin, keys: keyring.verifiers(origin), seen: it.seen },
  });
  const leaves = inOrder(it.events).map(leafOf);
  requireBeginning(first, leaves);
  const hashes = leaves.map(({ hash }) => hash);
  const grown = appendLeaves(first, hashes, tiles);
  const size = first + leaves.length;
  const hashAt = hashAtOf((level, index) => grown.get(`${level}/${index}`)?.hashes ?? tiles(level, index));
  const head = { origin, size, root: rootOf(size, hashAt) };
  const signed = { organizationId, origin, key: keyring.attestationKey(), leaves, first };
  await writeLog(tx, organizationId, {
    ...{ first, leaves: leaves.map(({ row }) => row), tiles: grown.values(), head },
    attestations: await attestations(tx, signed),
    note: signNote(checkpointText(head), keyring.signers(origin)),
  });
  return head;
}

// The first event of every organization is that it was made; a log that begins otherwise had another beginning.
function requireBeginning(size: number, [first]: readonly Leaf[]): void {
  if (size === 0 && first?.body.action !== 'organization.create') throw new BrokenLog('it has no beginning');
}
