import type { EntityManager } from '@mikro-orm/postgresql';
import type { CompleteAgentRunRequest, CompleteAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Change, Context } from '../server/context.ts';
import { type Completion, decide, readCompletion } from './completion.ts';
import { countersOf } from './counters.ts';
import { changeRun, endingOf, expiryOf } from './ending.ts';
import type { AgentRun } from './entity.ts';
import { heldRun } from './held_run.ts';
import { encodeFindings, keepFindings } from './keep_findings.ts';
import { alreadyFinal, leaseRanOut, wrongStatus } from './refusals.ts';
import { endEvent } from './run_event.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

/** Ends a run with a verdict. */
export async function completeAgentRun(
  request: CompleteAgentRunRequest,
  context: Context,
): Promise<CompleteAgentRunResponse> {
  const completion = readCompletion(request);
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const run = await heldRun(context, tx, request.runId, { lock: true });
      if (isFinal(run.status)) return again(run, completion);
      if (run.status === 'queued' && run.leaseExpiresAt! > now)
        throw wrongStatus(run, 'complete', 'start it before completing it, or cancel it');
      return end(tx, now, { run, request, completion, context });
    },
    replay: async (_ref, em) => ({ run: runMessage(await heldRun(context, em, request.runId)) }),
  });
}

/** Completing again with the same content is answered with what is stored. */
function again(run: AgentRun, completion: Completion): Change<CompleteAgentRunResponse> {
  if (!run.completionDigest || !completion.digest.equals(run.completionDigest)) throw alreadyFinal(run);
  return { answer: { run: runMessage(run) }, ref: run.id, event: 'unchanged' };
}

interface Work {
  run: AgentRun;
  request: CompleteAgentRunRequest;
  completion: Completion;
  context: Context;
}

async function end(tx: EntityManager, now: Date, work: Work): Promise<Change<CompleteAgentRunResponse>> {
  const { run, request, completion, context } = work;
  const findings = encodeFindings(completion.findings);
  const counters = await keepFindings(tx, run, countersOf(run), completion.findings, findings.length);
  const kept = {
    ...counters,
    resultSummary: request.resultSummary,
    sessionId: request.sessionId || run.sessionId,
  };
  const verdict = decide({ failOn: run.failOn ?? null }, completion, counters);
  const ending = endingOf(verdict, now, { ...kept, completedBy: context.actor, completionDigest: completion.digest });
  const ended = await changeRun(tx, run, ending, { status: ['running'], withinLease: true });
  const inputs = request.resultSummary ? [{ name: 'result_summary', content: request.resultSummary }] : [];
  const outputs = { submitted: completion.status };
  if (ended) {
    const event = endEvent(ended, run, { inputs, outputs: { ...outputs, advisory: verdict.advisory } });
    return { answer: { run: runMessage(ended) }, ref: run.id, event };
  }
  // The lease ran out: this very call ends the run, and what it brought is kept.
  const expired = await changeRun(tx, run, expiryOf(run, now, kept), { status: ['queued', 'running'] });
  if (!expired) throw alreadyFinal(run);
  const event = endEvent(expired, run, { inputs, outputs: { ...outputs, reason: 'LEASE_EXPIRED' } });
  return { answer: { run: runMessage(expired) }, ref: run.id, event, refusal: leaseRanOut() };
}
