/**
 * The hot statements of runs. Columns by name, and `db/table.ts` makes the SQL: who adds a column to the entity is told by the compiler
 * to add it here.
 */
import type { ActorRecord } from '../db/base.ts';
import {
  bool,
  bytes,
  type Column,
  double,
  integer,
  integers,
  json,
  text,
  texts,
  time,
  uuid,
  word,
} from '../db/columns.ts';
import { batchRead, type Pool, type Transaction } from '../db/statements.ts';
import { type Columns, table } from '../db/table.ts';
import type { BatchKind, RowKey } from '../server/context.ts';
import type { AgentRun, AgentRunContext } from './entity.ts';
import type { FindingRow } from './finding_line.ts';

type Fixed =
  | ('projectId' | 'personaId' | 'personaName' | 'personaVersion' | 'personaDigest' | 'tool' | 'triggerSource')
  | ('ticketId' | 'triggerRef' | 'commit' | 'ciProvider' | 'ciRunUrl' | 'failOn' | 'createdBy' | 'createdAt');

const actor = json<ActorRecord>();
const key = { organizationId: uuid, id: uuid };
const changing: Columns<Omit<AgentRun, Fixed | keyof typeof key>> = {
  ...{ status: word(), severity: word(), policyResult: word(), exitCode: integer as Column<0 | 1> },
  ...{ findingsCount: integer, findingsBytes: integer, findingsDigest: bytes, severityCounts: integers },
  ...{ unlabelledCount: integer, unknownLabelCount: integer, reasons: texts, reasonsSha256: text, redactedAt: time },
  ...{ resultSummary: text, contextDigest: text, sessionId: text, completionDigest: bytes },
  ...{ startedBy: actor, startedByKeyId: uuid, startedAt: time, completedBy: actor, completedAt: time },
  ...{ cancelledBy: actor, leaseSeconds: integer, leaseExpiresAt: time, heartbeats: integer },
  ...{ eventSeq: integer, eventHash: bytes },
};
const fixed: Columns<Pick<AgentRun, Fixed>> = {
  ...{ projectId: uuid, personaId: uuid, personaName: text, personaVersion: integer, personaDigest: text, tool: text },
  ...{ triggerSource: word(), triggerRef: text, ticketId: uuid, commit: text, ciProvider: word(), ciRunUrl: text },
  ...{ failOn: word(), createdBy: actor, createdAt: time },
};
const runs = table<AgentRun, keyof RowKey>('agent_runs', ['organizationId', 'id'], { ...key, ...fixed, ...changing });
const changes = table<Omit<AgentRun, Fixed>, keyof RowKey>('agent_runs', ['organizationId', 'id'], {
  ...key,
  ...changing,
});

const contexts = table<AgentRunContext, 'organizationId' | 'runId'>('agent_run_contexts', ['organizationId', 'runId'], {
  ...{ organizationId: uuid, runId: uuid, markdown: text, truncated: bool },
});

/** A finding with its run. */
export type RunFinding = FindingRow & { organization_id: string; run_id: string };

const score: Column<number | string> = { ...double, write: (to, value) => double.write(to, Number(value)) };
const findings = table<RunFinding, 'organization_id' | 'run_id' | 'number'>(
  'findings',
  ['organization_id', 'run_id', 'number'],
  {
    ...{ organization_id: uuid, run_id: uuid, number: integer, severity_rank: integer, severity: text },
    ...{ security_severity: score, title: text, message: text, rule_id: text, path: text, line: integer },
    ...{
      end_line: integer,
      fingerprint: text,
      category: text,
      confidence: text,
      recommendation: text,
      extra_json: text,
    },
  },
);

/** Reads runs by key; those that are not there are left out. */
export async function readRuns(pool: Pool, keys: readonly RowKey[]): Promise<AgentRun[]> {
  return (await batchRead(pool, runs.find, runs.keys(keys))).map(runs.read);
}

/** Adds findings, of whichever runs. */
export async function insertFindings(tx: Pick<Transaction, 'rows'>, rows: readonly RunFinding[]): Promise<void> {
  if (rows.length > 0) await tx.rows(findings.insert, findings.values(rows));
}

/** What the change of a run writes. */
export interface RunChange {
  /** As it is from now on. */
  run: AgentRun;
  /** True: it is new. */
  made?: boolean;
  /** The context that is handed out. */
  context?: { markdown: string; truncated: boolean };
  findings?: RunFinding[];
}

/** Changes of runs: they are created, started, kept alive and ended in one batch. */
export const runBatch: BatchKind<AgentRun, RunChange> = {
  keyOf: (run) => run,
  async lock(tx, keys, { wait }) {
    const statement = `${runs.findInOrder} for update of row ${wait ? '' : 'skip locked'}`;
    return (await tx.rows(statement, runs.keys(keys))).map(runs.read);
  },
  async save(tx, saved) {
    const insert = async <Row extends object>(
      into: { insert: string; values(rows: readonly Row[]): Buffer[] },
      rows: Row[],
    ) => {
      if (rows.length > 0) await tx.rows(into.insert, into.values(rows));
    };
    const changed = saved.flatMap(({ made, run }) => (made ? [] : run));
    await Promise.all([
      insert(
        runs,
        saved.flatMap(({ made, run }) => (made ? run : [])),
      ),
      insert(
        contexts,
        saved.flatMap(({ run: { organizationId, id: runId }, context }) =>
          context ? { organizationId, runId, ...context } : [],
        ),
      ),
      insertFindings(
        tx,
        saved.flatMap((one) => one.findings ?? []),
      ),
      changed.length > 0 && tx.rows(changes.update, changes.values(changed)),
    ]);
  },
};
