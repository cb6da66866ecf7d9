import type { EntityManager } from '@mikro-orm/postgresql';

/** What one server does at a time, by the number of its advisory lock: every version of sfs uses the same. */
export const oneAtATime = {
  migrate: 7_350_001,
  reap: 7_350_002,
  bootstrap: 7_350_003,
  sequence: 7_350_004,
  logKeys: 7_350_005,
  /** Taken by the functions of migration 0002, and by whoever sets or ends a legal hold: before any row. */
  payloads: 7_350_006,
  retain: 7_350_007,
} as const;

/**
 * Waits for its turn: of all transactions that name the same thing, one at a time goes on, until it ends.
 *
 * For rules over many rows, which no row's lock can hold. Who takes several, or rows as well, takes them always in the same
 * order, these before any row.
 */
export async function takeTurn(tx: EntityManager, ...names: string[]): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [names.join(' ')]);
}
