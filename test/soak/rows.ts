import type { SoakWorld } from './world.ts';

/** The rows of a statement, some at a time, so that a large table does not have to fit into memory. All are of one moment. */
export async function* eachRow<Row>(world: SoakWorld, statement: string): AsyncGenerator<Row> {
  await world.sql('begin transaction isolation level repeatable read, read only');
  try {
    await world.sql(`declare each_row no scroll cursor for ${statement}`);
    for (;;) {
      const rows = await world.sql<Row>('fetch 2000 from each_row');
      if (rows.length === 0) return;
      yield* rows;
    }
  } finally {
    await world.sql('rollback');
  }
}
