import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';

/** A statement with numbered values, prepared once per connection under its name; the name stands for the text. */
export interface Statement {
  name: string;
  text: string;
}

const timeoutMs = 20_000;

/**
 * Runs a prepared statement on the ORM's pool, outside of any transaction, and answers plain rows.
 *
 * For lists: to make entities of a page of wide rows takes the ORM longer than the database takes to find them.
 */
export async function query<Row>(em: EntityManager, statement: Statement, values: unknown[]): Promise<Row[]> {
  const pool = (await em.getDriver().getConnection().getNativeClient()) as pg.Pool;
  // pg's own types: the ORM's leave times as text, and take arrays of texts apart wrongly.
  const { rows } = await pool.query({
    ...statement,
    values,
    types: pg.types,
    query_timeout: timeoutMs,
  } as pg.QueryConfig);
  return rows as Row[];
}
