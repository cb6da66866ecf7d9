import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool, QueryResultRow } from 'pg';

/**
 * Runs a statement whose rows come as they are on the wire, so that large `bytea` values are neither spelled in hex nor copied. Every
 * selected column must be `bytea`.
 */
export async function binaryRows<Row extends QueryResultRow>(
  em: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const pool = (await em.getDriver().getConnection().getNativeClient()) as Pool;
  const query = { name, text, values, binary: true, types: { getTypeParser: () => (value: unknown) => value } };
  return (await pool.query<Row>(query)).rows;
}
