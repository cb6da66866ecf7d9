import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Waits for its turn: of all transactions that name the same thing, one at a time goes on, until it ends.
 *
 * For rules over many rows, which no row's lock can hold. Who takes several, or rows as well, takes them always in the same
 * order, these before any row.
 */
export async function takeTurn(tx: EntityManager, ...names: string[]): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [names.join(' ')]);
}
