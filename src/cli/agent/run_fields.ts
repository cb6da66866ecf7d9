import type { AgentRun } from '../../gen/client/sfs/v1/agent_run.ts';
import { actorText } from '../actor.ts';
import { humanDuration } from '../duration.ts';
import type { Io } from '../io.ts';
import { maskSecrets } from '../mask.ts';
import type { Cell } from '../table.ts';
import { isAdvisory } from './verdict_exit.ts';
import { policyWords, providerWords, severityWords, statusWords, triggerWords } from './words.ts';

const styles = {
  queued: 'dim',
  running: 'cyan',
  passed: 'green',
  failed: 'red',
  errored: 'red',
  cancelled: 'yellow',
} as const;

/** The status in its colour. */
export function statusCell({ status }: AgentRun): Cell {
  const word = statusWords.word(status);
  return word ? { text: word, style: styles[word] } : String(status);
}

/** `3 (1 critical, 2 low)`. */
export function findingsText({ findingsCount, severityCounts }: AgentRun): string {
  const parts = severityWords.all
    .toReversed()
    .flatMap((word) => (severityCounts?.[word] ? [`${severityCounts[word]} ${word}`] : []));
  return parts.length > 0 ? `${findingsCount} (${parts.join(', ')})` : String(findingsCount);
}

/** `fail, exit 1`; `pass, exit 0, advisory: no threshold was set`. Undefined until the run has ended. */
export function policyText(run: AgentRun): string | undefined {
  const word = policyWords.word(run.policyResult);
  if (!word) return undefined;
  const advisory = isAdvisory(run) ? ', advisory: no threshold was set' : '';
  return `${word}, exit ${run.exitCode ?? 'unknown'}${advisory}`;
}

/** A run for a terminal. What an agent wrote may hold a secret that it read in the environment. */
export function runFields(env: Io['env'], run: AgentRun): (readonly [string, Cell])[] {
  const ended = run.cancelledBy ?? run.completedBy;
  return [
    ['run', run.id],
    ['persona', `${run.personaName}, version ${run.personaVersion}`],
    ['status', statusCell(run)],
    ['severity', severityWords.word(run.severity)],
    ['findings', findingsText(run)],
    ['fail on', severityWords.word(run.failOn) ?? 'no threshold'],
    ['policy', policyText(run)],
    ['reasons', maskSecrets(run.reasons.join('\n'), env)],
    ['summary', maskSecrets(run.resultSummary, env)],
    ['ticket', run.ticketId],
    ['trigger', [triggerWords.word(run.triggerSource), run.triggerRef].filter(Boolean).join(' ')],
    ['commit', run.commit],
    ['ci', [providerWords.word(run.ciProvider), run.ciRunUrl].filter(Boolean).join(' ')],
    ['tool', run.tool],
    ['session', run.sessionId],
    ['created', run.createdAt],
    ['created by', actorText(run.createdBy)],
    ['ended', run.completedAt],
    ['ended by', actorText(ended)],
    ['took', run.durationSeconds === undefined ? undefined : humanDuration(run.durationSeconds)],
    ['lease until', run.leaseExpiresAt],
  ];
}
