import { describe, expect, test } from 'vitest';
import { exitOf } from '../../src/audit/proof/check.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { makeReceipt } from './make_receipt.ts';
import { good, small, verify } from './receipt_checks.ts';

describe('hostile files', () => {
  const deep = '['.repeat(50_000);
  test.each([
    ['deep JSON', deep + ']'.repeat(50_000)],
    ['JSON that is cut', '{"version":1'],
    ['zero bytes', '\0'.repeat(1000)],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x80])],
    ['control characters', '\u001b]0;owned\u0007'],
    ['null', 'null'],
    ['an event of odd types', JSON.stringify({ version: 1, id: {}, outputs: [], actor: null })],
    ['nothing', ''],
  ])('%s in place of any file is noticed, throws nothing and is not repeated', (_, content) => {
    for (const name of good.files.keys()) {
      const files = new Map([...good.files, [name, Buffer.from(content)]]);
      const checks = verifyReceipt(files, good.keys, good.earlier);
      expect(exitOf(checks), name).not.toBe(0);
      expect(JSON.stringify(checks)).not.toMatch(/\\u00|\\u001b|owned/);
    }
  });

  test('an event with fields of odd types, genuinely logged, throws nothing', () => {
    for (const [from, to] of [
      [/"inputs":\[.*?\]/, '"inputs":[null,1]'],
      [/"actor":\{"type":"service_key".*?\}\}?/, '"actor":{"type":"\\u001b","key_id":{}}'],
      [/"event_count":4/, '"event_count":1e300'],
      [/"findings_count":2/, '"findings_count":{"a":[]}'],
    ] as const) {
      const rewrite = (bodies: Buffer[]) => bodies.map((body) => Buffer.from(body.toString().replace(from, to)));
      const made = makeReceipt({ findings: true, rewrite });
      expect(JSON.stringify(verify(made))).not.toContain('\\u001b');
    }
  });

  test('a name with a number that no run reaches takes no time', () => {
    const checks = verify(small, { 'events/999999999.body': small.files.get('events/1.body')! });
    expect(exitOf(checks)).toBe(1);
  });

  test('more bytes than are ever read are unusable', () => {
    const large = Buffer.alloc(40 * 1024 * 1024);
    expect(exitOf(verify(small, { 'context.md': large, 'findings.jsonl': large }))).toBe(2);
    // Nested JSON of this length would take gigabytes.
    for (const name of ['run.json', 'attestation.dsse.json', 'events/1.body'])
      expect(exitOf(verify(small, { [name]: Buffer.alloc(60 * 1024 * 1024, '[') }))).toBe(2);
  });
});
