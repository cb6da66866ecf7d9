import { describe, expect, test } from 'vitest';
import { exitOf } from '../../src/audit/proof/check.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { problems, small, verify, without } from './receipt_checks.ts';

describe('what is missing', () => {
  test.each([1, 2, 3, 4])('without event %d it is incomplete, and says which', (number) => {
    const checks = verify(small, { [`events/${number}.body`]: undefined, [`events/${number}.tlog-proof`]: undefined });
    expect(exitOf(checks)).toBe(3);
    expect(problems(checks).join('\n')).toMatch(new RegExp(`completeness: incomplete, .*event ${number}`));
  });

  test.each(['run.json', 'attestation.dsse.json', 'checkpoint', 'keys.txt'])('without %s it is incomplete', (name) => {
    const checks = verify(small, { [name]: undefined });
    expect(exitOf(checks)).toBe(3);
    expect(problems(checks).join('\n')).toContain(name);
    expect(exitOf(verifyReceipt(without(small, name), undefined, undefined))).toBe(3);
  });

  test('a folder without any file of a receipt is none', () => {
    const checks = verifyReceipt(new Map([['README.md', Buffer.from('x')]]), undefined, undefined);
    expect(checks).toEqual([
      { name: 'files', result: 'unusable', message: 'this is no receipt: it has none of the files of one' },
    ]);
    expect(exitOf(checks)).toBe(2);
  });
});

test.each([
  [[], 2],
  [['ok'], 0],
  [['ok', 'incomplete'], 3],
  [['incomplete', 'unusable'], 2],
  [['unusable', 'tampered', 'incomplete'], 1],
] as const)('%j exits %d', (results, code) => {
  expect(exitOf(results.map((result) => ({ name: 'x', result, message: '' })))).toBe(code);
});
