import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';
import { actor, stamp, tenantKey } from '../db/base.ts';
import { TextArray } from '../db/text_array.ts';
import type { Severity } from './severity.ts';
import type { Status } from './status.ts';

/** How requests name a run. */
export const runRow = { prefix: 'run', field: 'run_id' } as const;

/** One execution of one persona. */
export const AgentRun = defineEntity({
  name: 'AgentRun',
  tableName: 'agent_runs',
  properties: {
    ...tenantKey,
    projectId: p.uuid(),
    personaId: p.uuid(),
    personaName: p.text(),
    personaVersion: p.integer(),
    personaDigest: p.text(),
    tool: p.text(),
    triggerSource: p.text().$type<'manual' | 'ci' | 'webhook' | 'scheduled' | 'mcp' | 'api'>(),
    ticketId: p.uuid().nullable(),
    triggerRef: p.text().default(''),
    commit: p.text().default(''),
    ciProvider: p
      .text()
      .$type<'github' | 'gitlab' | 'bitbucket' | 'circleci' | 'jenkins' | 'buildkite' | 'azure' | 'drone' | 'other'>()
      .nullable(),
    ciRunUrl: p.text().default(''),
    status: p.text().$type<Status>(),
    /** The effective severity; null until the run ends. */
    severity: p.text().$type<Severity>().nullable(),
    findingsCount: p.integer().default(0),
    /** Size of the findings as they came in, for the bound of 32 MiB. */
    findingsBytes: p.integer().default(0),
    /** Chain over the lines of the findings so far, see finding_line.ts; null before the first. */
    findingsDigest: p.blob().$type<Buffer>().nullable(),
    /** Findings by effective severity, none first, critical last. */
    severityCounts: p.array().columnType('integer[]').$type<number[]>().default([0, 0, 0, 0, 0]),
    /** Findings without a label, counted as critical. */
    unlabelledCount: p.integer().default(0),
    /** Findings with a label that is not known, counted as critical. */
    unknownLabelCount: p.integer().default(0),
    failOn: p.text().$type<Severity>().nullable(),
    policyResult: p.text().$type<'pass' | 'fail'>().nullable(),
    exitCode: p.integer().$type<0 | 1>().nullable(),
    reasons: p.type(TextArray).default([]),
    /** When the texts were erased, and what the reasons were by their digest. */
    redactedAt: p.datetime(6).nullable(),
    reasonsSha256: p.text().nullable(),
    resultSummary: p.text().default(''),
    contextDigest: p.text().default(''),
    sessionId: p.text().default(''),
    createdBy: actor(),
    startedBy: actor().nullable(),
    startedByKeyId: p.uuid().nullable(),
    completedBy: actor().nullable(),
    cancelledBy: actor().nullable(),
    /** sha256 of the completion's content, so that the same completion sent again is recognised. */
    completionDigest: p.blob().$type<Buffer>().nullable(),
    leaseSeconds: p.integer(),
    leaseExpiresAt: p.datetime(6).nullable(),
    heartbeats: p.integer().default(0),
    /** How many events of this run are in the audit log; the last one's leaf hash. */
    eventSeq: p.integer().default(0),
    eventHash: p.blob().$type<Buffer>().nullable(),
    createdAt: stamp(),
    startedAt: p.datetime(6).nullable(),
    completedAt: p.datetime(6).nullable(),
  },
});
export type AgentRun = InferEntity<typeof AgentRun>;

/** A run about which nothing is known yet; the other columns are those that make it. */
export const newRun = {
  ...{ severity: null, policyResult: null, exitCode: null, reasons: [], reasonsSha256: null, redactedAt: null },
  ...{ findingsCount: 0, findingsBytes: 0, findingsDigest: null, severityCounts: [0, 0, 0, 0, 0] },
  ...{ unlabelledCount: 0, unknownLabelCount: 0, resultSummary: '', contextDigest: '', completionDigest: null },
  ...{
    startedBy: null,
    startedByKeyId: null,
    startedAt: null,
    completedBy: null,
    completedAt: null,
    cancelledBy: null,
  },
  ...{ heartbeats: 0, eventSeq: 0, eventHash: null },
};

/** The compiled context that was handed out. */
export const AgentRunContext = defineEntity({
  name: 'AgentRunContext',
  tableName: 'agent_run_contexts',
  properties: {
    organizationId: p.uuid().primary(),
    runId: p.uuid().primary(),
    markdown: p.text(),
    truncated: p.boolean(),
  },
});
export type AgentRunContext = InferEntity<typeof AgentRunContext>;

/** One result of a run. */
export const Finding = defineEntity({
  name: 'Finding',
  tableName: 'findings',
  properties: {
    organizationId: p.uuid().primary(),
    runId: p.uuid().primary(),
    number: p.integer().primary(),
    /** The effective severity: 0 none to 4 critical. */
    severityRank: p.smallint(),
    /** The label as it came. */
    severity: p.text().default(''),
    securitySeverity: p.double().$type<number>().nullable(),
    title: p.text().default(''),
    message: p.text().default(''),
    ruleId: p.text().default(''),
    path: p.text().default(''),
    line: p.integer().nullable(),
    endLine: p.integer().nullable(),
    fingerprint: p.text().default(''),
    category: p.text().default(''),
    confidence: p.text().default(''),
    recommendation: p.text().default(''),
    extraJson: p.text().default(''),
  },
});
export type Finding = InferEntity<typeof Finding>;
