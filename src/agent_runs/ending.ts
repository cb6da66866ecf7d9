import type { EntityManager } from '@mikro-orm/postgresql';
import { systemActor } from '../db/base.ts';
import { type Counters, factsOf } from './counters.ts';
import { AgentRun } from './entity.ts';
import type { Status } from './status.ts';
import { type Verdict, verdict } from './verdict.ts';

/** What the end of a run writes into its row. */
export type Ending = Pick<AgentRun, 'status' | 'severity' | 'policyResult' | 'exitCode' | 'reasons' | 'completedAt'> &
  Partial<AgentRun>;

/** The columns of a verdict. */
export function endingOf(decided: Verdict, now: Date, more: Partial<AgentRun> = {}): Ending {
  const { status, severity, policyResult, exitCode, reasons } = decided;
  return { ...more, status, severity, policyResult, exitCode, reasons, completedAt: now, leaseExpiresAt: null };
}

/** The end of a run whose time ran out. Whatever was said of it, nothing vouches for it. */
export function expiryOf(run: AgentRun, now: Date, more: Partial<AgentRun> & Partial<Counters> = {}): Ending {
  const findings = factsOf({ ...run, ...more });
  const decided = verdict(
    { failOn: run.failOn ?? null },
    { submitted: 'expired', findings: findings.count > 0 ? findings : null },
  );
  return endingOf(decided, now, { ...more, completedBy: systemActor });
}

/** Ends a run in one conditional statement; undefined where another change has ended it, and then nothing changed. */
export async function endOpenRun(tx: EntityManager, run: AgentRun, ending: Ending): Promise<AgentRun | undefined> {
  const { organizationId, id } = run;
  const open: Status[] = ['queued', 'running'];
  const changed = await tx.nativeUpdate(AgentRun, { organizationId, id, status: { $in: open } }, ending);
  return changed === 1 ? ({ ...run, ...ending } as AgentRun) : undefined;
}
