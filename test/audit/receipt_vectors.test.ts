import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitOf } from '../../src/audit/proof/check.ts';
import { parseKeys } from '../../src/audit/proof/keys_file.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { changed, type ReceiptCase, readVectors, vectors } from './receipt_case.ts';

const text = (name: string) => readFileSync(join(vectors, name), 'utf8');
const cases = JSON.parse(text('cases.json')) as ReceiptCase[];

test.each(cases)('$name: exit $expect', ({ receipt, change, keys, since, expect: exit, checks }) => {
  const files = changed(readVectors(receipt), change);
  const made = verifyReceipt(
    files,
    keys === null ? undefined : parseKeys(text(keys)),
    since === null ? undefined : text(since),
  );
  const results = Object.fromEntries(made.map(({ name, result }) => [name, result]));
  expect(results).toMatchObject(checks);
  expect(exitOf(made)).toBe(exit);
});
