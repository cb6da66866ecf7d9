import type { EntityManager } from '@mikro-orm/postgresql';

/** The database's time: inside a transaction, that of its beginning. */
export async function databaseTime(em: EntityManager): Promise<Date> {
  const [row] = await em.execute<[{ now: string }]>('select now() as now');
  return new Date(row.now);
}
