import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bool, bytes, double, integer, integers, json, text, texts, time, uuid, word } from '../../src/db/columns.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { closeOrm, openOrm } from '../../src/db/orm.ts';
import { batchTransaction, poolOf, type Transaction } from '../../src/db/statements.ts';
import { table } from '../../src/db/table.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';

/** A row with a column of every kind. */
interface Thing {
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
const things = table<Thing, 'id' | 'part'>('things', ['id', 'part'], {
  ...{ id: uuid, part: integer, aText: text, aWord: word(), aDouble: double, aBool: bool, someBytes: bytes },
  ...{ aTime: time, aJson: json<NonNullable<unknown>>(), theIntegers: integers, theTexts: texts, otherId: uuid },
});

let database: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await newDatabase();
  await withClient(database.superuserUrl, (client) =>
    client.query(`create table things (${columns}, untouched text default 'default', primary key (id, part));
      create table plain (${columns}, primary key (id, part))`),
  );
  orm = openOrm({ url: database.superuserUrl, poolSize: 2 });
});
beforeEach(() => withClient(database.superuserUrl, (client) => client.query('truncate things, plain')));
afterAll(async () => {
  await closeOrm(orm);
  await database.drop();
});

const within = <T>(work: (tx: Transaction) => Promise<T>) => batchTransaction(poolOf(orm.em), work);
const nothing: Omit<Thing, 'id' | 'part'> = {
  ...{ aText: null, aWord: null, aDouble: null, aBool: null, someBytes: null, aTime: null, aJson: null },
  ...{ theIntegers: null, theTexts: null, otherId: null },
};
const thing = (partial: Partial<Thing> = {}): Thing => ({ id: randomUUID(), part: 0, ...nothing, ...partial });
const insert = (rows: Thing[]) => within((tx) => tx.rows(things.insert, things.values(rows)));
const find = async (rows: Pick<Thing, 'id' | 'part'>[]) =>
  (await within((tx) => tx.rows(things.findInOrder, things.keys(rows)))).map(things.read);
const inOrder = (rows: Thing[]) => rows.toSorted((a, b) => (a.id === b.id ? a.part - b.part : a.id < b.id ? -1 : 1));

/** The same rows as the driver writes them, one by one and with no array at all; answers how many differ from `things`. */
async function differing(rows: Thing[]): Promise<number> {
  return withClient(database.superuserUrl, async (client) => {
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
}

/** Each row comes back as it was put in, and is in the database what the driver alone would have made of it. */
async function expectKept(rows: Thing[]): Promise<void> {
  await insert(rows);
  expect(await find(rows)).toEqual(inOrder(rows));
  expect(await differing(rows)).toBe(0);
}

const hostile = [
  ...[
    '',
    ' ',
    '"',
    "'",
    "''; drop table things; --",
    '\\',
    '\\\\"',
    '\\n',
    '\n',
    '\r\n',
    '\t',
    '\u0001\u001f\u007f',
    '?',
    '$1',
  ],
  ...[
    'null',
    'NULL',
    '{}',
    '{',
    '}',
    '{"a","b"}',
    '{NULL}',
    ',',
    'a,b',
    '()',
    '[1,2]',
    '"quoted"',
    '\\x00',
    '%s',
    ':a',
    '@',
  ],
  ...[
    'ä',
    'ß',
    'ﬁ',
    '日本語',
    '😀',
    '👩‍👩‍👧',
    '\u{10ffff}',
    '\ufeffbom',
    '\u2028\u2029',
    '\u202eabc',
    '\ufffd',
    'e\u0301',
    '\u00a0',
  ],
];

test('texts of every sort come back as they were, as one, in a list and in JSON', async () => {
  const rows = hostile.map((one, part) =>
    thing({ part, aText: one, theTexts: [one, one], aJson: { [one]: one, list: [one, [one]] } }),
  );
  await expectKept([...rows, thing({ theTexts: hostile })]);
});

test('random texts, many at once', async () => {
  const unit = fc.string({ unit: 'binary', maxLength: 30 }).map((one) => one.replaceAll('\0', ''));
  const row = fc.record({ aText: unit, theTexts: fc.array(unit, { maxLength: 4 }), aJson: fc.array(unit) });
  await expectKept(fc.sample(row, 200).map((one, part) => thing({ part, ...one })));
});

test('half a character becomes U+FFFD in a text and in a list; JSON with one is refused', async () => {
  const halves = ['\ud800', 'a\udc00b', '\udc00\ud800'];
  const rows = halves.map((half, part) => thing({ part, aText: half, theTexts: [half] }));
  await insert(rows);
  const whole = rows.map((row) => ({
    ...row,
    aText: row.aText!.toWellFormed(),
    theTexts: row.theTexts!.map((one) => one.toWellFormed()),
  }));
  expect(await find(rows)).toEqual(inOrder(whole));
  await expect(insert([thing({ aJson: '\ud800' })])).rejects.toMatchObject({ code: '22P02' });
});

test('what PostgreSQL cannot hold is refused, and nothing of the batch is there', async () => {
  const [good, other] = [thing({ aText: 'good' }), thing({ aText: 'other' })];
  await expect(insert([good, thing({ aText: 'a\0b' }), other])).rejects.toMatchObject({ code: '22021' });
  await expect(insert([good, thing({ theTexts: ['\0'] })])).rejects.toMatchObject({ code: '22021' });
  await expect(insert([good, thing({ aJson: ['\0'] })])).rejects.toMatchObject({ code: '22P05' });
  expect(await find([good, other])).toEqual([]);
  await insert([good, other]);
  expect(await find([good, other])).toEqual(inOrder([good, other]));
});

test('numbers: the smallest, the largest, none, and those that are no number', async () => {
  const doubles = [0, 0.1, -1.5, 1e308, -1e308, 5e-324, 2 ** 53, 1 / 3, Number.NaN, Infinity, -Infinity];
  const whole = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31)];
  await expectKept([
    ...doubles.map((aDouble, n) => thing({ aDouble, part: n })),
    ...whole.map((part) => thing({ part, theIntegers: [part] })),
    thing({ theIntegers: whole }),
    thing({ theIntegers: [], theTexts: [] }),
  ]);
});

test('minus zero stays minus zero', async () => {
  const row = thing({ aDouble: -0 });
  await insert([row]);
  expect(Object.is((await find([row]))[0]?.aDouble, -0)).toBe(true);
});

test('a number that does not fit throws, and nothing is written', async () => {
  const good = thing();
  for (const part of [2 ** 31, -(2 ** 31) - 1, Infinity])
    expect(() => things.values([good, thing({ part })]), `${part}`).toThrow(RangeError);
  for (const one of [2 ** 31, 1.5, Number.NaN])
    await expect(insert([good, thing({ theIntegers: [one] })]), `${one}`).rejects.toThrow();
  expect(await find([good])).toEqual([]);
  await expectKept([good]);
});

test('true, false and nothing; every byte; empty bytes', async () => {
  await expectKept([
    ...[true, false, null].map((aBool, part) => thing({ part, aBool })),
    thing({ someBytes: Buffer.from(Array.from({ length: 256 }, (_, n) => n)) }),
    thing({ someBytes: Buffer.alloc(0) }),
    thing({ someBytes: Buffer.alloc(3), aText: 'NUL' }),
    thing({ someBytes: randomBytes(100_000) }),
  ]);
});

// The bytes of a column grow in steps; what is written while they grow is what this is about.
test('every kind is written whole at every place where the room ends', async () => {
  const kinds: Partial<Thing>[] = [
    ...[
      { aText: 'text' },
      { aText: '日本語' },
      { aDouble: 1 / 3 },
      { aBool: true },
      { someBytes: randomBytes(40) },
      { aTime: new Date() },
    ],
    ...[{ aJson: { a: [1] } }, { theIntegers: [1, 2, 3] }, { theTexts: ['a', 'b'] }, { otherId: randomUUID() }],
  ];
  const id = randomUUID();
  // More than the 64 KiB that there are at first, for each kind; behind 5 MB, which makes the room new again.
  for (const [at, kind] of kinds.entries()) {
    await insert([thing({ aText: 'x'.repeat(5_000_000) })]);
    const rows = Array.from({ length: 7_000 }, (_, n) => thing({ id, part: at * 10_000 + n, ...kind }));
    await insert(rows);
    const wrong = (await find(rows)).filter((row, n) => !isDeepStrictEqual(row, rows[n]));
    expect(wrong.slice(0, 2), Object.keys(kind)[0]).toEqual([]);
  }
});

test('a slice of a larger buffer is written as the slice', async () => {
  const larger = Buffer.from('before-inside-after');
  await expectKept([thing({ someBytes: larger.subarray(7, 13) })]);
});

const moments = [
  ...['2000-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '1969-12-31T23:59:59.001Z'],
  ...['1900-02-28T12:00:00.000Z', '0001-01-01T00:00:00.000Z', '2024-02-29T23:59:59.123Z', '2038-01-19T03:14:08.001Z'],
  ...['2026-03-29T01:30:00.500Z', '2026-10-25T01:30:00.007Z', '9999-12-31T23:59:59.999Z'],
];

test.each(['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia'])(
  'times before and after 2000, to the millisecond, in a session of the zone %s',
  async (zone) => {
    const rows = moments.map((moment, part) => thing({ part, aTime: new Date(moment) }));
    const read = await within(async (tx) => {
      await tx.execute(`set local time zone '${zone}'`);
      await tx.rows(things.insert, things.values(rows));
      return (await tx.rows(things.findInOrder, things.keys(rows))).map(things.read);
    });
    expect(read).toEqual(inOrder(rows));
    expect(await differing(rows)).toBe(0);
  },
);

test('a time that is none throws; microseconds that the database has are cut off', async () => {
  expect(() => things.values([thing({ aTime: new Date(Number.NaN) })])).toThrow(RangeError);
  const row = thing({ aTime: new Date('2026-01-02T03:04:05.678Z') });
  await insert([row]);
  await withClient(database.superuserUrl, (client) =>
    client.query(`update things set a_time = a_time + interval '999 microseconds'`),
  );
  expect(await find([row])).toEqual([row]);
});

test('JSON of every shape', async () => {
  const shapes = [
    ...[{}, [], '', 'text', 0, -1.5, 1e20, true, false, [null], { a: null }, { a: { b: [{ c: [[]] }] } }],
    ...[{ keyId: randomUUID(), keyName: `"O'Neil" \\ {x}` }, ['a', 1, null, true, { '': '' }]],
  ];
  await expectKept(shapes.map((aJson, part) => thing({ part, aJson })));
});

test('a uuid in large letters is the same; what is none throws and corrupts nothing', async () => {
  const good = thing();
  const large = thing({ otherId: good.id.toUpperCase() });
  await insert([good, large]);
  expect(await find([large])).toEqual([{ ...large, otherId: good.id }]);
  const wrong = ['', 'x', good.id.slice(1), good.id.replaceAll('-', ''), `${good.id}0`, `${good.id}00`, `{${good.id}}`];
  for (const id of [...wrong, good.id.replace(/^./, 'g'), good.id.replace(/.$/, 'z'), `run_${good.id}`]) {
    expect(() => things.values([good, thing({ id })]), id).toThrow(TypeError);
    expect(() => things.keys([good, { id, part: 1 }]), id).toThrow(TypeError);
    expect(() => things.values([thing({ otherId: id })]), id).toThrow(TypeError);
  }
  expect(await find([good])).toEqual([good]);
});

const numbered = (count: number) => {
  const id = randomUUID();
  const more = {
    aText: 'x'.repeat(100),
    theTexts: ['a', 'b'],
    aBool: true,
    aTime: new Date(),
    someBytes: randomBytes(32),
  };
  return Array.from({ length: count }, (_, part) => thing({ id, part, ...(part % 3 === 0 ? {} : more) }));
};

test.each([0, 1, 256, 2_000])('%d rows at once', async (count) => {
  await expectKept(numbered(count));
});

test('a text of 5 MB, and a small one behind it', async () => {
  const long = `${'ä\n"\\'.repeat(1_250_000)}end`;
  await expectKept([thing({ aText: long, theTexts: [long.slice(0, 100_000)] })]);
  await withClient(database.superuserUrl, (client) => client.query('truncate things, plain'));
  await expectKept([thing({ aText: 'small' })]);
});

test('an update sets every column but those of the key, also to nothing, and touches no other row', async () => {
  const rows = numbered(5);
  await insert(rows);
  await withClient(database.superuserUrl, (client) => client.query(`update things set untouched = 'kept'`));
  const changed = [
    { ...rows[1]!, ...nothing },
    { ...rows[3]!, aText: 'new', theTexts: [], theIntegers: [7], aJson: { a: 1 }, otherId: rows[0]!.id, aDouble: 1.5 },
  ];
  await within((tx) => tx.rows(things.update, things.values([...changed, thing({ aText: 'not there' })])));
  expect(await find(rows)).toEqual([rows[0], changed[0], rows[2], changed[1], rows[4]]);
  const kept = await withClient(database.superuserUrl, (client) =>
    client.query('select distinct untouched from things'),
  );
  expect(kept.rows).toEqual([{ untouched: 'kept' }]);
});

test('rows are found and removed by the whole key; what is not there is left out', async () => {
  const rows = numbered(4);
  const foreign = thing({ part: 2 });
  await insert([...rows, foreign]);
  const wanted = [rows[2]!, { id: rows[0]!.id, part: 99 }, { id: randomUUID(), part: 0 }, rows[0]!];
  const found = (await within((tx) => tx.rows(things.find, things.keys(wanted)))).map(things.read);
  expect(inOrder(found)).toEqual([rows[0], rows[2]]);
  expect(await find(wanted)).toEqual([rows[0], rows[2]]);
  await within((tx) => tx.rows(things.remove, things.keys(wanted)));
  expect(await find([...rows, foreign])).toEqual(inOrder([rows[1]!, rows[3]!, foreign]));
});

test('in order means the order of the key, whatever the order of asking', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => thing({ part: (n * 37) % 60 }));
  await insert(rows);
  const asked = fc.sample(fc.shuffledSubarray(rows, { minLength: 60 }), 1)[0]!;
  expect(await find(asked)).toEqual(inOrder(rows));
});
