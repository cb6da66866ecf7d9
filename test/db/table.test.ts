import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, nothing, thing, things, useThings } from './things.ts';

const { sql, within, insert, find, expectKept } = useThings();

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

test('an update sets every column but those of the key, also to nothing, and touches no other row', async () => {
  const rows = numbered(5);
  await insert(rows);
  await sql(`update things set untouched = 'kept'`);
  const changed = [
    { ...rows[1]!, ...nothing },
    { ...rows[3]!, aText: 'new', theTexts: [], theIntegers: [7], aJson: { a: 1 }, otherId: rows[0]!.id, aDouble: 1.5 },
  ];
  await within((tx) => tx.rows(things.update, things.values([...changed, thing({ aText: 'not there' })])));
  expect(await find(rows)).toEqual([rows[0], changed[0], rows[2], changed[1], rows[4]]);
  const kept = await sql('select distinct untouched from things');
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
