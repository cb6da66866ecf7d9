import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Command,
  commands,
  isFinal,
  type Kind,
  kinds,
  next,
  type Status,
  sourcesOf,
  statuses,
  statusesOf,
} from '../../src/tickets/status.ts';

/** Every command that takes effect without force and while the ticket is held; all others are refused. */
const effects: Record<Kind, string[]> = {
  task: [
    'suggested approve open',
    'suggested dismiss cancelled',
    'suggested cancel cancelled',
    'open start in_progress',
    'open dismiss cancelled',
    'open cancel cancelled',
    'in_progress complete review',
    'in_progress block blocked',
    'in_progress cancel cancelled',
    'blocked unblock in_progress',
    'blocked cancel cancelled',
    'review accept done',
    'review reopen open',
  ],
  issue: [
    'open start in_progress',
    'open dismiss cancelled',
    'open cancel cancelled',
    'in_progress reopen open',
    'in_progress cancel cancelled',
    'in_progress close closed',
  ],
};

/** The machines as the contract writes them. */
const machines: Record<Kind, Record<string, string[]>> = {
  task: {
    suggested: ['open', 'cancelled'],
    open: ['in_progress', 'cancelled'],
    in_progress: ['blocked', 'review', 'cancelled'],
    blocked: ['in_progress', 'cancelled'],
    review: ['done', 'open'],
    done: [],
    cancelled: [],
  },
  issue: {
    open: ['in_progress', 'cancelled'],
    in_progress: ['closed', 'open', 'cancelled'],
    closed: [],
    cancelled: [],
  },
};

function effectsOf(kind: Kind, circumstances = {}): string[] {
  return statuses.flatMap((from) =>
    commands.flatMap((command) => {
      const answer = next(kind, from, command, circumstances);
      return 'to' in answer ? [`${from} ${command} ${answer.to}`] : [];
    }),
  );
}

describe.each(kinds)('%s', (kind) => {
  test('every status × command ends where the contract says, or is refused', () => {
    expect(effectsOf(kind)).toEqual(effects[kind]);
  });

  test('force adds the start of a blocked ticket and nothing else', () => {
    const added = effectsOf(kind, { force: true }).filter((effect) => !effects[kind].includes(effect));
    expect(added).toEqual(kind === 'task' ? ['blocked start in_progress'] : []);
  });

  test('without a holder, a ticket in progress can be started again, and nothing else changes', () => {
    const added = effectsOf(kind, { unheld: true }).filter((effect) => !effects[kind].includes(effect));
    expect(added).toEqual(['in_progress start in_progress']);
  });

  test('the statuses are those of its machine, and the final ones have no way out', () => {
    expect(statusesOf(kind)).toEqual(Object.keys(machines[kind]));
    for (const [status, ways] of Object.entries(machines[kind])) {
      expect(isFinal(kind, status as Status)).toBe(ways.length === 0);
    }
  });

  test('no sequence of commands leaves the machine', () => {
    const step = fc.record({ command: fc.constantFrom(...commands), force: fc.boolean(), unheld: fc.boolean() });
    const start = fc.constantFrom(...(kind === 'task' ? (['suggested', 'open'] as const) : (['open'] as const)));
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 40 }), (first, steps) => {
        let status: Status = first;
        for (const { command, ...circumstances } of steps) {
          const answer = next(kind, status, command, circumstances);
          if (!('to' in answer)) continue;
          const again = command === 'start' && circumstances.unheld && status === 'in_progress';
          if (!again) expect(machines[kind][status]).toContain(answer.to);
          status = answer.to;
        }
        expect(statusesOf(kind)).toContain(status);
      }),
    );
  });

  test('the statuses that a statement may start from are exactly those that are not refused', () => {
    for (const command of commands) {
      for (const circumstances of [{}, { force: true }, { unheld: true }, { force: true, unheld: true }]) {
        const accepted = statuses.filter((from) => 'to' in next(kind, from, command, circumstances));
        expect(sourcesOf(kind, command, circumstances).toSorted()).toEqual(accepted.toSorted());
      }
    }
  });
});

test.each([
  ['task', 'open', 'complete', 'the task is open; complete needs it to be in_progress'],
  ['task', 'blocked', 'start', 'the task is blocked; start needs it to be open (or give force)'],
  ['task', 'in_progress', 'start', 'the task is in_progress; start needs it to be open (or its lease to have run out)'],
  [
    'task',
    'review',
    'cancel',
    'the task is review; cancel needs it to be suggested or open or in_progress or blocked (reopen it first)',
  ],
  ['task', 'done', 'reopen', 'the task is done, and stays so'],
  ['task', 'in_progress', 'close', 'close does not apply to a task'],
  ['issue', 'in_progress', 'complete', 'complete does not apply to an issue'],
  ['issue', 'review', 'accept', 'an issue is never review'],
] as [Kind, Status, Command, string][])('%s in %s, %s: "%s"', (kind, from, command, refused) => {
  expect(next(kind, from, command)).toEqual({ refused });
});
