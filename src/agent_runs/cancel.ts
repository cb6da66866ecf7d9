import type { CancelAgentRunRequest, CancelAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { changeOf } from './change.ts';
import { factsOf } from './counters.ts';
import { endingOf } from './ending.ts';
import { type AgentRun, runRow } from './entity.ts';
import { loadHeldRun, requireHolder } from './holder.ts';
import { alreadyFinal } from './refusals.ts';
import { endEvent } from './run_event.ts';
import { runBatch } from './statements.ts';
import { isFinal } from './status.ts';
import { verdict } from './verdict.ts';
import { runMessage } from './wire.ts';

/** Ends a run before it is done. It is red: nobody may turn a check green by cancelling it. */
export function cancelAgentRun(request: CancelAgentRunRequest, context: Context): Promise<CancelAgentRunResponse> {
  const reason = request.reason.trim();
  return context.writeInBatch(runBatch, {
    requestId: request.requestId,
    row: { ...runRow, wireId: request.runId },
    change: (run, now) => {
      requireHolder(context, run);
      if (isFinal(run.status)) throw alreadyFinal(run);
      const findings = run.findingsCount > 0 ? factsOf(run) : null;
      const problems = reason ? [reason] : [];
      const decided = verdict({ failOn: run.failOn ?? null }, { submitted: 'cancelled', findings, problems });
      const cancelled: AgentRun = { ...run, ...endingOf(decided, now, { cancelledBy: context.actor }) };
      const event = endEvent(cancelled, run, reason ? { payload: { reason } } : {});
      return changeOf(cancelled, { run: runMessage(cancelled) }, event);
    },
    replay: async () => ({ run: runMessage(await loadHeldRun(context, request.runId)) }),
  });
}
