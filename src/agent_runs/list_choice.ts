import type { Walk } from './list_statements.ts';
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

/**
 * The one index that a list of runs is read from, and what it is read for; the other filters are held against each run that is read.
 *
 * What few runs have in common comes first. What most have in common, as a rule, is in no index, see migration 0003.
 */
export function chooseWalk(
  asked: Asked,
  projectId: string,
): { walk: Walk | 'statuses'; value: string | readonly string[] } {
  const { statuses, persona, severity, trigger, ref, commit, ticket, provider } = asked;
  if (ticket) return { walk: 'ticket', value: ticket };
  if (commit) return { walk: 'commit', value: commit };
  if (ref) return { walk: 'ref', value: ref };
  const notPassed = statuses && !statuses.includes('passed') ? statuses : [];
  const [only] = notPassed;
  if (only && notPassed.length === 1) return { walk: 'status', value: only };
  if (severity && severity !== 'none') return { walk: 'severity', value: severity };
  if (trigger && trigger !== 'ci') return { walk: 'trigger', value: trigger };
  if (provider && provider !== 'github') return { walk: 'provider', value: provider };
  if (persona) return { walk: 'persona', value: persona };
  if (notPassed.length > 0 && !severity && !trigger && !provider) return { walk: 'statuses', value: notPassed };
  return { walk: 'project', value: projectId };
}
