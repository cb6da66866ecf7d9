import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CopiedRows } from './copied_rows.ts';

// COPY looks at the table as it was before it waits for a lock on it, and would find a partition empty that was written anew
// meanwhile. So all partitions are locked first, by a statement of its own, and in the order in which every other one locks them.
const begin = 'begin isolation level read committed read only; select from audit_payloads limit 0';

/** Answers all rows of a statement. It has no parameters: what is put into it must be known to be harmless. */
export type Copy = (statement: string) => Promise<CopiedRows>;

/**
 * Reads by COPY, in one transaction: pg itself knows `bytea` only in hex, and makes an object of each row, which costs more than the
 * bytes cost to hash.
 */
export async function copying<T>(em: EntityManager, work: (copy: Copy) => Promise<T>): Promise<T> {
  const pool = (await em.getDriver().getConnection().getNativeClient()) as Pool;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const made = await work(async (statement) => {
      const parts: Buffer[] = [];
      for await (const part of client.query(copyTo(`copy (${statement}) to stdout (format binary)`))) parts.push(part);
      return new CopiedRows(Buffer.concat(parts));
    });
    await client.query('commit');
    return made;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection that failed is closed, and its transaction with it.
    client.release(broken);
  }
}
