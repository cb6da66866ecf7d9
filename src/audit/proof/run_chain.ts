import { type EventBody, eventCount } from './event_body.ts';

/** Where the chain of a run's events stands. */
export interface ChainEnd {
  seq: number;
  /** Leaf hash of the event at `seq`, in hex. */
  hash: string;
}

/**
 * What is wrong with the next event of a run, in words; undefined where it follows.
 *
 * @param before the event before it; undefined where it should be the first
 */
export function brokenLink(before: ChainEnd | undefined, body: EventBody): string | undefined {
  const seq = (before?.seq ?? 0) + 1;
  if (body.run_seq !== seq) return `event ${body.run_seq} of the run comes where event ${seq} should be`;
  if ((body.run_previous ?? undefined) !== before?.hash)
    return `event ${seq} of the run does not follow on the one before`;
  const count = eventCount(body);
  if (count !== undefined && count !== seq) return `event ${seq} ends the run and says that there are ${count}`;
  return undefined;
}
