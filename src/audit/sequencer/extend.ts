import type { Statements } from '../../db/statements.ts';
import type { Keyring } from '../keyring.ts';
import { rootOf } from '../proof/merkle.ts';
import { type Checkpoint, checkpointText, signNote } from '../proof/note.ts';
import { appendLeaves, hashAtOf, type ReadTile, tilesNeeded } from '../proof/tiles.ts';
import { readTiles, writeTiles } from '../tiles.ts';
import { attestEnded } from './attest.ts';
import { type Leaf, leafOf } from './leaf.ts';
import { BrokenLog, checkedState } from './log_state.ts';
import { inOrder, type PendingEvent } from './pending.ts';

const insertLeaves = `
  insert into audit_leaves (organization_id, leaf_index, event_id, leaf_hash, occurred_at, action, outcome, reason, resource_type,
    resource_id, actor_type, key_id, member_id, project_id, run_id)
  select ?, ?::bigint + l.n - 1, l.event_id, decode(l.leaf_hash, 'hex'), l.occurred_at, l.action, l.outcome, l.reason, l.resource_type,
    l.resource_id, l.actor_type, l.key_id, l.member_id, l.project_id, l.run_id
  from rows from (json_to_recordset(?) as (event_id uuid, leaf_hash text, occurred_at timestamptz, action text, outcome text,
    reason text, resource_type text, resource_id text, actor_type text, key_id uuid, member_id uuid, project_id uuid, run_id uuid))
    with ordinality as l (event_id, leaf_hash, occurred_at, action, outcome, reason, resource_type, resource_id, actor_type, key_id,
    member_id, project_id, run_id, n)`;

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
 * Gives events their places: leaves, tiles, attestations of the runs that end with them, and a signed checkpoint, all in the
 * transaction at hand.
 *
 * @throws BrokenLog before anything is signed, where the log is not the one that its newest checkpoint says
 */
export async function extendLog(tx: Statements, it: Extension): Promise<Checkpoint> {
  const { organizationId, origin, keyring } = it;
  const state = await checkedState(tx, { organizationId, origin, keys: keyring.verifiers(origin), seen: it.seen });
  const leaves = inOrder(it.events).map(leafOf);
  requireBeginning(state.size, leaves);
  const size = state.size + leaves.length;
  const grown = appendLeaves(
    state.size,
    leaves.map(({ hash }) => hash),
    state.tiles,
  );
  const reader: ReadTile = (level, index) => grown.get(`${level}/${index}`)?.hashes ?? state.tiles(level, index);
  const root = rootOf(size, hashAtOf(await complete(tx, organizationId, size, reader)));
  await tx.execute(insertLeaves, [organizationId, state.size, JSON.stringify(leaves.map(({ row }) => row))]);
  await tx.execute('delete from audit_pending where organization_id = ? and event_id = any(?::uuid[])', [
    organizationId,
    `{${it.events.map(({ id }) => id).join(',')}}`,
  ]);
  await writeTiles(tx, organizationId, grown.values());
  const bodies = leaves.map(({ body }) => body);
  await attestEnded(tx, { organizationId, origin, key: keyring.attestationKey(), bodies });
  const head = { origin, size, root };
  const note = signNote(checkpointText(head), keyring.signers(origin));
  await tx.execute('insert into audit_checkpoints (organization_id, size, root, note) values (?, ?, ?, ?)', [
    ...[organizationId, size, root, note],
  ]);
  return head;
}

// The first event of every organization is that it was made; a log that begins otherwise had another beginning.
function requireBeginning(size: number, [first]: readonly Leaf[]): void {
  if (size === 0 && first?.body.action !== 'organization.create') throw new BrokenLog('it has no beginning');
}

/** The reader with whatever full tiles the root also takes. */
async function complete(tx: Statements, organizationId: string, size: number, reader: ReadTile): Promise<ReadTile> {
  const missing = tilesNeeded((hashAt) => rootOf(size, hashAt)).filter(({ level, index }) => !reader(level, index));
  const more = await readTiles(tx, organizationId, missing);
  return (level, index) => reader(level, index) ?? more(level, index);
}
