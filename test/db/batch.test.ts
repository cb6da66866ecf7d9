import { expect, test, vi } from 'vitest';
import { Batch, type BatchWork, batchOf, type Settled } from '../../src/db/batch.ts';
import type { Pool } from '../../src/db/statements.ts';

interface Item {
  name: string;
  keys?: string[];
  bytes?: number;
}

/** One call of the work, which ends when the test says so. */
interface Begun {
  names: string[];
  /** Answers each item with its name in capitals, or as told. */
  finish(settled?: Record<string, Settled<string>>): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** Lets everything go on that can. */
async function turn(): Promise<void> {
  for (let n = 0; n < 4; n += 1) await new Promise(setImmediate);
}

const never = new AbortController().signal;
const full = () => new Error('full');

/** A batch whose work the test ends, and what its calls have come to so far. */
function gated() {
  const begun: Begun[] = [];
  const ends: Record<string, string> = {};
  const work: BatchWork<Item, string> = {
    run: (items) =>
      new Promise((resolve, reject) => {
        const names = items.map(({ name }) => name);
        begun.push({
          names,
          finish: (settled = {}) => {
            resolve(names.map((name) => settled[name] ?? { answer: name.toUpperCase() }));
            return turn();
          },
          fail: (error) => {
            reject(error);
            return turn();
          },
        });
      }),
    keys: ({ keys = [] }) => keys,
    bytes: ({ bytes = 0 }) => bytes,
    full,
  };
  const batch = new Batch(work);
  const add = (item: Item, signal: AbortSignal = never) => {
    void batch.add(item, signal).then(
      (answer) => {
        ends[item.name] = answer;
      },
      (error) => {
        ends[item.name] = String(error instanceof Error ? error.message : error);
      },
    );
  };
  return { begun, ends, add, names: () => begun.map(({ names }) => names) };
}

const away = () => Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
const MiB = 1024 * 1024;

test('what comes at the same time begins together, and what comes meanwhile goes next, two at a time', async () => {
  const { begun, ends, add, names } = gated();
  for (const name of ['a', 'b']) add({ name });
  await turn();
  add({ name: 'c' });
  await turn();
  for (const name of ['d', 'e', 'f']) add({ name });
  await turn();
  expect(names()).toEqual([['a', 'b'], ['c']]);
  await begun[1]!.finish();
  expect(names()).toEqual([['a', 'b'], ['c'], ['d', 'e', 'f']]);
  expect(ends).toEqual({ c: 'C' });
  await begun[0]!.finish();
  await begun[2]!.finish();
  expect(ends).toEqual({ a: 'A', b: 'B', c: 'C', d: 'D', e: 'E', f: 'F' });
  expect(begun).toHaveLength(3);
});

test('256 items at most go together, the oldest first', async () => {
  const { begun, ends, add } = gated();
  for (let n = 0; n < 700; n += 1) add({ name: `${n}` });
  await turn();
  expect(begun.map(({ names }) => [names[0], names.length])).toEqual([
    ['0', 256],
    ['256', 256],
  ]);
  await begun[0]!.finish();
  expect([begun[2]!.names[0], begun[2]!.names.length]).toEqual(['512', 188]);
  await begun[1]!.finish();
  await begun[2]!.finish();
  expect(Object.keys(ends)).toHaveLength(700);
});

test('4 MiB at most go together; one that is larger goes all the same, and small ones go past one that does not fit', async () => {
  const { begun, add, names } = gated();
  add({ name: 'huge', bytes: 9 * MiB });
  add({ name: 'half', bytes: 2 * MiB });
  add({ name: 'more', bytes: 2 * MiB + 1 });
  add({ name: 'rest', bytes: 2 * MiB });
  await turn();
  expect(names()).toEqual([['huge'], ['half', 'rest']]);
  await begun[0]!.finish();
  expect(names()[2]).toEqual(['more']);
});

test('no two with one key are under way, in one batch or in two, and their order is kept', async () => {
  const { begun, ends, add, names } = gated();
  add({ name: 'a1', keys: ['a'] });
  add({ name: 'a2', keys: ['a'] });
  add({ name: 'b1', keys: ['b'] });
  add({ name: 'a3', keys: ['a'] });
  await turn();
  expect(names()).toEqual([['a1', 'b1']]);
  await begun[0]!.finish();
  expect(names()).toEqual([['a1', 'b1'], ['a2']]);
  expect(ends).toEqual({ a1: 'A1', b1: 'B1' });
  await begun[1]!.finish();
  expect(names()[2]).toEqual(['a3']);
});

test('one that waits for a key holds up who comes later with another of its keys', async () => {
  const { begun, add, names } = gated();
  add({ name: 'row', keys: ['row'] });
  add({ name: 'both', keys: ['row', 'id'] });
  add({ name: 'id', keys: ['id'] });
  add({ name: 'other', keys: ['other'] });
  await turn();
  expect(names()).toEqual([['row', 'other']]);
  await begun[0]!.finish();
  expect(names()[1]).toEqual(['both']);
  await begun[1]!.finish();
  expect(names()[2]).toEqual(['id']);
});

test('one bad item fails alone: the batch is halved until it is found, and the others are answered', async () => {
  const { begun, ends, add } = gated();
  for (const name of ['a', 'b', 'bad', 'c', 'd']) add({ name });
  await turn();
  for (let at = 0; at < begun.length; at += 1) {
    if (begun[at]!.names.includes('bad')) await begun[at]!.fail(new Error('a value that the database refuses'));
    else await begun[at]!.finish();
  }
  expect(ends).toEqual({ a: 'A', b: 'B', bad: 'a value that the database refuses', c: 'C', d: 'D' });
  // Halving, and not one by one.
  expect(begun.map(({ names }) => names.join(''))).toEqual(['abbadcd', 'ab', 'badcd', 'bad', 'cd']);
});

test('an item has an error of its own without any retry', async () => {
  const { begun, ends, add } = gated();
  for (const name of ['a', 'b']) add({ name });
  await turn();
  await begun[0]!.finish({ b: { error: new Error('mine') } });
  expect(ends).toEqual({ a: 'A', b: 'mine' });
  expect(begun).toHaveLength(1);
});

test('a database that is away fails all at once, without a retry, and the next ones get their try', async () => {
  const { begun, ends, add, names } = gated();
  for (const name of ['a', 'b', 'c']) add({ name, keys: [name] });
  await turn();
  await begun[0]!.fail(away());
  expect(ends).toEqual({ a: 'away', b: 'away', c: 'away' });
  add({ name: 'd', keys: ['a'] });
  await turn();
  expect(names()).toEqual([['a', 'b', 'c'], ['d']]);
});

test('a call whose time is over before its transaction begins is left out of it, with the reason', async () => {
  const { begun, ends, add, names } = gated();
  const over = new AbortController();
  add({ name: 'a', keys: ['k'] });
  await turn();
  add({ name: 'late', keys: ['k'] }, over.signal);
  add({ name: 'b', keys: ['k'] });
  over.abort('deadline');
  await begun[0]!.finish();
  expect(names()).toEqual([['a'], ['b']]);
  expect(ends).toEqual({ a: 'A', late: 'deadline' });
});

test('a call whose time ends while it is under way is answered with what became of it', async () => {
  const { begun, ends, add } = gated();
  const over = new AbortController();
  add({ name: 'a' }, over.signal);
  await turn();
  over.abort('deadline');
  await begun[0]!.finish();
  expect(ends).toEqual({ a: 'A' });
});

test('10,000 wait at most; the next is told at once, and there is room again when some have gone', async () => {
  const { begun, ends, add } = gated();
  // Two are under way, and the others wait.
  add({ name: 'first' });
  await turn();
  add({ name: 'second' });
  await turn();
  for (let n = 0; n < 10_000; n += 1) add({ name: `${n}` });
  add({ name: 'too many' });
  await turn();
  expect(ends).toEqual({ 'too many': 'full' });
  await begun[0]!.finish();
  add({ name: 'now' });
  await turn();
  expect(ends).toEqual({ 'too many': 'full', first: 'FIRST' });
});

test('64 MiB wait at most, and what was taken or left out frees its room', async () => {
  const { begun, ends, add, names } = gated();
  const over = new AbortController();
  add({ name: 'a', keys: ['k'] });
  await turn();
  for (let n = 0; n < 3; n += 1) add({ name: `${n}`, keys: ['k'], bytes: 30 * MiB }, over.signal);
  add({ name: 'refused', keys: ['k'] });
  await turn();
  expect(ends).toEqual({ refused: 'full' });
  over.abort('gone');
  await begun[0]!.finish();
  expect(ends).toMatchObject({ 0: 'gone', 1: 'gone', 2: 'gone' });
  add({ name: 'b', keys: ['k'], bytes: 30 * MiB });
  await turn();
  expect(names()).toEqual([['a'], ['b']]);
});

test('what goes on alone frees its place at once, and its key only when it is done', async () => {
  const { begun, ends, add, names } = gated();
  const alone: Record<string, (error?: Error) => void> = {};
  const goOn = (name: string): Settled<string> => ({
    alone: () =>
      new Promise((resolve, reject) => {
        alone[name] = (error) => (error ? reject(error) : resolve('alone'));
      }),
  });
  add({ name: 'a', keys: ['a'] });
  add({ name: 'b', keys: ['b'] });
  await turn();
  await begun[0]!.finish({ a: goOn('a'), b: goOn('b') });
  expect(ends).toEqual({});
  add({ name: 'a2', keys: ['a'] });
  add({ name: 'b2', keys: ['b'] });
  for (const name of ['c', 'd']) {
    add({ name });
    await turn();
  }
  expect(names()).toEqual([['a', 'b'], ['c'], ['d']]);
  await begun[1]!.finish();
  alone.a!();
  await turn();
  expect(names()[3]).toEqual(['a2']);
  await begun[2]!.finish();
  alone.b!(new Error('in vain'));
  await turn();
  expect(names()[4]).toEqual(['b2']);
  expect(ends).toMatchObject({ a: 'alone', b: 'in vain' });
});

test('a batch is one per kind and pool', () => {
  const make = vi.fn((_: Pool): BatchWork<Item, string> => ({ run: async () => [], full }));
  const [here, there]: Pool[] = [() => Promise.reject(new Error('unused')), () => Promise.reject(new Error('unused'))];
  const [runs, others] = [{}, {}];
  const first = batchOf(here!, runs, make);
  expect(batchOf(here!, runs, make)).toBe(first);
  expect(batchOf(here!, others, make)).not.toBe(first);
  expect(batchOf(there!, runs, make)).not.toBe(first);
  expect(make.mock.calls).toEqual([[here], [here], [there]]);
});
