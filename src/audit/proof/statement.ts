import { hash } from 'node:crypto';
import { type RunFacts, runJson } from './run_facts.ts';

/** The events of a run in the log: first and last index, and how many. */
export interface LogRange {
  origin: string;
  first: number;
  last: number;
  events: number;
}

/** The type of what is said, as in-toto asks for: a URI. */
export const predicateType = 'urn:sfs:agent_run:v1';
export const payloadType = 'application/vnd.in-toto+json';

/**
 * The in-toto Statement (v1) of a run, as the bytes that are signed: made of what is logged and of nothing else, so that whoever
 * has the events can make it again and compare.
 *
 * Subjects: run.json by its sha256, and the commit where the run names one. Indexes are text, because JSON's numbers end at 2^53.
 */
export function statementOf(run: RunFacts, log: LogRange): string {
  const sha256 = hash('sha256', runJson(run), 'hex');
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'run.json', digest: { sha256 } },
      ...(run.commit ? [{ name: 'commit', digest: { gitCommit: run.commit } }] : []),
    ],
    predicateType,
    predicate: {
      run,
      log: { origin: log.origin, first_index: String(log.first), last_index: String(log.last), events: log.events },
    },
  });
}
