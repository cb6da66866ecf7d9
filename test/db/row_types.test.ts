import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { withClient } from '../../src/db/embedded/roles.ts';
import { rowTypes, sharedJson } from '../../src/db/row_types.ts';
import { newDatabase } from '../support/database.ts';

const timestamptz = 1184;
const time = rowTypes.getTypeParser(timestamptz, 'text') as (text: string) => unknown;
const usual = pg.types.getTypeParser(timestamptz, 'text') as (text: string) => unknown;

test.each([
  '2026-01-31 09:00:00+00',
  '2026-01-31 09:00:00.1+00',
  '2026-01-31 09:00:00.123456+00',
  '1969-12-31 23:59:59.999999+00',
  '2026-01-31 09:00:00.5+05:30',
  '2026-01-31 09:00:00-08',
  '0044-03-15 12:00:00+00 BC',
  '12026-01-31 09:00:00+00',
  'infinity',
  '-infinity',
])('the time %s is what pg takes it for', (text) => {
  expect(time(text)).toEqual(usual(text));
});

test('a time that the database writes is that time, in every zone', async () => {
  const database = await newDatabase();
  try {
    await withClient(database.superuserUrl, async (client) => {
      for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
        await client.query(`set timezone to '${zone}'`);
        const times = fc.sample(
          fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
          200,
        );
        const { rows } = await client.query({
          text: 'select t from unnest($1::timestamptz[]) with ordinality as u (t, n) order by n',
          values: [times.map((at) => at.toISOString())],
          types: rowTypes,
        });
        expect(rows.map(({ t }) => t)).toEqual(times);
      }
    });
  } finally {
    await database.drop();
  }
});

test('JSON is what it is, once for equal texts, and cannot be changed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(sharedJson(text)).toEqual(JSON.parse(text));
      expect(sharedJson(text)).toEqual(JSON.parse(text));
    }),
  );
  const actor = sharedJson<{ name: string; of: { list: number[] } }>('{"name":"Olga","of":{"list":[1]}}');
  expect(sharedJson('{"name":"Olga","of":{"list":[1]}}')).toBe(actor);
  expect(() => actor.of.list.push(2)).toThrow(TypeError);
  expect(() => {
    actor.name = 'Igor';
  }).toThrow(TypeError);
});

test('texts that are long, or too many, are not kept', () => {
  const long = JSON.stringify({ text: 'x'.repeat(2_000) });
  expect(sharedJson(long)).not.toBe(sharedJson(long));
  const first = sharedJson('{"number":-1}');
  for (let number = 0; number < 1_000; number += 1) sharedJson(`{"number":${number}}`);
  expect(sharedJson('{"number":-1}')).not.toBe(first);
});
