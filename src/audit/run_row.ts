import { hash } from 'node:crypto';
import type { AgentRun } from '../agent_runs/entity.ts';
import type { ActorRecord } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { RunFacts } from './proof/run_facts.ts';

const who = (actor: ActorRecord | null | undefined) =>
  actor
    ? {
        type: actor.type,
        key_id: wireId('key', actor.keyId) || null,
        member_id: wireId('mem', actor.memberId) || null,
      }
    : null;

/** What stands in the place of the reasons of a run whose texts were erased. */
export const erasedReasons = 'The texts of this run were erased.';

/** The columns of a run that its events tell of, too. */
export type AttestedRow = Pick<
  AgentRun,
  | ('id' | 'organizationId' | 'projectId' | 'personaId' | 'personaVersion' | 'personaDigest' | 'triggerSource')
  | ('ticketId' | 'commit' | 'ciProvider' | 'failOn' | 'status' | 'severity' | 'policyResult' | 'exitCode')
  | ('findingsCount' | 'severityCounts' | 'unlabelledCount' | 'unknownLabelCount' | 'reasons' | 'reasonsSha256')
  | ('contextDigest' | 'heartbeats' | 'createdAt' | 'createdBy' | 'startedAt' | 'startedBy' | 'completedAt')
  | ('completedBy' | 'cancelledBy' | 'eventSeq' | 'redactedAt')
>;

// The digest beside the reasons stands for them only where they were erased; else it could hide that they were changed.
function reasonsDigest({ reasons, reasonsSha256, redactedAt }: AttestedRow): string {
  const erased = redactedAt && reasons.length === 1 && reasons[0] === erasedReasons;
  return erased && reasonsSha256 ? reasonsSha256 : hash('sha256', JSON.stringify(reasons), 'hex');
}

/** What the row of a run says of it, in the form in which its events say it: where the two differ, one of them was changed. */
export function rowFacts(run: AttestedRow): RunFacts {
  const [none = 0, low = 0, medium = 0, high = 0, critical = 0] = run.severityCounts;
  const final = run.status !== 'queued' && run.status !== 'running';
  return {
    id: wireId('run', run.id),
    organization_id: wireId('org', run.organizationId),
    project_id: wireId('proj', run.projectId),
    persona_id: wireId('per', run.personaId),
    persona_version: run.personaVersion,
    persona_digest: run.personaDigest,
    trigger_source: run.triggerSource,
    ticket_id: wireId('tk', run.ticketId) || null,
    commit: run.commit || null,
    ci_provider: run.ciProvider ?? null,
    fail_on: run.failOn ?? null,
    status: run.status,
    severity: run.severity ?? null,
    policy_result: run.policyResult ?? null,
    exit_code: run.exitCode ?? null,
    findings_count: run.findingsCount,
    severity_counts: { critical, high, medium, low, none },
    findings_without_label: run.unlabelledCount,
    findings_with_unknown_label: run.unknownLabelCount,
    reasons_sha256: final ? reasonsDigest(run) : null,
    context_digest: run.contextDigest || null,
    heartbeats: final ? run.heartbeats : null,
    created_at: run.createdAt.toISOString(),
    created_by: who(run.createdBy),
    started_at: run.startedAt?.toISOString() ?? null,
    started_by: who(run.startedBy),
    completed_at: run.completedAt?.toISOString() ?? null,
    completed_by: who(run.completedBy),
    cancelled_by: who(run.cancelledBy),
    events: run.eventSeq,
  };
}
