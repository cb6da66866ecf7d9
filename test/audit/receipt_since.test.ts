import { describe, expect, test } from 'vitest';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { type MadeReceipt, makeReceipt } from './make_receipt.ts';
import { good, text, without } from './receipt_checks.ts';

describe('a checkpoint that was kept earlier', () => {
  const since = (
    kept: string,
    files: Map<string, Buffer> = good.files,
    keys: MadeReceipt['keys'] | undefined = good.keys,
  ) => verifyReceipt(files, keys, kept).at(-1);

  test.each([
    ['of fewer leaves, with the proof', good.earlier, 'ok', 'grew from 6 to 11 leaves'],
    [
      'its own, beside a proof of other sizes',
      text(good, 'checkpoint'),
      'incomplete',
      'is not the proof from 11 to 11',
    ],
    ['of more leaves', good.later, 'incomplete', 'is newer than the receipt'],
    ['of leaves that the log never had', good.forked, 'tampered', 'does not prove'],
    ['of another log', makeReceipt({ seed: 'b' }).earlier, 'unusable', 'no key is known'],
    ['that was signed by nobody', good.earlier.replace('6\n', '7\n'), 'unusable', 'does not verify'],
    ['that is none', 'x', 'unusable', 'no blank line'],
  ])('%s', (_, kept, result, message) => {
    expect(since(kept)).toMatchObject({ name: 'consistency', result, message: expect.stringContaining(message) });
  });

  test('its own, and no proof: the same', () => {
    const files = new Map([...good.files].filter(([name]) => name !== 'consistency'));
    const checks = verifyReceipt(files, good.keys, text(good, 'checkpoint'));
    expect(checks.at(-1)).toMatchObject({ name: 'consistency', result: 'ok', message: 'the same 11 leaves' });
  });

  test('none, and a proof: incomplete, because nothing holds it', () => {
    const checks = verifyReceipt(good.files, good.keys, undefined);
    expect(checks.at(-1)).toMatchObject({
      name: 'consistency',
      result: 'incomplete',
      message: expect.stringContaining('--since FILE'),
    });
  });

  test('without the proof it is incomplete, and says how to get it', () => {
    const check = since(good.earlier, without(good, 'consistency'));
    expect(check).toMatchObject({
      result: 'incomplete',
      message: expect.stringContaining('sfs audit receipt RUN --since FILE'),
    });
  });

  test('of the same size with another root it shows that the log was rewritten', () => {
    const rewrite = (bodies: Buffer[]) =>
      bodies.map((body) => Buffer.from(body.toString().replace('"masked":0', '"masked":1')));
    const rewritten = text(makeReceipt({ rewrite }), 'checkpoint');
    expect(since(rewritten)).toMatchObject({
      result: 'tampered',
      message: expect.stringContaining('it was rewritten'),
    });
  });
});
