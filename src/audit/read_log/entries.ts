import type { EntityManager } from '@mikro-orm/postgresql';
import { copyRow } from './copy_row.ts';

/** Parallel lists of some leaves, as ReadLogResponse has them. */
export interface Entries {
  entries: Buffer;
  eventIds: Buffer;
  leafHashes: Buffer;
  payloads: Buffer;
}

// One row for the whole range, put together by the database: a row for each leaf would cost the server more than the hashing costs
// the verifier. What is missing is there as nothing, so that the lists stay parallel. Salt and payload are hashed as one: where the
// salt has another length, bytes were moved between the two, and what is sent is a byte that nothing was made of.
const select = (organizationId: string, first: number, last: number) => `
  select
    string_agg(case when e.body is null then '\\x0000'::bytea else substring(int4send(length(e.body)) from 3) || e.body end,
      ''::bytea order by i),
    string_agg(coalesce(uuid_send(l.event_id), decode(repeat('00', 16), 'hex')), ''::bytea order by i),
    string_agg(coalesce(l.leaf_hash, decode(repeat('00', 32), 'hex')), ''::bytea order by i),
    string_agg(case when p.payload is null then int4send(0)
      when length(p.salt) <> 16 then int4send(1) || '\\x00'::bytea
      else int4send(16 + length(p.payload)) || p.salt || p.payload end, ''::bytea order by i)
  from generate_series(${first}::bigint, ${last}::bigint) as i
  left join lateral (select organization_id, event_id, leaf_hash from audit_leaves
    where organization_id = '${organizationId}' and leaf_index = i limit 1) l on true
  left join lateral (select organization_id, id, occurred_at, body from audit_events
    where organization_id = l.organization_id and id = l.event_id limit 1) e on true
  left join lateral (select salt, payload from audit_payloads
    where organization_id = e.organization_id and event_id = e.id and occurred_at = e.occurred_at limit 1) p on true`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the leaves from `first` on, `count` of them. */
export async function readEntries(
  em: EntityManager,
  organizationId: string,
  first: number,
  count: number,
): Promise<Entries> {
  if (!uuid.test(organizationId) || !Number.isSafeInteger(first) || !Number.isSafeInteger(count))
    throw new TypeError('not an organization, or no indexes');
  const columns = await copyRow(em, select(organizationId, first, first + count - 1));
  const [entries, eventIds, leafHashes, payloads] = columns as [Buffer, Buffer, Buffer, Buffer];
  return { entries, eventIds, leafHashes, payloads };
}
