import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';

/** Runs statements whose values stand as question marks; an entity manager is one of these, too. */
export interface Statements {
  execute<Rows = unknown[]>(text: string, values?: unknown[]): Promise<Rows>;
}

/**
 * Runs a transaction on a connection of the ORM's pool, with prepared statements: the ORM writes values into the text of a statement,
 * which for large ones costs more than everything else.
 */
export async function transaction<T>(em: EntityManager, work: (tx: Statements) => Promise<T>): Promise<T> {
  const pool = (await em.getDriver().getConnection().getNativeClient()) as Pool;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // In capitals: what the ORM sends in small letters is watched by pool.ts.
    await client.query('BEGIN');
    const result = await work(statementsOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const statementsOn = (client: PoolClient): Statements => ({
  async execute<Rows>(text: string, values: unknown[] = []) {
    const { rows } = await client.query({ ...prepared(text), values });
    return rows as Rows;
  },
});

// Few, and all of them constants of the code.
const known = new Map<string, { name: string; text: string }>();

/** The statement with numbered values, under a name by which the server finds its plan. */
function prepared(text: string): { name: string; text: string } {
  const found = known.get(text);
  if (found) return found;
  let count = 0;
  const numbered = text.replaceAll('?', () => `$${++count}`);
  const made = { name: `sfs_${hash('sha256', numbered, 'hex').slice(0, 16)}`, text: numbered };
  known.set(text, made);
  return made;
}
