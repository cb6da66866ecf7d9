import type { Check } from '../check.ts';

/** What a check found, without its name. */
export type Outcome = Omit<Check, 'name'>;

export const holds = (message: string): Outcome => ({ result: 'ok', message });
export const tampered = (message: string): Outcome => ({ result: 'tampered', message });
export const incomplete = (message: string): Outcome => ({ result: 'incomplete', message });
export const unusable = (message: string): Outcome => ({ result: 'unusable', message });

const order = ['tampered', 'unusable', 'incomplete'] as const;

/** The first of the worst problems, with how many more there are; else that all hold. */
export function worst(problems: readonly Outcome[], allHold: string): Outcome {
  const sorted = order.flatMap((result) => problems.filter((problem) => problem.result === result));
  const [first, ...more] = sorted;
  if (!first) return holds(allHold);
  return more.length === 0 ? first : { ...first, message: `${first.message} (and ${more.length} more)` };
}
