import type { Statements } from '../../db/statements.ts';
import type { Checkpoint } from '../proof/note.ts';
import type { Tile } from '../proof/tiles.ts';
import type { Attestation } from './attest.ts';
import type { LeafRow } from './leaf.ts';

/** What extends a log. */
export interface Growth {
  /** Index of the first of the leaves. */
  first: number;
  leaves: readonly LeafRow[];
  tiles: Iterable<Tile>;
  attestations: readonly Attestation[];
  head: Checkpoint;
  /** The signed note of the head. */
  note: string;
}

// One statement: all of it or nothing, and the round of a busy server takes few trips to the database.
const write = `
  with leaves as (
    insert into audit_leaves (organization_id, leaf_index, event_id, leaf_hash, occurred_at, action, outcome, reason, resource_type,
      resource_id, actor_type, key_id, member_id, project_id, run_id)
    select ?, ?::bigint + l.n - 1, l.event_id, decode(l.leaf_hash, 'hex'), l.occurred_at, l.action, l.outcome, l.reason,
      l.resource_type, l.resource_id, l.actor_type, l.key_id, l.member_id, l.project_id, l.run_id
    from rows from (json_to_recordset(?) as (event_id uuid, leaf_hash text, occurred_at timestamptz, action text, outcome text,
      reason text, resource_type text, resource_id text, actor_type text, key_id uuid, member_id uuid, project_id uuid,
      run_id uuid)) with ordinality as l (event_id, leaf_hash, occurred_at, action, outcome, reason, resource_type, resource_id,
      actor_type, key_id, member_id, project_id, run_id, n)
  ), queue as (
    delete from audit_pending where organization_id = ? and event_id = any(?::uuid[])
  ), tiles as (
    insert into audit_tiles (organization_id, level, tile_index, hashes)
    select ?, t.level, t.index, decode(t.hashes, 'hex')
    from json_to_recordset(?) as t (level smallint, index bigint, hashes text)
    on conflict (organization_id, level, tile_index) do update set hashes = excluded.hashes
  ), attestations as (
    insert into audit_attestations (organization_id, run_id, envelope)
    select ?, a.run_id, a.envelope from json_to_recordset(?) as a (run_id uuid, envelope text)
  )
  insert into audit_checkpoints (organization_id, size, root, note) values (?, ?, ?, ?)`;

/** Extends an organization's log, and takes its events out of the queue. */
export async function writeLog(tx: Statements, organizationId: string, it: Growth): Promise<void> {
  const tiles = [...it.tiles].map(({ level, index, hashes }) => ({ level, index, hashes: hashes.toString('hex') }));
  await tx.execute(write, [
    ...[organizationId, it.first, JSON.stringify(it.leaves)],
    ...[organizationId, `{${it.leaves.map((leaf) => leaf.event_id).join(',')}}`],
    ...[organizationId, JSON.stringify(tiles)],
    ...[organizationId, JSON.stringify(it.attestations)],
    ...[organizationId, it.head.size, it.head.root, it.note],
  ]);
}
