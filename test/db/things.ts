import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { bool, bytes, double, integer, integers, json, text, texts, time, uuid, word } from '../../src/db/columns.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { closeOrm, openOrm } from '../../src/db/orm.ts';
import { batchTransaction, poolOf, type Transaction } from '../../src/db/statements.ts';
import { table } from '../../src/db/table.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';

/** A row with a column of every kind. */
export interface Thing {
  id: string;
  part: number;
  aText: string | null;
  aWord: 'one' | 'two' | null;
  aDouble: number | null;
  aBool: boolean | null;
  someBytes: Buffer | null;
  aTime: Date | null;
  aJson: unknown;
  theIntegers: number[] | null;
  theTexts: string[] | null;
  otherId: string | null;
}

const columns = `id uuid, part integer, a_text text, a_word text, a_double double precision, a_bool boolean, some_bytes bytea,
  a_time timestamptz, a_json jsonb, the_integers integer[], the_texts text[], other_id uuid`;
export const things = table<Thing, 'id' | 'part'>('things', ['id', 'part'], {
  ...{ id: uuid, part: integer, aText: text, aWord: word(), aDouble: double, aBool: bool, someBytes: bytes },
  ...{ aTime: time, aJson: json<NonNullable<unknown>>(), theIntegers: integers, theTexts: texts, otherId: uuid },
});

/** Every column that may be, empty. */
export const nothing: Omit<Thing, 'id' | 'part'> = {
  ...{ aText: null, aWord: null, aDouble: null, aBool: null, someBytes: null, aTime: null, aJson: null },
  ...{ theIntegers: null, theTexts: null, otherId: null },
};

/** A row with a key of its own, and columns left out. */
export const thing = (partial: Partial<Thing> = {}): Thing => ({ id: randomUUID(), part: 0, ...nothing, ...partial });

/** The rows in the order of their key. */
export const inOrder = (rows: readonly Thing[]) =>
  rows.toSorted((a, b) => (a.id === b.id ? a.part - b.part : a.id < b.id ? -1 : 1));

/** A database of the file's own with two tables, which are empty when a test begins. */
export function useThings() {
  let database: TestDatabase;
  let orm: MikroORM;
  const sql = (statement: string) => withClient(database.superuserUrl, (client) => client.query(statement));
  const empty = () => sql('truncate things, plain');
  beforeAll(async () => {
    database = await newDatabase();
    await sql(`create table things (${columns}, untouched text default 'default', primary key (id, part));
      create table plain (${columns}, primary key (id, part))`);
    orm = openOrm({ url: database.superuserUrl, poolSize: 2 });
  });
  beforeEach(empty);
  afterAll(async () => {
    await closeOrm(orm);
    await database.drop();
  });

  const within = <T>(work: (tx: Transaction) => Promise<T>) => batchTransaction(poolOf(orm.em), work);
  const insert = (rows: Thing[]) => within((tx) => tx.rows(things.insert, things.values(rows)));
  const find = async (rows: Pick<Thing, 'id' | 'part'>[]) =>
    (await within((tx) => tx.rows(things.findInOrder, things.keys(rows)))).map(things.read);

  /** The same rows as the driver writes them, one by one and with no array at all; answers how many differ from `things`. */
  const differing = (rows: Thing[]) =>
    withClient(database.superuserUrl, async (client) => {
      for (const row of rows) {
        const values = [row.id, row.part, row.aText, row.aWord, row.aDouble, row.aBool, row.someBytes, row.aTime];
        const aJson = row.aJson === null ? null : JSON.stringify(row.aJson);
        await client.query('insert into plain values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
          ...[...values, aJson, row.theIntegers, row.theTexts, row.otherId],
        ]);
      }
      const both = 'select to_jsonb(a) - $1::text from things a except select to_jsonb(b) from plain b';
      return (await client.query(both, ['untouched'])).rowCount ?? 0;
    });

  /** Each row comes back as it was put in, and is in the database what the driver alone would have made of it. */
  async function expectKept(rows: Thing[]): Promise<void> {
    await insert(rows);
    expect(await find(rows)).toEqual(inOrder(rows));
    expect(await differing(rows)).toBe(0);
  }
  return { sql, empty, within, insert, find, differing, expectKept };
}
