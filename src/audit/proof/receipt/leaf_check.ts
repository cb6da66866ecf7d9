import { type ReadEvent, type ReceiptEvent, readable } from './events.ts';
import { receiptNames } from './files.ts';
import { incomplete, type Outcome, tampered, worst } from './outcome.ts';
import { type RunFile, said } from './run_file.ts';

/** The bytes of each event are one of version 1, and all are of the run that run.json names. */
export function leafCheck(events: readonly ReceiptEvent[], run: RunFile): Outcome {
  if (events.length === 0) return incomplete('there is no event');
  const unread = events.flatMap((event) =>
    'problem' in event ? [tampered(`${receiptNames.body(event.number)} ${event.problem}`)] : [],
  );
  const read = readable(events);
  const count = events.length === 1 ? '1 event' : `${events.length} events`;
  return worst([...unread, ...disagreements(read), ...withRun(read[0], run)], `${count} of one run`);
}

function disagreements(events: readonly ReadEvent[]): Outcome[] {
  const [first] = events;
  const ids = new Set<string>();
  return events.flatMap(({ number, body }) => {
    const file = receiptNames.body(number);
    const twice = ids.has(body.id);
    ids.add(body.id);
    if (twice) return [tampered(`${file} is an event that is there already`)];
    if (body.run_id !== first?.body.run_id) return [tampered(`${file} is of another run`)];
    if (body.organization_id !== first.body.organization_id) return [tampered(`${file} is of another organization`)];
    return [];
  });
}

/** A file that cannot be read is the matter of its own check. */
function withRun(first: ReadEvent | undefined, run: RunFile): Outcome[] {
  if (!first || !('said' in run)) return [];
  const { id, organization_id } = said(run);
  if (id !== first.body.run_id) return [tampered(`${receiptNames.run} names another run than the events (id)`)];
  if (organization_id !== first.body.organization_id)
    return [tampered(`${receiptNames.run} names another organization than the events (organization_id)`)];
  return [];
}
