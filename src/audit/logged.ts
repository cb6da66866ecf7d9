import type { EntityManager } from '@mikro-orm/postgresql';
import type { Where } from './filter.ts';

/** An event with its place, its exact bytes, and its payload where that is not erased. */
export interface Logged {
  leafIndex: number;
  body: Buffer;
  salt: Buffer | null;
  payload: Buffer | null;
}

interface Row {
  leaf_index: string;
  body: Buffer;
  salt: Buffer | null;
  payload: Buffer | null;
}

/** Reads logged events in the order of their places: `rising`, or the newest first. */
export async function readLogged(
  em: EntityManager,
  where: Where,
  order: 'rising' | 'falling',
  limit: number,
): Promise<Logged[]> {
  const direction = order === 'rising' ? 'asc' : 'desc';
  const rows = await em.execute<Row[]>(
    `select l.leaf_index, e.body, p.salt, p.payload
     from (select l.organization_id, l.leaf_index, l.event_id from audit_leaves l where ${where.sql}
       order by l.leaf_index ${direction} limit ?) l
     join audit_events e on e.organization_id = l.organization_id and e.id = l.event_id
     left join audit_payloads p
       on p.organization_id = e.organization_id and p.event_id = e.id and p.occurred_at = e.occurred_at
     order by l.leaf_index ${direction}`,
    [...where.values, limit],
  );
  return rows.map((row) => ({
    leafIndex: Number(row.leaf_index),
    body: Buffer.from(row.body),
    salt: row.salt && Buffer.from(row.salt),
    payload: row.payload && Buffer.from(row.payload),
  }));
}
