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
  if (runJson(facts) === run.text) return holds(`says what the events say: ${whichRun(facts)}`);
  const told = said(run).events;
  // A row that is ahead of the events is what a receipt looks like that lost its last ones.
  if (!end && typeof told === 'number' && told > facts.events)
    return incomplete(`${name} tells of ${told} events, and ${facts.events} are here`);
  const fields = differences(facts, run.said as unknown as RunFacts);
  const what = fields.length > 0 ? fields.join(', ') : 'in its spelling, or by fields that no run has';
  return tampered(`${name} differs from the events: ${what}`);
}

/**
 * Which run it is. The receipt of another run, a green one, is as genuine as the right one: only whoever knows the run can tell. What
 * has another form than ours is left out, because the text goes to terminals.
 */
function whichRun({ id, commit, status, exit_code }: RunFacts): string {
  return [
    inForm(/^run_[0-9a-f]{32}$/, id),
    commit === null || commit === '' ? 'commit none' : inForm(/^[0-9a-f]{40,64}$/, commit, 'commit '),
    inForm(/^[a-z_]{1,20}$/, status),
    Number.isSafeInteger(exit_code) ? `exit code ${exit_code}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The types of what a file says are whatever its author chose. */
const inForm = (form: RegExp, value: unknown, word = '') =>
  typeof value === 'string' && form.test(value) ? `${word}${value}` : '';
