import { createHash } from 'node:crypto';
import type { CompleteAgentRunRequest, Finding } from '../gen/sfs/v1/agent_run.ts';
import { invalidField } from '../server/errors.ts';
import { type Counters, factsOf } from './counters.ts';
import { encodeFindings } from './keep_findings.ts';
import { unfit } from './refusals.ts';
import { lacksEvidence, type Policy, type Verdict, verdict } from './verdict.ts';
import { completionWords } from './wire.ts';

/** A completion as the caller sent it, checked as far as it can be without the run. */
export interface Completion {
  status: 'passed' | 'failed' | 'errored';
  saidSeverity: { label: string } | null;
  findings: Finding[];
  /** Their size, as it counts for the limits. */
  findingsBytes: number;
  /** True: the caller vouches for the list of findings, in this message or by its total. */
  listed: boolean;
  findingsTotal: number | undefined;
  errorReason: string;
  /** sha256 of everything that makes it this completion; the request id is not part of it. */
  digest: Buffer;
}

/** Reads a completion. Passed without any evidence is refused here, before anything changes. */
export function readCompletion(request: CompleteAgentRunRequest): Completion {
  const status = completionWords.word(request.status) ?? 'passed';
  const saidSeverity = request.severity === undefined ? null : { label: request.severity };
  const listed = request.findings !== undefined || request.findingsTotal !== undefined;
  if (!listed && lacksEvidence({ submitted: status, saidSeverity, findings: null }))
    throw unfit(
      'EVIDENCE_MISSING',
      'severity',
      'status passed needs a severity, or a findings list, which may be empty; give one of them, or status errored',
    );
  if (request.errorReason && status !== 'errored')
    throw invalidField('error_reason', `belongs to status errored, and this completion says ${status}`);
  const encoded = encodeFindings(request.findings?.items ?? []);
  return {
    status,
    saidSeverity,
    findings: request.findings?.items ?? [],
    listed,
    findingsTotal: request.findingsTotal,
    errorReason: request.errorReason,
    findingsBytes: encoded.length,
    digest: digestOf(request, status, encoded),
  };
}

function digestOf(request: CompleteAgentRunRequest, status: string, encoded: Uint8Array): Buffer {
  const { resultSummary, severity = null, findings, findingsTotal = null, errorReason, sessionId } = request;
  const content = [status, resultSummary, severity, findings !== undefined, findingsTotal, errorReason, sessionId];
  // The findings as they are encoded, because JSON has no word for a score that is not a number.
  return createHash('sha256').update(JSON.stringify(content)).update(encoded).digest();
}

/** The verdict on a completion of a run that holds these findings, this completion's included. It is pure. */
export function decide(policy: Policy, completion: Completion, counters: Counters): Verdict {
  const { findingsTotal: said, errorReason, saidSeverity, status: submitted } = completion;
  const holds = counters.findingsCount;
  const problems: string[] = [];
  if (errorReason) problems.push(errorReason);
  if (said !== undefined && said !== holds)
    problems.push(`The completion says that the run has ${said} findings in all, and the server holds ${holds}.`);
  const findings = completion.listed || holds > 0 ? factsOf(counters) : null;
  return verdict(policy, { submitted, saidSeverity, findings, problems });
}
