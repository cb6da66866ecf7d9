import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../src/audit/proof/base64.ts';
import { formatConsistencyProof, parseConsistencyProof } from '../../../src/audit/proof/consistency_proof.ts';
import { formatTlogProof, ProofError, parseTlogProof } from '../../../src/audit/proof/tlog_proof.ts';

const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const checkpoint = `log\n7\n${encode(a)}\n\n— log AAAAAAAA\n`;
const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(Buffer.from), { maxLength: 53 });
const sizes = fc.nat(Number.MAX_SAFE_INTEGER);

describe('the proof of an inclusion', () => {
  const text = `c2sp.org/tlog-proof@v1\nindex 3\n${encode(a)}\n${encode(b)}\n\n${checkpoint}`;

  test('heading, index, hashes, a blank line and the checkpoint as it is', () => {
    expect(formatTlogProof({ index: 3, hashes: [a, b], checkpoint })).toBe(text);
    expect(parseTlogProof(text)).toEqual({ index: 3, hashes: [a, b], checkpoint });
  });

  test('the only leaf of a log has no hashes', () => {
    const only = formatTlogProof({ index: 0, hashes: [], checkpoint });
    expect(only).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`);
    expect(parseTlogProof(only)).toEqual({ index: 0, hashes: [], checkpoint });
  });

  test('any proof comes back, and its file is the only one', () => {
    fc.assert(
      fc.property(sizes, hashes, fc.string({ minLength: 1 }), (index, path, note) => {
        const proof = { index, hashes: path, checkpoint: note };
        expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['another version', text.replace('@v1', '@v2')],
    ['an extra line', text.replace('index', 'extra AAAA\nindex')],
    ['no index', text.replace('index 3\n', '')],
    ['an index with a leading zero', text.replace('index 3', 'index 03')],
    ['a negative index', text.replace('index 3', 'index -1')],
    ['an index beyond 2^53', text.replace('index 3', 'index 9007199254740992')],
    ['two spaces', text.replace('index 3', 'index  3')],
    ['a hash without padding', text.replace('=', '')],
    ['a hash of 31 bytes', text.replace(encode(b), encode(b.subarray(1)))],
    ['a hash with unused bits', text.replace('I=\n', 'J=\n')],
    ['carriage returns', text.replaceAll('\n', '\r\n')],
    ['a blank before', ` ${text}`],
    ['no checkpoint', text.slice(0, -checkpoint.length)],
    ['55 hashes', text.replace(encode(a), `${encode(a)}\n`.repeat(54).trimEnd())],
  ])('%s is refused', (_, wrong) => {
    expect(wrong).not.toBe(text);
    expect(() => parseTlogProof(wrong)).toThrow(ProofError);
  });
});

describe('the proof of a consistency', () => {
  const text = `sfs consistency-proof v1\nold 3\nnew 7\n${encode(a)}\n${encode(b)}\n`;

  test('heading, sizes and hashes', () => {
    expect(formatConsistencyProof({ oldSize: 3, newSize: 7, hashes: [a, b] })).toBe(text);
    expect(parseConsistencyProof(text)).toEqual({ oldSize: 3, newSize: 7, hashes: [a, b] });
  });

  test('any proof comes back', () => {
    fc.assert(
      fc.property(sizes, sizes, hashes, (one, other, path) => {
        const proof = { oldSize: Math.min(one, other), newSize: Math.max(one, other), hashes: path };
        expect(parseConsistencyProof(formatConsistencyProof(proof))).toEqual(proof);
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['another heading', text.replace('v1', 'v2')],
    ['sizes in the other order', text.replace('old 3\nnew 7', 'new 7\nold 3')],
    ['an old size above the new', text.replace('old 3', 'old 8')],
    ['one size', text.replace('new 7\n', '')],
    ['a size with a leading zero', text.replace('new 7', 'new 07')],
    ['no newline at the end', text.trimEnd()],
    ['a blank line at the end', `${text}\n`],
    ['a blank line within', text.replace('\nnew', '\n\nnew')],
    ['more after it', `${text}more\n`],
    ['a hash that is none', text.replace('=', '')],
    ['carriage returns', text.replaceAll('\n', '\r\n')],
  ])('%s is refused', (_, wrong) => {
    expect(wrong).not.toBe(text);
    expect(() => parseConsistencyProof(wrong)).toThrow(ProofError);
  });
});
