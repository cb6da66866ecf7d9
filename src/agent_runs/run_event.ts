import { createHash } from 'node:crypto';
import type { EventDetails } from '../audit/row.ts';
import { wireId } from '../db/ids.ts';
import type { AgentRun } from './entity.ts';
import { severities } from './severity.ts';

/** An event of a run, as one more of the run's own chain; the row is locked or new. */
export function runEvent(run: AgentRun, details: Partial<EventDetails> = {}): EventDetails {
  const { organizationId, id, eventSeq, eventHash } = run;
  return {
    ...details,
    resource: { type: 'agent_run', id: wireId('run', id) },
    projectId: run.projectId,
    run: { organizationId, id, eventSeq, eventHash: eventHash ?? null },
    outputs: { status: run.status, ...details.outputs },
    payload: { persona_name: run.personaName, ...details.payload },
  };
}

/**
 * The event that ends a run. It is the last one, so it says how many there are and what the verdict was; a receipt is made from
 * these bytes and not from the row.
 */
export function endEvent(run: AgentRun, details: Partial<EventDetails> = {}): EventDetails {
  const counts = severities.map((severity, rank) => [`findings_${severity}`, run.severityCounts[rank] ?? 0]);
  return runEvent(run, {
    ...details,
    outputs: {
      severity: run.severity ?? null,
      fail_on: run.failOn ?? null,
      policy_result: run.policyResult ?? null,
      exit_code: run.exitCode ?? null,
      reasons_sha256: digestOf(JSON.stringify(run.reasons)),
      findings_count: run.findingsCount,
      ...Object.fromEntries(counts),
      findings_without_label: run.unlabelledCount,
      findings_with_unknown_label: run.unknownLabelCount,
      persona_digest: run.personaDigest,
      context_digest: run.contextDigest || null,
      commit: run.commit || null,
      started_at: run.startedAt?.toISOString() ?? null,
      completed_at: run.completedAt?.toISOString() ?? null,
      heartbeats: run.heartbeats,
      event_count: run.eventSeq + 1,
      ...details.outputs,
    },
    payload: { reasons: run.reasons, session_id: run.sessionId, ...details.payload },
  });
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
