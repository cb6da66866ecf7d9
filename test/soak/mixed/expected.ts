import { deepStrictEqual } from 'node:assert';
import { type Completion, decide, readCompletion } from '../../../src/agent_runs/completion.ts';
import { type Counters, counted } from '../../../src/agent_runs/counters.ts';
import { judge } from '../../../src/agent_runs/judge.ts';
import { encodeFindings } from '../../../src/agent_runs/keep_findings.ts';
import { firstLine } from '../../../src/agent_runs/normalise.ts';
import { severities } from '../../../src/agent_runs/severity.ts';
import { type Verdict, verdict } from '../../../src/agent_runs/verdict.ts';
import { policyWords, severityWords, statusWords } from '../../../src/agent_runs/wire.ts';
import type { AgentRun } from '../../../src/gen/client/sfs/v1/agent_run.ts';
import { CompleteAgentRunRequest } from '../../../src/gen/sfs/v1/agent_run.ts';
import type { PlanTenant, RunRecord } from './plan.ts';
import { failOnOf } from './requests.ts';

const none: Counters = {
  ...{ findingsCount: 0, findingsBytes: 0, severityCounts: [0, 0, 0, 0, 0] },
  ...{ unlabelledCount: 0, unknownLabelCount: 0 },
};

/** How a run must stand after what was acknowledged. */
export interface Expected {
  status: 'queued' | 'running' | Verdict['status'];
  decided: Verdict | undefined;
  completion: Completion | undefined;
  counters: Counters;
  failOn: ReturnType<typeof failOnOf>;
  /** The actions of its events. */
  actions: string[];
}

/** What the pure functions say of a run. */
export function expectedOf(record: RunRecord, tenant: PlanTenant): Expected {
  const { create, start, completion: sent, cancel } = record;
  const failOn = failOnOf(create, tenant);
  const completion = sent && readCompletion(CompleteAgentRunRequest.fromPartial(sent));
  const items = completion?.findings ?? [];
  const counters = counted(none, items, items.length > 0 ? encodeFindings(items).length : 0);
  const reason = cancel?.reason.trim();
  const decided = completion
    ? decide({ failOn }, completion, counters)
    : cancel && verdict({ failOn }, { submitted: 'cancelled', findings: null, problems: reason ? [reason] : [] });
  return {
    ...{ decided, completion, counters, failOn },
    status: decided?.status ?? (start || create.start ? 'running' : 'queued'),
    actions: [
      'agent_run.create',
      ...(start ? ['agent_run.start'] : []),
      ...(completion ? ['agent_run.complete'] : []),
      ...(cancel ? ['agent_run.cancel'] : []),
    ],
  };
}

/** The findings of a completion as they must be stored: rank of the severity, and title. */
export const expectedFindings = (
  completion: Completion | undefined,
): [rank: number, title: string, message: string][] =>
  (completion?.findings ?? []).map((item) => [
    severities.indexOf(judge(item).severity),
    item.title || firstLine(item.message),
    item.message,
  ]);

/** Throws unless a run was answered as it must stand. */
export function expectAnswer(run: AgentRun, record: RunRecord, tenant: PlanTenant): void {
  const { status, decided, counters, failOn } = expectedOf(record, tenant);
  const [none = 0, low = 0, medium = 0, high = 0, critical = 0] = counters.severityCounts;
  deepStrictEqual(
    {
      ...{ id: run.id, ref: run.triggerRef, status: statusWords.word(run.status), failOn: run.failOn },
      ...{ severity: severityWords.word(run.severity), policy: policyWords.word(run.policyResult) },
      ...{ exitCode: run.exitCode, reasons: run.reasons, summary: run.resultSummary },
      ...{ count: run.findingsCount, counts: { ...run.severityCounts } },
    },
    {
      ...{ id: record.id, ref: record.ref, status, failOn: severityWords.number(failOn) },
      ...{ severity: decided?.severity ?? undefined, policy: decided?.policyResult },
      ...{ exitCode: decided?.exitCode, reasons: decided?.reasons ?? [] },
      summary: record.completion?.resultSummary ?? '',
      ...{ count: counters.findingsCount, counts: { critical, high, medium, low, none } },
    },
    `${record.ref} was answered as it may not be`,
  );
}
