import type { HeartbeatAgentRunRequest, HeartbeatAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { type AgentRun, runRow } from './entity.ts';
import { requireHolder } from './holder.ts';
import { leaseEnd, longestSeconds } from './lease.ts';
import { alreadyFinal, wrongStatus } from './refusals.ts';
import { runBatch } from './statements.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

/**
 * Extends the lease; it never shortens it. A lease that ran out is extended too as long as nobody ended the run: after an outage
 * the reaper waits for exactly these heartbeats.
 */
export function heartbeatAgentRun(
  request: HeartbeatAgentRunRequest,
  context: Context,
): Promise<HeartbeatAgentRunResponse> {
  return context.writeInBatch(runBatch, {
    requestId: '',
    row: { ...runRow, wireId: request.runId },
    change: (run, now) => {
      requireHolder(context, run);
      const extended = extend(run, now, request.leaseSeconds || run.leaseSeconds);
      // The event that ends the run tells how many there were.
      return { answer: { run: runMessage(extended) }, saved: { run: extended }, event: 'unchanged' };
    },
    replay: () => Promise.reject(new Error('a heartbeat has no request id')),
  });
}

function extend(run: AgentRun, now: Date, seconds: number): AgentRun {
  if (isFinal(run.status)) throw alreadyFinal(run);
  if (!run.startedAt || !run.leaseExpiresAt) throw wrongStatus(run, 'heartbeat', 'start it first');
  const last = leaseEnd(run.startedAt, longestSeconds);
  if (last <= now) throw wrongStatus(run, 'heartbeat', 'it started more than 24 hours ago, and no run is given more');
  const end = Math.min(leaseEnd(now, seconds).getTime(), last.getTime());
  const leaseExpiresAt = new Date(Math.max(end, run.leaseExpiresAt.getTime()));
  return { ...run, leaseExpiresAt, heartbeats: run.heartbeats + 1 };
}
