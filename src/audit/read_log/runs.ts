import type { AgentRun } from '../../agent_runs/entity.ts';
import type { ActorRecord } from '../../db/base.ts';
import { wireId } from '../../db/ids.ts';
import type { RunRecord } from '../../gen/sfs/v1/audit.ts';
import { type AttestedRow, rowFacts } from '../run_row.ts';
import type { CopiedRows } from './copied_rows.ts';
import type { Copy } from './copy.ts';
import { leavesOf, type Range } from './range.ts';

/** In the order in which `rowOf` reads them. The first two are the key by which an event names its run's row. */
const columns = `id, event_seq, project_id, persona_id, persona_version, persona_digest, trigger_source, ticket_id, commit, ci_provider,
  fail_on, status, severity, policy_result, exit_code, findings_count, severity_counts, unlabelled_count, unknown_label_count, reasons,
  reasons_sha256, context_digest, heartbeats, created_by, started_by, completed_by, cancelled_by, created_at, started_at, completed_at,
  redacted_at`;

// Written out: an object that is made in a loop over columns takes four times as long. Ids are without hyphens, as they will be needed.
// Nulls within lists are passed on: then the row says something else than its events.
function rowOf(organizationId: string, rows: CopiedRows): AttestedRow {
  return {
    organizationId,
    id: rows.uuid(0),
    eventSeq: rows.int32(1),
    projectId: rows.uuid(2),
    personaId: rows.uuid(3),
    personaVersion: rows.int32(4),
    personaDigest: rows.text(5),
    triggerSource: rows.text(6) as AgentRun['triggerSource'],
    ticketId: rows.isNull(7) ? null : rows.uuid(7),
    commit: rows.text(8),
    ciProvider: textOrNull(rows, 9) as AgentRun['ciProvider'],
    failOn: textOrNull(rows, 10) as AgentRun['failOn'],
    status: rows.text(11) as AgentRun['status'],
    severity: textOrNull(rows, 12) as AgentRun['severity'],
    policyResult: textOrNull(rows, 13) as AgentRun['policyResult'],
    exitCode: rows.isNull(14) ? null : (rows.int32(14) as AgentRun['exitCode']),
    findingsCount: rows.int32(15),
    severityCounts: rows.array(16, (bytes, start) => bytes.readInt32BE(start)) as number[],
    unlabelledCount: rows.int32(17),
    unknownLabelCount: rows.int32(18),
    reasons: rows.array(19, (bytes, start, end) => bytes.toString('utf8', start, end)) as string[],
    reasonsSha256: textOrNull(rows, 20),
    contextDigest: rows.text(21),
    heartbeats: rows.int32(22),
    createdBy: actorOrNull(rows, 23)!,
    startedBy: actorOrNull(rows, 24),
    completedBy: actorOrNull(rows, 25),
    cancelledBy: actorOrNull(rows, 26),
    createdAt: rows.date(27),
    startedAt: dateOrNull(rows, 28),
    completedAt: dateOrNull(rows, 29),
    redactedAt: dateOrNull(rows, 30),
  };
}

const textOrNull = (rows: CopiedRows, column: number) => (rows.isNull(column) ? null : rows.text(column));
const dateOrNull = (rows: CopiedRows, column: number) => (rows.isNull(column) ? null : rows.date(column));

/** The binary form of jsonb is a version, of one byte, and the text. */
const actorOrNull = (rows: CopiedRows, column: number): ActorRecord | null =>
  rows.isNull(column) ? null : JSON.parse(rows.text(column).slice(1));

/**
 * What the rows of runs say, by the run and the number of events that the row counts: of runs with an event among the leaves of a
 * range, as far as the last of them is there.
 */
export async function readRuns(copy: Copy, range: Range, lasts: ReadonlySet<string>): Promise<Map<string, RunRecord>> {
  const records = new Map<string, RunRecord>();
  if (lasts.size === 0) return records;
  const { organizationId } = range;
  const rows = await copy(`select ${columns} from agent_runs
    where organization_id = '${organizationId}' and id = any(array(${leavesOf(range, 'run_id')}))`);
  while (rows.next()) {
    const key = rows.key(0, 1);
    if (!lasts.has(key)) continue;
    const row = rowOf(organizationId, rows);
    records.set(key, { runId: wireId('run', row.id), factsJson: JSON.stringify(rowFacts(row)) });
  }
  return records;
}
