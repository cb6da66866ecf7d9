import { changesOf } from '../db/watch.ts';
import type { WatchAgentRunRequest, WatchAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { AgentRun, runRow } from './entity.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

// Every change of a run leaves an event, and heartbeats are counted.
const revision = `row.event_seq || '.' || row.heartbeats`;
const revisionOf = (run: AgentRun) => `${run.eventSeq}.${run.heartbeats}`;

/** Sends the run at once, then after each change, until it has ended. */
export async function* watchAgentRun(
  request: WatchAgentRunRequest,
  context: Context,
): AsyncGenerator<WatchAgentRunResponse> {
  const watched = await context.row(AgentRun, runRow, request.runId);
  let sent: string | undefined;
  for await (const _ of changesOf(context.em, 'agent_runs', revision, watched, context.signal)) {
    const run = await context.row(AgentRun, runRow, request.runId, { em: context.em.fork() });
    if (revisionOf(run) === sent) continue;
    sent = revisionOf(run);
    yield { run: runMessage(run) };
    if (isFinal(run.status)) return;
  }
}
