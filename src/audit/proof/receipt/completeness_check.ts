import { eventCount } from '../event_body.ts';
import { leafHash } from '../merkle.ts';
import { brokenLink } from '../run_chain.ts';
import type { ReadEvent } from './events.ts';
import { holds, incomplete, type Outcome, tampered } from './outcome.ts';

/** How much of a run is there. */
export interface Extent {
  /** The numbers of events that are missing below the last one that is there, a few of them. */
  holes: number[];
  /** The event that ends the run. */
  end: ReadEvent | undefined;
  /** True where no event is missing, from the first to the one that ends the run. */
  whole: boolean;
}

const mostNamed = 10;

export function extentOf(events: readonly ReadEvent[]): Extent {
  const numbers = new Set(events.map(({ number }) => number));
  const last = events.at(-1)?.number ?? 0;
  const holes: number[] = [];
  // The largest number is whatever a file is named, so the search ends early.
  for (let number = 1; number < last && holes.length < mostNamed; number++)
    if (!numbers.has(number)) holes.push(number);
  const end = events.find(({ body }) => eventCount(body) !== undefined);
  return { holes, end, whole: end !== undefined && end.number === last && holes.length === 0 };
}

/**
 * Every event of the run is there, in the order in which they happened: each names the one before, the last says how many there are.
 *
 * @param told how many events run.json tells of: a hint and no proof
 */
export function completenessCheck(events: readonly ReadEvent[], extent: Extent, told: number | undefined): Outcome {
  const { holes, end } = extent;
  const last = events.at(-1);
  if (!last) return incomplete('there is no event that can be read');
  for (const [at, event] of events.entries()) {
    const previous = events[at - 1];
    // Behind a hole nothing can be said of the link.
    if (event.number !== (previous?.number ?? 0) + 1) continue;
    const before = previous && { seq: previous.number, hash: leafHash(previous.bytes).toString('hex') };
    const broken = brokenLink(before, event.body);
    if (broken) return tampered(broken);
  }
  if (end && end.number < last.number) return tampered(`event ${end.number} ends the run, and more events follow it`);
  if (holes.length > 0) return incomplete(`missing: ${holes.map((number) => `event ${number}`).join(', ')}`);
  if (end) return holds(`${last.number} events, from the first to the one that ends the run`);
  const hint = told !== undefined && told > last.number ? `; run.json tells of ${told}` : '';
  return incomplete(
    `none of the ${last.number} events ends the run: it had not ended, or event ${last.number + 1} and what follows are missing${hint}`,
  );
}
