import type { Reading, Walk } from './list_statements.ts';
import type { Severity } from './severity.ts';
import type { Status } from './status.ts';

/** The filters of a list of runs, in the words of the database; a filter that is absent lets every run through. */
export interface Asked {
  /** At least one where it is there. */
  statuses?: Status[];
  persona?: string | undefined;
  severity?: Severity | undefined;
  trigger?: string | undefined;
  ref?: string | undefined;
  commit?: string | undefined;
  ticket?: string | undefined;
  provider?: string | undefined;
}

/** How a list is read, and the value that its index is read for. */
export interface Choice {
  reading: Reading;
  value: string | readonly string[];
}

/**
 * The one index that a list of runs is read from; the other filters are held against each run that is read.
 *
 * What few runs have in common comes first. What most have in common, as a rule, is in no index, see migration 0003.
 */
export function chooseReading(asked: Asked, projectId: string): Choice {
  const { statuses, persona, severity, trigger, ref, commit, ticket, provider } = asked;
  const filters = Object.values(asked).filter((filter) => filter !== undefined).length;
  const notPassed = statuses && !statuses.includes('passed') ? statuses : [];
  if (filters === 1 && notPassed.length > 1) return { reading: { how: 'statuses' }, value: notPassed };
  // These two hold hashes, and a ticket may be another project's: what is read there is always checked.
  if (ticket) return { reading: { how: 'filtered', walk: 'ticket' }, value: ticket };
  if (commit) return { reading: { how: 'filtered', walk: 'commit' }, value: commit };
  if (ref) return { reading: { how: 'filtered', walk: 'ref' }, value: ref };
  const candidates: [Walk, string | undefined | false][] = [
    ['status', notPassed.length === 1 && notPassed[0]],
    ['severity', severity !== 'none' && severity],
    ['trigger', trigger !== 'ci' && trigger],
    ['provider', provider !== 'github' && provider],
    ['persona', persona],
  ];
  for (const [walk, value] of candidates)
    if (value) return { reading: { how: filters === 1 ? 'plain' : 'filtered', walk }, value };
  return { reading: { how: filters === 0 ? 'plain' : 'filtered', walk: 'project' }, value: projectId };
}
