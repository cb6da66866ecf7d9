import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, fromLabel, fromScore, severities, worst } from '../../src/agent_runs/severity.ts';

const table: Record<string, string> = {
  critical: 'critical blocker fatal p0 sev0 sev1',
  high: 'high error major severe p1 sev2',
  medium: 'medium moderate warning warn p2',
  low: 'low minor p3 p4',
  none: 'none info informational note notice style ok',
};
const known = Object.values(table).flatMap((words) => words.split(' '));

describe('labels', () => {
  for (const [severity, words] of Object.entries(table)) {
    test.each(words.split(' '))(`%s means ${severity}, in any case and with space around it`, (word) => {
      for (const spelling of [word, word.toUpperCase(), ` ${word[0]!.toUpperCase()}${word.slice(1)}\r\n`]) {
        expect(fromLabel(spelling)).toEqual({ severity, known: true });
      }
    });
  }

  test.each([
    ['no label', undefined],
    ['an empty one', ''],
    ['blanks', ' \t'],
    ['a Kelvin sign in ok', 'o\u212A'],
    ['a long s in style', '\u017Ftyle'],
    ['full-width letters', 'ｎｏｎｅ'],
    ['a Cyrillic o', 'n\u043Ene'],
    ['a zero-width joiner', 'no\u200Dne'],
    ['a NUL', 'no\0ne'],
    ['two labels', 'none, low'],
    ['a property of every object', 'constructor'],
    ['another', '__proto__'],
    ['a number', '0'],
  ])('%s is unknown and critical', (_, label) => {
    expect(fromLabel(label)).toEqual({ severity: 'critical', known: false });
  });

  test('any text that is not in the table is unknown and critical', () => {
    const others = fc.string({ unit: 'binary' }).filter((text) => !known.includes(text.trim().toLowerCase()));
    fc.assert(
      fc.property(others, (text) => {
        expect(fromLabel(text)).toEqual({ severity: 'critical', known: false });
      }),
    );
  });
});

describe('scores', () => {
  test.each([
    [10, 'critical'],
    [9, 'critical'],
    ['9.0', 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [' 7.0 ', 'high'],
    [6.99, 'medium'],
    [4, 'medium'],
    ['3.9', 'low'],
    [Number.MIN_VALUE, 'low'],
    [0, 'none'],
    ['0.0', 'none'],
  ] as const)('%s is %s', (score, severity) => {
    expect(fromScore(score)).toEqual({ severity, known: true });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, -0.1, '', ' ', '-1', '0x0', '1e-9', 'none', '0,5', 'NaN', '٠'])(
    '%s is unknown and critical',
    (score) => {
      expect(fromScore(score)).toEqual({ severity: 'critical', known: false });
    },
  );
});

describe('order', () => {
  test('none < low < medium < high < critical', () => {
    expect([...severities].toSorted(compare)).toEqual(['none', 'low', 'medium', 'high', 'critical']);
  });

  test('the worst is in the list and nothing in the list is worse', () => {
    const lists = fc.array(fc.constantFrom(...severities), { minLength: 1 });
    fc.assert(
      fc.property(lists, (list) => {
        expect(list).toContain(worst(list));
        for (const severity of list) expect(compare(severity, worst(list))).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('of nothing it is none', () => {
    expect(worst([])).toBe('none');
  });
});
