import { databaseTime } from '../db/time.ts';
import type { HeartbeatAgentRunRequest, HeartbeatAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import type { AgentRun } from './entity.ts';
import { heldRun } from './held_run.ts';
import { leaseEnd, longestSeconds } from './lease.ts';
import { alreadyFinal, wrongStatus } from './refusals.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

/**
 * Extends the lease; it never shortens it. A lease that ran out is extended too as long as nobody ended the run: after an outage
 * the reaper waits for exactly these heartbeats.
 */
export async function heartbeatAgentRun(
  request: HeartbeatAgentRunRequest,
  context: Context,
): Promise<HeartbeatAgentRunResponse> {
  return context.em.transactional(async (tx) => {
    const now = await databaseTime(tx);
    const run = await heldRun(context, tx, request.runId, { lock: true });
    extend(run, now, request.leaseSeconds || run.leaseSeconds);
    return { run: runMessage(run) };
  });
}

function extend(run: AgentRun, now: Date, seconds: number): void {
  if (isFinal(run.status)) throw alreadyFinal(run);
  if (!run.startedAt || !run.leaseExpiresAt) throw wrongStatus(run, 'heartbeat', 'start it first');
  const last = leaseEnd(run.startedAt, longestSeconds);
  if (last <= now) throw wrongStatus(run, 'heartbeat', 'it started more than 24 hours ago, and no run is given more');
  const end = Math.min(leaseEnd(now, seconds).getTime(), last.getTime());
  run.leaseExpiresAt = new Date(Math.max(end, run.leaseExpiresAt.getTime()));
  run.heartbeats += 1;
}
