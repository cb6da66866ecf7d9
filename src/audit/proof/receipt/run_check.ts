import { differences, type RunFacts, runJson, runOf } from '../run_facts.ts';
import type { Extent } from './completeness_check.ts';
import type { ReadEvent } from './events.ts';
import { receiptNames } from './files.ts';
import { holds, incomplete, type Outcome, tampered } from './outcome.ts';
import { type RunFile, said } from './run_file.ts';

const name = receiptNames.run;

/** What the run's row says is what its events say. */
export function runCheck(run: RunFile, events: readonly ReadEvent[], { holes, end }: Extent): Outcome {
  if ('missing' in run) return incomplete(`${name} is missing`);
  if (!('said' in run)) return tampered(`${name} cannot be read as JSON`);
  if (events.length === 0 || holes.length > 0)
    return incomplete(`${name} cannot be compared before all events are there`);
  const facts = runOf(events.map(({ body }) => body));
  if (runJson(facts) === run.text) return holds('says what the events say');
  const told = said(run).events;
  // A row that is ahead of the events is what a receipt looks like that lost its last ones.
  if (!end && typeof told === 'number' && told > facts.events)
    return incomplete(`${name} tells of ${told} events, and ${facts.events} are here`);
  const fields = differences(facts, run.said as unknown as RunFacts);
  const what = fields.length > 0 ? fields.join(', ') : 'in its spelling, or by fields that no run has';
  return tampered(`${name} differs from the events: ${what}`);
}
