import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arrayOf,
  bool,
  bytes,
  type Column,
  double,
  integer,
  integers,
  json,
  text,
  texts,
  time,
  uuid,
} from '../../src/db/columns.ts';
import { inOrder, thing, things, useThings } from './things.ts';

const { sql, empty, within, insert, find, differing, expectKept } = useThings();

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
    thing({ someBytes: randomBytes(300) }),
  ]);
});

// The room for a column grows in steps: what is written while it does must not be lost.
const kinds = [
  ...[
    ['uuid', uuid, randomUUID()],
    ['integer', integer, -7],
    ['double', double, 1 / 3],
    ['bool', bool, true],
  ],
  ...[
    ['text', text, 'text'],
    ['text of more bytes than units', text, '日本語'],
    ['bytes', bytes, randomBytes(40)],
  ],
  ...[
    ['time', time, new Date()],
    ['json', json(), { a: [1] }],
    ['integers', integers, [1, 2]],
    ['texts', texts, ['a']],
  ],
] as unknown as [name: string, column: Column<never>, value: unknown][];

test.each(kinds)('%s: 14,000 values are written whole, also where the room ends', async (_, column, value) => {
  const { wire, cast, select = String } = column;
  const read = `select ${select(`one${cast ? `::${cast}` : ''}`)} from unnest(?::${wire.name}[]) as one`;
  // Each null takes four bytes, and so the end of the room comes at another place of a value.
  for (let nulls = 0; nulls < 5; nulls += 1) {
    // Behind a very large one the room is small again.
    arrayOf(text, ['x'.repeat(1_000_000)]);
    const values = Array.from({ length: 14_000 }, (_, n) => (n < nulls ? null : (value as never)));
    const array = arrayOf(column, values);
    const rows = await within((tx) => tx.rows(read, [array]));
    expect(rows).toHaveLength(14_000);
    const wrong = rows.filter(([one], n) => !isDeepStrictEqual(one === null ? null : column.read(one!), values[n]));
    expect(wrong.slice(0, 2)).toEqual([]);
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
  await sql(`update things set a_time = a_time + interval '999 microseconds'`);
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

test('a text of 5 MB, and a small one behind it', async () => {
  const long = `${'ä\n"\\'.repeat(1_250_000)}end`;
  await expectKept([thing({ aText: long, theTexts: [long.slice(0, 100_000)] })]);
  await empty();
  await expectKept([thing({ aText: 'small' })]);
});
