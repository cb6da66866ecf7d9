import { expect, test } from 'vitest';
import { readCases, type Step } from './case.ts';
import { methods } from './messages.ts';

const cases = readCases().flatMap((file) => file.cases);

test('the cases call every method', () => {
  const steps = cases.flatMap((one) => one.steps);
  const called = new Set(steps.flatMap((step: Step) => [step.call, step.stream, step.all]));
  if (steps.some((step) => step.watch)) called.add('AgentRunService/WatchAgentRun');
  if (steps.some((step) => step.add_findings)) called.add('AgentRunService/AddFindings');
  expect([...methods.keys()].filter((method) => !called.has(method))).toEqual([]);
});

test('each case has a name of its own', () => {
  const names = cases.map((one) => one.case);
  expect(names).toEqual([...new Set(names)]);
});
