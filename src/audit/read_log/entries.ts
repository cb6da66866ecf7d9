import type { EntityManager } from '@mikro-orm/postgresql';
import { binaryRows } from './binary.ts';

/** Parallel lists of some leaves, as ReadLogResponse has them. */
export interface Entries {
  entries: Buffer;
  eventIds: Buffer;
  leafHashes: Buffer;
  payloads: Buffer;
}

// One row for the whole range, put together by the database: a row for each leaf would cost the server more than the hashing costs
// the verifier. What is missing is there as nothing, so that the lists stay parallel.
const select = `
  select
    string_agg(case when e.body is null then '\\x0000'::bytea else substring(int4send(length(e.body)) from 3) || e.body end,
      ''::bytea order by i) as entries,
    string_agg(coalesce(uuid_send(l.event_id), decode(repeat('00', 16), 'hex')), ''::bytea order by i) as event_ids,
    string_agg(coalesce(l.leaf_hash, decode(repeat('00', 32), 'hex')), ''::bytea order by i) as leaf_hashes,
    string_agg(case when p.payload is null then int4send(0) else int4send(length(p.salt) + length(p.payload)) || p.salt || p.payload end,
      ''::bytea order by i) as payloads
  from generate_series($2::bigint, $3::bigint) as i
  left join audit_leaves l on l.organization_id = $1 and l.leaf_index = i
  left join audit_events e on e.organization_id = l.organization_id and e.id = l.event_id
  left join audit_payloads p
    on p.organization_id = e.organization_id and p.event_id = e.id and p.occurred_at = e.occurred_at`;

type Row = { entries: Buffer; event_ids: Buffer; leaf_hashes: Buffer; payloads: Buffer };

/** Reads the leaves from `first` on, `count` of them. */
export async function readEntries(
  em: EntityManager,
  organizationId: string,
  first: number,
  count: number,
): Promise<Entries> {
  const [row] = await binaryRows<Row>(em, 'audit_read_entries', select, [organizationId, first, first + count - 1]);
  return { entries: row!.entries, eventIds: row!.event_ids, leafHashes: row!.leaf_hashes, payloads: row!.payloads };
}
