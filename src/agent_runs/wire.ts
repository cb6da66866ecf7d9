import { actorMessage } from '../audit/actor.ts';
import { wireId } from '../db/ids.ts';
import {
  type AgentRun as AgentRunMessage,
  AgentRunStatus,
  CiProvider,
  CompletionStatus,
  type Finding as FindingMessage,
  PolicyResult,
  TriggerSource,
} from '../gen/sfs/v1/agent_run.ts';
import { Severity } from '../gen/sfs/v1/severity.ts';
import { words } from '../words.ts';
import type { AgentRun, Finding } from './entity.ts';
import { severities } from './severity.ts';

export const statusWords = words(AgentRunStatus, 'AGENT_RUN_STATUS_');
export const completionWords = words(CompletionStatus, 'COMPLETION_STATUS_');
export const policyWords = words(PolicyResult, 'POLICY_RESULT_');
export const triggerWords = words(TriggerSource, 'TRIGGER_SOURCE_');
export const providerWords = words(CiProvider, 'CI_PROVIDER_');
export const severityWords = words(Severity, 'SEVERITY_');

/** A run as it goes over the wire. */
export function runMessage(run: AgentRun): AgentRunMessage {
  const [none = 0, low = 0, medium = 0, high = 0, critical = 0] = run.severityCounts;
  return {
    id: wireId('run', run.id),
    projectId: wireId('proj', run.projectId),
    personaName: run.personaName,
    personaVersion: run.personaVersion,
    personaDigest: run.personaDigest,
    tool: run.tool,
    triggerSource: triggerWords.number(run.triggerSource),
    ticketId: wireId('tk', run.ticketId) || undefined,
    triggerRef: run.triggerRef || undefined,
    commit: run.commit || undefined,
    ciProvider: providerWords.number(run.ciProvider),
    ciRunUrl: run.ciRunUrl || undefined,
    status: statusWords.number(run.status),
    severity: severityWords.number(run.severity),
    findingsCount: run.findingsCount,
    severityCounts: { critical, high, medium, low, none },
    failOn: severityWords.number(run.failOn),
    policyResult: policyWords.number(run.policyResult),
    exitCode: run.exitCode ?? undefined,
    reasons: run.reasons,
    resultSummary: run.resultSummary,
    contextDigest: run.contextDigest || undefined,
    sessionId: run.sessionId || undefined,
    createdBy: actorMessage(run.createdBy),
    startedBy: actorMessage(run.startedBy),
    completedBy: actorMessage(run.completedBy),
    cancelledBy: actorMessage(run.cancelledBy),
    createdAt: run.createdAt,
    startedAt: run.startedAt ?? undefined,
    completedAt: run.completedAt ?? undefined,
    leaseExpiresAt: run.leaseExpiresAt ?? undefined,
    durationSeconds: durationOf(run),
    redactedAt: run.redactedAt ?? undefined,
  };
}

/** A stored finding as it goes over the wire. */
export function findingMessage(finding: Finding): FindingMessage {
  return {
    severity: finding.severity,
    securitySeverity: finding.securitySeverity ?? undefined,
    title: finding.title,
    message: finding.message,
    ruleId: finding.ruleId,
    path: finding.path,
    line: finding.line ?? undefined,
    endLine: finding.endLine ?? undefined,
    fingerprint: finding.fingerprint,
    category: finding.category,
    confidence: finding.confidence,
    recommendation: finding.recommendation,
    extraJson: finding.extraJson,
    effectiveSeverity: severityWords.number(severities[finding.severityRank]),
    number: finding.number,
  };
}

function durationOf({ startedAt, completedAt }: AgentRun): number | undefined {
  return startedAt && completedAt ? (completedAt.getTime() - startedAt.getTime()) / 1_000 : undefined;
}
