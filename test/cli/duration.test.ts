import { expect, it } from 'vitest';
import { duration, humanDuration, instant, parseDuration } from '../../src/cli/duration.ts';

it.each([
  ['0', 0],
  ['90', 90],
  ['90s', 90],
  ['15m', 900],
  ['2h', 7200],
  ['7d', 604_800],
  ['3650d', 315_360_000],
])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it.each(['', ' ', '1.5h', '-1', '+1', '1w', '1H', 'h', '1h30m', '1e3', '0x10', '99999999999999d', '3651d', '１'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(() => duration(text, '--lease')).toThrow('--lease must be a duration');
  },
);

it.each([
  ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00.000Z'],
  ['2026-01-31T09:00+02:00', '2026-01-31T07:00:00.000Z'],
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['1d', '2026-01-30T12:00:00.000Z'],
])('%s is the instant %s', (text, iso) => {
  expect(instant(text, '--since', new Date('2026-01-31T12:00:00Z')).toISOString()).toBe(iso);
});

it.each(['', 'now', '2026-01-31T09:00:00', '2026-13-01', '31/01/2026'])('%j is no instant', (text) => {
  expect(() => instant(text, '--since', new Date())).toThrow('--since must be a time');
});

it('durations are shown by their three largest units', () => {
  expect([0, 59.6, 3661, 90_061].map(humanDuration)).toEqual(['0s', '1m', '1h 1m 1s', '1d 1h 1m']);
});
