import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFindings } from '../../src/agent_runs/findings_file.ts';
import { checkJson, depthMax } from '../../src/agent_runs/json_check.ts';

const parse = (text: string) => parseFindings(Buffer.from(text));

function reasonOf(input: string | Uint8Array): string {
  const parsed = parseFindings(typeof input === 'string' ? Buffer.from(input) : input);
  if (parsed.ok) throw new Error('the file was accepted');
  return parsed.reason;
}

describe('accepted', () => {
  test.each([
    ['an empty list', '[]', 0],
    ['an empty list with blanks and a newline', ' [ ]\r\n', 0],
    ['a byte order mark', '\uFEFF[{"severity":"low"}]', 1],
    ['an empty object', '[{}]', 1],
  ])('%s', (_, text, count) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ ok: true, format: 'list', problems: [] });
    expect(parsed.ok && parsed.findings).toHaveLength(count);
  });

  test('25,000 findings', () => {
    const parsed = parse(JSON.stringify(Array.from({ length: 25_000 }, () => ({ severity: 'low' }))));
    expect(parsed.ok && parsed.findings.length).toBe(25_000);
  });
});

describe('refused, saying where and what', () => {
  test.each([
    ['an empty file', '', 'is empty'],
    ['blanks', ' \n\t', 'is empty'],
    ['a byte order mark alone', '\uFEFF', 'is empty'],
    ['two values', '[] []', 'line 1, column 4: expected nothing more after the value'],
    [
      'a line of its own per finding',
      '{"severity":"low"}\n{"severity":"low"}',
      'line 2, column 1: expected nothing more',
    ],
    ['a list that ends early', '[{"a":1},\n ', 'line 2, column 2: the text ends, expected a value'],
    ['a trailing comma', '[{"a":1},]', 'line 1, column 10: expected a value'],
    ['a trailing comma in an object', '[{"a":1,}]', 'line 1, column 9: expected a key in double quotes'],
    [
      'the same key twice',
      '[{"severity":"high","severity":"low"}]',
      'line 1, column 31: this key is in the object already',
    ],
    ['the same key, spelled with an escape', '[{"severity":"high","sever\\u0069ty":"low"}]', 'in the object already'],
    ['NaN', '[{"line":NaN}]', 'line 1, column 10: expected a value'],
    ['Infinity', '[-Infinity]', 'line 1, column 2: expected a value'],
    ['a leading zero', '[01]', 'line 1, column 3: expected a comma or ]'],
    ['a comment', '[] // none', 'line 1, column 4: expected nothing more'],
    ['single quotes', "[{'a':1}]", 'line 1, column 3: expected a key in double quotes'],
    ['a newline in a string', '[{"a":"x\ny"}]', 'line 1, column 9: expected no control character'],
    ['a bad escape', '[{"a":"\\x41"}]', 'line 1, column 8: expected a valid escape'],
    ['plain text', 'no findings', 'line 1, column 1: expected a value'],
    ['a number', '1', 'holds a number; expected a list of objects'],
    ['null', 'null', 'holds null'],
    ['a string', '"[]"', 'holds a string'],
    ['an object', '{"findings":[]}', 'holds an object that is not SARIF 2.1.0'],
    ['a number in the list', '[{},{},1]', 'element 3 of the list is a number; expected an object'],
    ['null in the list', '[null]', 'element 1 of the list is null'],
    ['a list in the list', '[[]]', 'element 1 of the list is a list'],
    ['a string in the list', '["bad"]', 'element 1 of the list is a string'],
    ['a second byte order mark', '\uFEFF\uFEFF[]', 'line 1, column 1: expected a value'],
  ])('%s', (_, text, reason) => {
    expect(reasonOf(text)).toContain(reason);
  });

  test('30,000 findings', () => {
    expect(reasonOf(`[${'{},'.repeat(29_999)}{}]`)).toContain('holds 30000 findings; at most 25000 are allowed');
  });

  test('a file of more than 32 MiB', () => {
    expect(reasonOf(new Uint8Array(32 * 1024 * 1024 + 1))).toContain('more than 33554432 bytes');
  });

  test('what is not UTF-8, naming the line', () => {
    expect(reasonOf(Buffer.from('[\n{"a":"\xff"}]', 'latin1'))).toContain('is not UTF-8 (line 2)');
    expect(reasonOf(Buffer.concat([Buffer.from('[]\n'), Buffer.from([0xe2, 0x82])]))).toContain(
      'is not UTF-8 (line 2)',
    );
    expect(reasonOf(Buffer.from('\uFEFF[]', 'utf16le'))).toContain('is UTF-16');
  });

  test.each(['[', '{"a":', '[{"a":'])('a million times %s', (text) => {
    expect(reasonOf(text.repeat(1_000_000))).toContain(`nested deeper than ${depthMax} levels`);
  });
});

test('nesting up to the limit is accepted', () => {
  const nested = (depth: number) => `[{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}]`;
  expect(parse(nested(depthMax)).ok).toBe(true);
  expect(reasonOf(nested(depthMax + 1))).toContain(`line 1, column ${depthMax + 5}: nested deeper`);
});

test('a string of 30 MiB is read', () => {
  const parsed = parse(`[{"severity":"low","message":"${'x'.repeat(30 * 1024 * 1024)}"}]`);
  expect(parsed.ok && parsed.findings[0]?.message.length).toBeLessThanOrEqual(16 * 1024);
});

test('all findings of a file take at most 32 MiB; the originals give way', () => {
  const finding = { severity: 'low', message: 'm'.repeat(9_000), more: 'é'.repeat(1_000) };
  const parsed = parse(JSON.stringify(Array.from({ length: 2_900 }, () => finding)));
  if (!parsed.ok) throw new Error(parsed.reason);
  const texts = parsed.findings.flatMap((one) => Object.values(one).filter((value) => typeof value === 'string'));
  expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThanOrEqual(32 * 1024 * 1024);
  expect(parsed.findings[0]?.extraJson).toContain('mmm');
  expect(parsed.findings.at(-1)?.extraJson).toContain('sfs_note');
});

const secret = 'hunter2-SECRET-token';

test('a refusal never quotes the file', () => {
  const text = fc.string().map((noise) => noise.slice(0, 40));
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const body of [
        before + secret + after,
        `[${before}${secret}]`,
        `["${secret}"]`,
        `{"${secret}":"${secret}"}`,
      ]) {
        const parsed = parse(body);
        if (!parsed.ok) expect(parsed.reason).not.toContain('hunter2');
      }
    }),
  );
  expect(reasonOf(`API_KEY=${secret}\0PATH=/bin\0`)).not.toContain('hunter2');
  expect(reasonOf(`{"version":"${secret}","runs":["${secret}"]}`)).not.toContain('hunter2');
});

test('a text is JSON exactly where JSON.parse thinks so, keys that stand twice aside', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const mutated = fc
    .tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), fc.constantFrom(...'[]{},:"\\0-.eE+1tn \n\t', ''))
    .map(([json, at, removed, added]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + added + json.slice(place + removed);
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string()), (text) => {
      const fault = checkJson(text);
      if (fault?.what === 'this key is in the object already') return;
      expect(fault === undefined).toBe(isJson(text));
      if (fault) expect(fault.line >= 1 && fault.column >= 1).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('any bytes get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(typeof parseFindings(bytes).ok).toBe('boolean');
    }),
  );
});
