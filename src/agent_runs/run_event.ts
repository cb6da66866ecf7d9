import { hash } from 'node:crypto';
import type { EventDetails } from '../audit/row.ts';
import { wireId } from '../db/ids.ts';
import type { Counters } from './counters.ts';
import type { AgentRun } from './entity.ts';
import { severities } from './severity.ts';
import { runMessage } from './wire.ts';

/**
 * An event of a run, as one more of the run's own chain; the row is locked or new.
 *
 * @param before the run as it was; undefined where the event makes it
 */
export function runEvent(
  run: AgentRun,
  before: AgentRun | undefined,
  details: Partial<EventDetails> = {},
): EventDetails {
  const { organizationId, id, eventSeq, eventHash } = run;
  return {
    ...details,
    ci: run.ciProvider ?? null,
    state: { before: before && runMessage(before), after: runMessage(run) },
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
export function endEvent(run: AgentRun, before: AgentRun, details: Partial<EventDetails> = {}): EventDetails {
  // The digest of all findings, in whatever parts they came: it lets a receipt that holds them prove them.
  const findings = run.findingsDigest
    ? [{ name: 'findings', content: run.findingsDigest, bytes: run.findingsBytes }]
    : [];
  return runEvent(run, before, {
    ...details,
    inputs: [...findings, ...(details.inputs ?? [])],
    outputs: {
      severity: run.severity ?? null,
      fail_on: run.failOn ?? null,
      policy_result: run.policyResult ?? null,
      exit_code: run.exitCode ?? null,
      reasons_sha256: digestOf(JSON.stringify(run.reasons)),
      ...findingsOutputs(run),
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

/** What an event says of the findings that the run has by then. */
export function findingsOutputs(run: Counters): Record<string, number> {
  const counts = severities.map((severity, rank) => [`findings_${severity}`, run.severityCounts[rank] ?? 0]);
  return {
    findings_count: run.findingsCount,
    ...Object.fromEntries(counts),
    findings_without_label: run.unlabelledCount,
    findings_with_unknown_label: run.unknownLabelCount,
  };
}

const digestOf = (text: string) => hash('sha256', text, 'hex');
