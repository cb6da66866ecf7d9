import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

// COPY looks at the table as it was before it waits for a lock on it, and would find a partition empty that was written anew
// meanwhile. So all partitions are locked first, by a statement of its own, and in the order in which every other one locks them.
const begin = 'begin isolation level read committed read only; select from audit_payloads limit 0';

/** The binary form of COPY begins with a signature, flags, and the length of an extension, which there is none of. */
const headerBytes = 19;

/**
 * The one row of a statement, its columns as they are on the wire: pg itself knows `bytea` only in hex, which costs more to read than
 * the bytes cost to hash. The statement has no parameters: what is put into it must be known to be harmless.
 */
export async function copyRow(em: EntityManager, statement: string): Promise<Buffer[]> {
  const pool = (await em.getDriver().getConnection().getNativeClient()) as Pool;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const parts: Buffer[] = [];
    for await (const part of client.query(copyTo(`copy (${statement}) to stdout (format binary)`))) parts.push(part);
    await client.query('commit');
    return columnsOf(Buffer.concat(parts));
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection that failed is closed, and its transaction with it.
    client.release(broken);
  }
}

function columnsOf(bytes: Buffer): Buffer[] {
  const columns: Buffer[] = [];
  let at = headerBytes + 2;
  for (let left = bytes.readInt16BE(headerBytes); left > 0; left -= 1) {
    const length = bytes.readInt32BE(at);
    columns.push(bytes.subarray(at + 4, at + 4 + Math.max(0, length)));
    at += 4 + Math.max(0, length);
  }
  return columns;
}
