import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, decodeHash, encode } from '../../../src/audit/proof/base64.ts';

test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
])('%j is %j', (text, encoded) => {
  expect(encode(Buffer.from(text))).toBe(encoded);
  expect(decode(encoded)?.toString()).toBe(text);
});

test('any bytes come back, also those that are a part of others', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(8), (bytes, start) => {
      const part = bytes.subarray(start);
      expect(decode(encode(part))?.equals(part)).toBe(true);
    }),
  );
});

test.each([
  'Zg',
  'Zg=',
  'Zg===',
  'Zh==',
  'Zm9=',
  'Zm9v\n',
  ' Zm9v',
  'Zm 9v',
  'Zm9v=',
  '-_-_',
  'Zg==Zg==',
  '=',
  '====',
  'Zm9v\0',
  'Zm9é',
  'A',
])('%j is not the one spelling of anything', (text) => {
  expect(decode(text)).toBeUndefined();
});

test('no two texts are the same bytes', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'AQZgw019+/-_= \n'), maxLength: 9 });
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = decode(text);
      if (bytes) expect(encode(bytes)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test('a hash has 32 bytes', () => {
  for (const length of [31, 33]) expect(decodeHash(encode(Buffer.alloc(length)))).toBeUndefined();
  expect(decodeHash(encode(Buffer.alloc(32, 7)))).toEqual(Buffer.alloc(32, 7));
});
