import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, fromObject, judge, findingLimits as limits, tally } from '../../src/agent_runs/finding.ts';
import { compare, fromLabel } from '../../src/agent_runs/severity.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const points = (text: string) => [...text].length;

function expectWithinLimits(finding: Finding) {
  expect(points(finding.severity)).toBeLessThanOrEqual(limits.labelCharacters);
  expect(points(finding.title)).toBeLessThanOrEqual(limits.titleCharacters);
  expect(finding.title).not.toBe('');
  expect(bytes(finding.message)).toBeLessThanOrEqual(limits.messageBytes);
  expect(points(finding.ruleId)).toBeLessThanOrEqual(limits.ruleIdCharacters);
  expect(points(finding.path)).toBeLessThanOrEqual(limits.pathCharacters);
  expect(points(finding.fingerprint)).toBeLessThanOrEqual(limits.fingerprintCharacters);
  expect(points(finding.category)).toBeLessThanOrEqual(limits.categoryCharacters);
  expect(points(finding.confidence)).toBeLessThanOrEqual(limits.confidenceCharacters);
  expect(bytes(finding.recommendation)).toBeLessThanOrEqual(limits.recommendationBytes);
  expect(bytes(finding.extraJson)).toBeLessThanOrEqual(limits.extraJsonBytes);
  for (const line of [finding.line, finding.endLine]) {
    if (line !== undefined) expect(Number.isInteger(line) && line >= 0 && line < 2 ** 31).toBe(true);
  }
  for (const value of Object.values(finding)) {
    if (typeof value !== 'string') continue;
    expect(value.isWellFormed()).toBe(true);
    expect(value).not.toContain('\0');
  }
}

test('the common words for each field, in any case', () => {
  const finding = fromObject(
    {
      Severity: 'High',
      NAME: 'SQL injection',
      Message: 'built from input\nsecond line',
      rule_id: 'sql-1',
      location: { Path: 'src/db.ts', line_start: 3 },
      END_LINE: '9',
      fingerprint: 'f',
      category: 'injection',
      confidence: 0.9,
      recommendation: 'bind it',
      'security-severity': '7.5',
    },
    0,
  );
  expect(finding).toMatchObject({
    severity: 'High',
    securitySeverity: 7.5,
    effective: 'high',
    title: 'SQL injection',
    message: 'built from input\nsecond line',
    ruleId: 'sql-1',
    path: 'src/db.ts',
    line: 3,
    endLine: 9,
    fingerprint: 'f',
    category: 'injection',
    confidence: '0.9',
    recommendation: 'bind it',
  });
  expect(JSON.parse(finding.extraJson)).toMatchObject({ NAME: 'SQL injection', END_LINE: '9' });
});

test.each([
  ['severity before level before priority', { priority: 'low', level: 'none', severity: 'high' }, 'high', 'known'],
  ['level', { level: 'error', priority: 'low' }, 'high', 'known'],
  ['priority', { priority: 'P3' }, 'low', 'known'],
  ['null is as good as absent', { severity: null, level: 'note' }, 'none', 'known'],
  ['no label', { title: 'x' }, 'critical', 'missing'],
  ['an empty label, which hides the next one', { severity: '', level: 'none' }, 'critical', 'missing'],
  ['an unknown label', { severity: 'meh' }, 'critical', 'unknown'],
  ['a number', { severity: 1 }, 'critical', 'unknown'],
  ['a list of labels', { severity: ['none'] }, 'critical', 'unknown'],
  ['an object', { severity: { level: 'none' } }, 'critical', 'unknown'],
  ['two spellings of one key: the worse', { severity: 'none', SEVERITY: 'high', Severity: 'low' }, 'high', 'known'],
  ['a score beats the label', { severity: 'critical', 'security-severity': 3 }, 'low', 'known'],
  ['a score of 0, which says nothing', { level: 'error', 'security-severity': '0.0' }, 'high', 'known'],
  ['a score of 0 and no label', { 'security-severity': 0 }, 'critical', 'missing'],
  ['the higher of two scores', { 'security-severity': '1.0', SECURITY_SEVERITY: 9 }, 'critical', 'known'],
  ['a score that is none', { severity: 'none', 'security-severity': 'n/a' }, 'critical', 'unknown'],
  ['a negative score', { severity: 'none', 'security-severity': -1 }, 'critical', 'unknown'],
  ['a score beside one that is none', { 'security-severity': 0, security_severity: 'x' }, 'critical', 'unknown'],
  ['a known label with blanks and a tail, cut', { severity: `none${' '.repeat(60)}x` }, 'critical', 'unknown'],
  ['a known label with a NUL in it', { severity: 'no\0ne' }, 'critical', 'unknown'],
])('severity: %s', (_, object, severity, label) => {
  const finding = fromObject(object, 0);
  expect(finding.effective).toBe(severity);
  expect(judge(finding)).toEqual({ severity, label });
});

describe('title', () => {
  test.each([
    ['title', { title: 'a', name: 'b', message: 'c' }, 'a'],
    ['name', { title: ' ', name: 'b', message: 'c' }, 'b'],
    ['the first line of the message', { message: '\n  first \r\nsecond' }, 'first'],
    ['a number where there is nothing', { severity: 'low' }, 'Finding 8'],
  ])('%s', (_, object, title) => {
    expect(fromObject(object, 7).title).toBe(title);
  });
});

test('a long text is cut between characters, and says so by its last one', () => {
  const finding = fromObject({ severity: 'low', title: '😀'.repeat(600), message: `a${'😀'.repeat(5_000)}` }, 0);
  expect(finding.title).toBe(`${'😀'.repeat(499)}…`);
  expect(finding.message).toMatch(/^a(😀)+…$/u);
  expect(bytes(finding.message)).toBeGreaterThan(limits.messageBytes - 4);
  expectWithinLimits(finding);
});

test('an original that is too large is left out, with a note, and the finding stays', () => {
  const finding = fromObject({ severity: 'high', title: 't', dump: 'x'.repeat(70_000) }, 0);
  expect(finding).toMatchObject({ effective: 'high', title: 't' });
  expect(JSON.parse(finding.extraJson).sfs_note).toMatch(/^the original object has 700\d\d bytes and was left out$/);
});

test('two long fingerprints with the same beginning stay different', () => {
  const [a, b] = ['1', '2'].map((end) => fromObject({ fingerprint: 'f'.repeat(300) + end }, 0).fingerprint);
  expect(a).not.toBe(b);
  expect(fromObject({ fingerprint: 'f'.repeat(200) }, 0).fingerprint).toBe('f'.repeat(200));
});

test.each([[-1], [1.5], ['1e3'], [2 ** 31], ['x'], [true], [[3]]])('a line that is none (%j) is left out', (line) => {
  expect(fromObject({ line }, 0)).not.toHaveProperty('line');
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.repeat(9_000)),
  fc.constantFrom('\0', '\ud800', 'none', 'High'),
);
const anyKey = fc.constantFrom(
  'severity',
  'LEVEL',
  'title',
  'message',
  'path',
  'file',
  'line',
  'location',
  'fingerprint',
);
const anyObject = fc.dictionary(fc.oneof(anyKey, fc.string()), fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 })));

test('any JSON object becomes a finding within the limits', () => {
  fc.assert(
    fc.property(anyObject, fc.nat(), (object, index) => {
      expectWithinLimits(fromObject(object, index));
    }),
  );
});

test('a label is never milder after it was stored than before', () => {
  const labels = fc.oneof(
    anyText,
    fc.tuple(fc.constantFrom('none', 'ok', 'low'), anyText).map(([a, b]) => a + b),
  );
  fc.assert(
    fc.property(labels, (severity) => {
      const stored = fromObject({ severity }, 0);
      expect(compare(stored.effective, fromLabel(severity).severity)).toBeGreaterThanOrEqual(0);
      expect(judge(stored).severity).toBe(stored.effective);
    }),
  );
});

test('findings are counted by what they come to, and apart by why', () => {
  const objects = [
    { severity: 'high' },
    { level: 'warn' },
    {},
    { severity: '?' },
    { severity: 'CRITICAL' },
    { priority: 'ok' },
  ];
  expect(tally(objects.map(fromObject))).toEqual({
    count: 6,
    bySeverity: { critical: 3, high: 1, medium: 1, low: 0, none: 1 },
    unlabelled: 1,
    unknownLabels: 1,
  });
});
