import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgentRun } from '../../agent_runs/entity.ts';
import type { ActorRecord } from '../../db/base.ts';
import { wireId } from '../../db/ids.ts';
import type { RunRecord } from '../../gen/sfs/v1/audit.ts';
import { rowFacts } from '../run_row.ts';

// Rows of runs whose last event, by the row's own count, is among these leaves.
const select = `
  select r.id, r.project_id, r.persona_id, r.persona_version, r.persona_digest, r.trigger_source, r.ticket_id, r.commit, r.ci_provider,
    r.fail_on, r.status, r.severity, r.policy_result, r.exit_code, r.findings_count, r.severity_counts, r.unlabelled_count,
    r.unknown_label_count, r.reasons, r.reasons_sha256, r.context_digest, r.heartbeats, r.event_seq, r.created_by, r.started_by,
    r.completed_by, r.cancelled_by, r.created_at, r.started_at, r.completed_at, r.redacted_at
  from audit_leaves l
  join audit_events e on e.organization_id = l.organization_id and e.id = l.event_id
  join agent_runs r on r.organization_id = e.organization_id and r.id = e.run_id and r.event_seq = e.run_seq
  where l.organization_id = ? and l.leaf_index between ? and ? and l.run_id is not null`;

interface Row {
  id: string;
  project_id: string;
  persona_id: string;
  persona_version: number;
  persona_digest: string;
  trigger_source: AgentRun['triggerSource'];
  ticket_id: string | null;
  commit: string;
  ci_provider: AgentRun['ciProvider'];
  fail_on: AgentRun['failOn'];
  status: AgentRun['status'];
  severity: AgentRun['severity'];
  policy_result: AgentRun['policyResult'];
  exit_code: AgentRun['exitCode'];
  findings_count: number;
  severity_counts: number[];
  unlabelled_count: number;
  unknown_label_count: number;
  reasons: string[];
  reasons_sha256: string | null;
  context_digest: string;
  heartbeats: number;
  event_seq: number;
  created_by: ActorRecord;
  started_by: ActorRecord | null;
  completed_by: ActorRecord | null;
  cancelled_by: ActorRecord | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  redacted_at: string | null;
}

/** What the rows of runs say whose last event is among the leaves from `first` to `last`. */
export async function runRecords(
  em: EntityManager,
  organizationId: string,
  first: number,
  last: number,
): Promise<RunRecord[]> {
  const rows = await em.execute<Row[]>(select, [organizationId, first, last]);
  return rows.map((row) => ({
    runId: wireId('run', row.id),
    factsJson: JSON.stringify(rowFacts(entityOf(organizationId, row))),
  }));
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

function entityOf(organizationId: string, row: Row): Parameters<typeof rowFacts>[0] {
  return {
    ...{ organizationId, id: row.id, projectId: row.project_id },
    ...{ personaId: row.persona_id, personaVersion: row.persona_version, personaDigest: row.persona_digest },
    ...{ triggerSource: row.trigger_source, ticketId: row.ticket_id, commit: row.commit, ciProvider: row.ci_provider },
    ...{ failOn: row.fail_on, status: row.status, severity: row.severity, policyResult: row.policy_result },
    ...{ exitCode: row.exit_code, findingsCount: row.findings_count, severityCounts: row.severity_counts },
    ...{ unlabelledCount: row.unlabelled_count, unknownLabelCount: row.unknown_label_count },
    ...{ reasons: row.reasons, reasonsSha256: row.reasons_sha256, contextDigest: row.context_digest },
    ...{ heartbeats: row.heartbeats, eventSeq: row.event_seq },
    ...{ createdBy: row.created_by, startedBy: row.started_by },
    ...{ completedBy: row.completed_by, cancelledBy: row.cancelled_by },
    ...{
      createdAt: new Date(row.created_at),
      startedAt: dateOf(row.started_at),
      completedAt: dateOf(row.completed_at),
      redactedAt: dateOf(row.redacted_at),
    },
  };
}
