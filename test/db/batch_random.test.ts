import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Batch } from '../../src/db/batch.ts';

const full = () => new Error('full');
const away = () => Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
const MiB = 1024 * 1024;

/** What becomes of a call. */
interface Plan {
  keys: string[];
  bytes: number;
  /** `bad`: the database refuses the whole batch. `away`: it is gone the first time that it meets this call. */
  fate: 'answer' | 'error' | 'bad' | 'away' | 'alone' | 'alone in vain';
  /** Turns before it is added, and how long what it takes part in lasts. */
  pause: number;
  lasts: number;
  /** Turns until its time is over; absent: never. */
  time?: number | undefined;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
  bytes: fc.constantFrom(0, 10, MiB, 3 * MiB, 5 * MiB),
  fate: fc.constantFrom('answer', 'answer', 'answer', 'error', 'bad', 'away', 'alone', 'alone in vain'),
  pause: fc.nat(2),
  lasts: fc.nat(3),
  time: fc.option(fc.nat(4), { nil: undefined, freq: 3 }),
});

const turns = async (count: number) => {
  for (let n = 0; n < count; n += 1) await new Promise(setImmediate);
};

/** Runs the plans and says what became of each call; throws where a promise of the batch is broken. */
async function play(plans: readonly Plan[]): Promise<string[]> {
  const underWay = new Set<string>();
  const done = new Map<number, number>();
  const order: number[] = [];
  let running = 0;
  const sleep = async (items: readonly number[]) => turns(Math.max(...items.map((at) => plans[at]!.lasts)));
  const hold = (at: number) => {
    for (const key of plans[at]!.keys) {
      if (underWay.has(key)) throw new Error(`${key} is under way twice`);
      underWay.add(key);
    }
    order.push(at);
  };
  const free = (at: number) => {
    for (const key of plans[at]!.keys) underWay.delete(key);
  };
  const broken: string[] = [];
  const batch = new Batch<number, string>({
    async run(items) {
      running += 1;
      if (running > 2) broken.push('three at a time');
      if (items.length > 1 && items.reduce((sum, at) => sum + plans[at]!.bytes, 0) > 4 * MiB) broken.push('too large');
      try {
        items.forEach(hold);
      } catch (error) {
        broken.push(String(error));
      }
      await sleep(items);
      running -= 1;
      const fates = items.map((at) => plans[at]!.fate);
      items.forEach(free);
      // Nothing of it happened; they are called again, or told.
      if (fates.includes('away') || fates.includes('bad')) throw fates.includes('away') ? away() : new Error('bad');
      return items.map((at) => {
        const { fate, lasts } = plans[at]!;
        if (fate === 'error') return { error: new Error('own') };
        if (fate === 'answer') {
          done.set(at, (done.get(at) ?? 0) + 1);
          return { answer: 'answered' };
        }
        return {
          alone: async () => {
            hold(at);
            await turns(lasts);
            free(at);
            if (fate === 'alone in vain') throw new Error('in vain');
            done.set(at, (done.get(at) ?? 0) + 1);
            return 'answered';
          },
        };
      });
    },
    keys: (at) => plans[at]!.keys,
    bytes: (at) => plans[at]!.bytes,
    full,
  });
  const ends: Promise<string>[] = [];
  for (const [at, { pause, time }] of plans.entries()) {
    await turns(pause);
    const over = new AbortController();
    if (time === 0) over.abort('late');
    else if (time !== undefined) void turns(time).then(() => over.abort('late'));
    ends.push(batch.add(at, over.signal).catch((error) => (error instanceof Error ? error.message : String(error))));
  }
  const timer = new Promise<never>((_, reject) => setTimeout(reject, 5_000, new Error('left pending')).unref());
  const all = await Promise.race([Promise.all(ends), timer]);
  if (broken.length > 0) throw new Error(broken.join(', '));
  for (const [at, end] of all.entries())
    if ((done.get(at) ?? 0) !== (end === 'answered' ? 1 : 0)) throw new Error(`${at} was ${end}, done ${done.get(at)}`);
  for (const key of ['a', 'b', 'c', 'd']) {
    const first = [...new Set(order)].filter((at) => plans[at]!.keys.includes(key));
    if (first.some((at, n) => n > 0 && at < first[n - 1]!)) throw new Error(`${key} went in the order ${first}`);
  }
  return all;
}

test('whatever comes: nothing is left pending, nothing is done twice, and what is answered is what was done', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 40 }), async (plans) => {
      const ends = await play(plans);
      const ownEnds = { answer: 'answered', error: 'own', bad: 'bad', away: 'away', alone: 'answered' } as const;
      for (const [at, end] of ends.entries()) {
        const { fate, time } = plans[at]!;
        const own = fate === 'alone in vain' ? 'in vain' : ownEnds[fate];
        const may = [own, ...(time === undefined ? [] : ['late']), 'away'];
        expect(may).toContain(end);
        seen.add(end);
      }
    }),
    { numRuns: 250 },
  );
  expect([...seen].sort()).toEqual(['answered', 'away', 'bad', 'in vain', 'late', 'own']);
});
