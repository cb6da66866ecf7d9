import { expect, test } from 'vitest';
import { severities } from '../../src/agent_runs/severity.ts';
import { effectiveFailOn, floorViolation } from '../../src/agent_runs/verdict.ts';

test('a run may be as strict as the floor or stricter; none is the loosest of all', () => {
  const strictestFirst = ['low', 'medium', 'high', 'critical', 'none'] as const;
  for (const floor of strictestFirst) {
    const allowed = strictestFirst.filter((failOn) => floorViolation(failOn, floor) === undefined);
    expect(allowed).toEqual(strictestFirst.slice(0, strictestFirst.indexOf(floor) + 1));
  }
});

test('a violation says what to use instead', () => {
  expect(floorViolation('none', 'high')).toBe(
    "fail_on none is looser than the project's floor high; use high or a stricter threshold",
  );
});

test('an unset threshold takes the floor, and without a floor anything goes', () => {
  expect(floorViolation(null, 'high')).toBeUndefined();
  expect(effectiveFailOn(null, 'high')).toBe('high');
  expect(effectiveFailOn('low', 'high')).toBe('low');
  expect(effectiveFailOn(null, null)).toBeNull();
  for (const failOn of severities) expect(floorViolation(failOn, null)).toBeUndefined();
});
