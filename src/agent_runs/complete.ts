import type { CompleteAgentRunRequest, CompleteAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { BatchedChange, Context } from '../server/context.ts';
import { changeOf } from './change.ts';
import { type Completion, decide, readCompletion } from './completion.ts';
import { countersOf } from './counters.ts';
import { endingOf, expiryOf } from './ending.ts';
import { type AgentRun, runRow } from './entity.ts';
import { loadHeldRun, requireHolder } from './holder.ts';
import { addFindingsTo } from './keep_findings.ts';
import { alreadyFinal, leaseRanOut, wrongStatus } from './refusals.ts';
import { endEvent } from './run_event.ts';
import { type RunChange, runBatch } from './statements.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

type Ended = BatchedChange<CompleteAgentRunResponse, RunChange>;

/** Ends a run with a verdict. */
export async function completeAgentRun(
  request: CompleteAgentRunRequest,
  context: Context,
): Promise<CompleteAgentRunResponse> {
  const completion = readCompletion(request);
  return context.writeInBatch(runBatch, {
    requestId: request.requestId,
    row: { ...runRow, wireId: request.runId },
    change: (run, now) => {
      requireHolder(context, run);
      if (isFinal(run.status)) return again(run, completion);
      if (run.status === 'queued' && run.leaseExpiresAt! > now)
        throw wrongStatus(run, 'complete', 'start it before completing it, or cancel it');
      return end(run, now, { request, completion, context });
    },
    replay: async () => ({ run: runMessage(await loadHeldRun(context, request.runId)) }),
  });
}

/** Completing again with the same content is answered with what is stored. */
function again(run: AgentRun, completion: Completion): Ended {
  if (!run.completionDigest || !completion.digest.equals(run.completionDigest)) throw alreadyFinal(run);
  return { answer: { run: runMessage(run) }, event: 'unchanged' };
}

interface Work {
  request: CompleteAgentRunRequest;
  completion: Completion;
  context: Context;
}

function end(run: AgentRun, now: Date, { request, completion, context }: Work): Ended {
  const { counters, rows: findings } = addFindingsTo(
    run,
    countersOf(run),
    completion.findings,
    completion.findingsBytes,
  );
  const kept = { ...counters, resultSummary: request.resultSummary, sessionId: request.sessionId || run.sessionId };
  const inputs = request.resultSummary ? [{ name: 'result_summary', content: request.resultSummary }] : [];
  const outputs = { submitted: completion.status };
  if (run.leaseExpiresAt! <= now) {
    // The lease ran out: this very call ends the run, and what it brought is kept.
    const expired: AgentRun = { ...run, ...expiryOf(run, now, kept) };
    const event = endEvent(expired, run, { inputs, outputs: { ...outputs, reason: 'LEASE_EXPIRED' } });
    return { ...changeOf(expired, { run: runMessage(expired) }, event, { findings }), refusal: leaseRanOut() };
  }
  const verdict = decide({ failOn: run.failOn ?? null }, completion, counters);
  const more = { ...kept, completedBy: context.actor, completionDigest: completion.digest };
  const ended: AgentRun = { ...run, ...endingOf(verdict, now, more) };
  const event = endEvent(ended, run, { inputs, outputs: { ...outputs, advisory: verdict.advisory } });
  return changeOf(ended, { run: runMessage(ended) }, event, { findings });
}
