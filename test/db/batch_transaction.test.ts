import { Pool as PgPool, type PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { withClient } from '../../src/db/embedded/roles.ts';
import { failureOf } from '../../src/db/failure.ts';
import { QuietClient } from '../../src/db/pool.ts';
import { batchTransaction, type Pool } from '../../src/db/statements.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pg: PgPool;
let pool: Pool;

beforeAll(async () => {
  database = await newDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  pg = new PgPool({ connectionString: database.superuserUrl, max: 4, Client: QuietClient });
  pool = async () => pg;
});
afterEach(() => pg.end());

const sql = async (text: string) => (await pg.query(text)).rows;
const freshTable = () => pg.query('drop table if exists made; create table made (id integer primary key)');

/** The pool, with one statement of the next connection cut off before the database has it. */
function cutting(statement: RegExp, failure: Error): Pool {
  return async () =>
    ({
      async connect() {
        const client = await pg.connect();
        const query = client.query.bind(client) as (config: { text: string }) => Promise<unknown>;
        const cut = (config: { text: string }) =>
          statement.test(config.text) ? Promise.reject(failure) : query(config);
        const release = client.release.bind(client);
        return Object.assign(client, {
          query: cut,
          release(error?: Error) {
            client.query = query as PoolClient['query'];
            release(error);
          },
        });
      },
    }) as never;
}

test('a transaction that could not begin does nothing at all', async () => {
  await freshTable();
  const refused = Object.assign(new Error('canceling statement due to user request'), { code: '57014' });
  const asked: string[] = [];
  const ended = batchTransaction(cutting(/^BEGIN/, refused), async (tx) => {
    asked.push('insert');
    await tx.rows('insert into made values (1)');
  });
  await expect(ended).rejects.toBe(refused);
  expect(asked).toEqual([]);
  expect(await sql('select * from made')).toEqual([]);
});

test('what went wrong first is told, not what followed from it', async () => {
  await freshTable();
  await sql('insert into made values (2)');
  const ended = batchTransaction(pool, (tx) =>
    Promise.all([
      tx.rows('select 1'),
      tx.rows('insert into made values (2)').catch(() => {}),
      tx.rows('insert into made values (3)'),
    ]),
  );
  await expect(ended).rejects.toMatchObject({ code: '23505' });
  expect(await sql('select id from made')).toEqual([{ id: 2 }]);
});

test('an error that the work keeps to itself does not commit the rest', async () => {
  await freshTable();
  const ended = batchTransaction(pool, async (tx) => {
    await tx.rows('insert into made values (4)');
    await tx.rows('select 1 / 0').catch(() => {});
  });
  await expect(ended).rejects.toMatchObject({ code: '22012' });
  expect(await sql('select id from made')).toEqual([]);
});

test('a commit whose answer is lost counts as unknown, whatever the socket says', async () => {
  await freshTable();
  const lost = Object.assign(new Error('network is unreachable'), { code: 'ENETUNREACH' });
  const ended = batchTransaction(cutting(/^COMMIT/, lost), (tx) => tx.rows('select 1'));
  const error = await ended.catch((one: unknown) => one);
  expect(failureOf(error).kind).toBe('unavailable');
});

test('a call that hangs up while it waits for a lock ends its statement, though the pool has no connection left', async () => {
  await freshTable();
  await sql('insert into made values (5)');
  const holder = await pg.connect();
  await holder.query('begin; select * from made where id = 5 for update');
  const callers = Array.from({ length: 3 }, () => new AbortController());
  const waits = callers.map(({ signal }) =>
    batchTransaction(pool, (tx) => tx.rows('select * from made where id = 5 for update'), signal),
  );
  const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  // Of its own, because within a transaction the view stays as it was first seen.
  const look = () => withClient(database.superuserUrl, async (client) => (await client.query(waiting)).rowCount);
  await expect.poll(look).toBe(3);
  for (const caller of callers) caller.abort('deadline');
  for (const wait of await Promise.allSettled(waits))
    expect(wait).toMatchObject({ status: 'rejected', reason: { code: '57014' } });
  await holder.query('rollback');
  holder.release();
  // The connections are in order.
  expect(await Promise.all(waits.map(() => batchTransaction(pool, (tx) => tx.rows('select 6'))))).toEqual([
    [['6']],
    [['6']],
    [['6']],
  ]);
});
