import { expect, test } from 'vitest';
import { failureOf } from '../../src/db/failure.ts';
import { within } from '../../src/db/within.ts';

const after = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('a word of the driver'))));

test('what takes too long is a database that cannot be reached, whatever the driver says of its end', async () => {
  const ended = await within(5, after).catch((error: unknown) => error);
  expect(failureOf(ended).kind).toBe('unavailable');
});

test('what does not heed the signal ends all the same', async () => {
  const ended = await within(5, () => new Promise(() => {})).catch((error: unknown) => error);
  expect(failureOf(ended).kind).toBe('unavailable');
});

test('what is done in time hears no signal later, and an error of its own stays its own', async () => {
  let signal: AbortSignal | undefined;
  const answer = await within(20, async (its) => {
    signal = its;
    return 'answer';
  });
  expect([answer, signal?.aborted]).toEqual(['answer', false]);
  const own = new Error('own');
  await expect(within(20, () => Promise.reject(own))).rejects.toBe(own);
});
