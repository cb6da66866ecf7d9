import { expect, it } from 'vitest';
import type { Span } from '../../src/audit/read_log/copied_rows.ts';
import type { Entry } from '../../src/audit/read_log/entries.ts';
import { listsOf, sizeOf } from '../../src/audit/read_log/lists.ts';

const before = 3;
const span = (text: string): Span => ({
  bytes: Buffer.from(`...${text}...`),
  start: before,
  end: before + text.length,
});
const entry = (body: string, salt = 's'.repeat(16), payload = '{}'): Entry => ({
  eventId: span('i'.repeat(16)),
  hash: span('h'.repeat(32)),
  event: { body: span(body), key: '', run: undefined },
  payload: { salt: span(salt), payload: span(payload) },
});

it('lists stay parallel, whatever is missing', () => {
  const whole = entry('body');
  const all = [whole, {}, { ...whole, event: undefined, payload: undefined }, { ...whole, payload: undefined }, whole];
  const { entries, eventIds, leafHashes, payloads } = listsOf(all);
  expect(entries.toString('latin1')).toBe('\0\u0004body\0\0\0\0\0\u0004body\0\u0004body');
  const [id, hash] = ['i'.repeat(16), 'h'.repeat(32)];
  expect(eventIds.toString('latin1')).toBe(`${id}${'\0'.repeat(16)}${id}${id}${id}`);
  expect(leafHashes.toString('latin1')).toBe(`${hash}${'\0'.repeat(32)}${hash}${hash}${hash}`);
  const salted = `\0\0\0\u0012${'s'.repeat(16)}{}`;
  expect(payloads.toString('latin1')).toBe(`${salted}${'\0'.repeat(12)}${salted}`);
  const sizes = all.reduce((sum, one) => sum + sizeOf(one), 0);
  expect(sizes).toBe(entries.length + eventIds.length + leafHashes.length + payloads.length);
});

it('what the tables do not allow does not pass for what was logged', () => {
  // Bytes of a payload in its salt: a byte that nothing was made of.
  expect(listsOf([entry('body', `${'s'.repeat(16)}{}`, '')]).payloads).toEqual(Buffer.from([0, 0, 0, 1, 0]));
  // More than a length can say: cut, and what comes behind it stays in its place.
  const { entries } = listsOf([entry('b'.repeat(70_000)), entry('next')]);
  expect(entries.readUInt16BE(0)).toBe(65_535);
  expect(entries.subarray(2 + 65_535).toString('latin1')).toBe('\0\u0004next');
  // A hash of another length.
  const odd = { ...entry('body'), hash: span('h'.repeat(40)) };
  expect(listsOf([odd, odd]).leafHashes.toString()).toBe('h'.repeat(64));
});
