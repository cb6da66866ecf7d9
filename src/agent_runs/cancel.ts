import type { CancelAgentRunRequest, CancelAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { factsOf } from './counters.ts';
import { changeRun, endingOf } from './ending.ts';
import { heldRun } from './held_run.ts';
import { alreadyFinal } from './refusals.ts';
import { endEvent } from './run_event.ts';
import { verdict } from './verdict.ts';
import { runMessage } from './wire.ts';

/** Ends a run before it is done. It is red: nobody may turn a check green by cancelling it. */
export function cancelAgentRun(request: CancelAgentRunRequest, context: Context): Promise<CancelAgentRunResponse> {
  const reason = request.reason.trim();
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const run = await heldRun(context, tx, request.runId, { lock: true });
      const findings = run.findingsCount > 0 ? factsOf(run) : null;
      const problems = reason ? [reason] : [];
      const decided = verdict({ failOn: run.failOn ?? null }, { submitted: 'cancelled', findings, problems });
      const ending = endingOf(decided, now, { cancelledBy: context.actor });
      const cancelled = await changeRun(tx, run, ending, { status: ['queued', 'running'] });
      if (!cancelled) throw alreadyFinal(run);
      const event = endEvent(cancelled, run, reason ? { payload: { reason } } : {});
      return { answer: { run: runMessage(cancelled) }, ref: run.id, event };
    },
    replay: async (_ref, em) => ({ run: runMessage(await heldRun(context, em, request.runId)) }),
  });
}
