import { expect, test } from 'vitest';
import { finalStatuses, isFinal, mayBecome, statuses } from '../../src/agent_runs/status.ts';

test('a run goes from queued to running to its end, or is cancelled, or runs out of time', () => {
  const steps = statuses.flatMap((from) => statuses.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`));
  expect(steps).toEqual([
    'queued → running',
    'queued → errored',
    'queued → cancelled',
    'running → passed',
    'running → failed',
    'running → errored',
    'running → cancelled',
  ]);
});

test('a run that has ended stays so', () => {
  expect(finalStatuses).toEqual(['passed', 'failed', 'errored', 'cancelled']);
  expect(statuses.filter((status) => !isFinal(status))).toEqual(['queued', 'running']);
});
