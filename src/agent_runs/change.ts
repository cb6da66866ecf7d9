import type { EventDetails } from '../audit/row.ts';
import type { BatchedChange } from '../server/context.ts';
import type { AgentRun } from './entity.ts';
import type { RunChange } from './statements.ts';

/** What the batch of runs takes: the run as it is from now on, with the event at the end of its chain. */
export function changeOf<Answer>(
  run: AgentRun,
  answer: Answer,
  event: EventDetails,
  more: Omit<RunChange, 'run'> = {},
): BatchedChange<Answer, RunChange> {
  event.run!.carry = (eventSeq, eventHash) => Object.assign(run, { eventSeq, eventHash });
  return { answer, event, saved: { ...more, run } };
}
