import { type AgentRun, AgentRunServiceService, WatchAgentRunRequest } from '../../gen/client/sfs/v1/agent_run.ts';
import type { Context } from '../context.ts';
import { isFinal } from './verdict_exit.ts';

/** Node fires a timer above this at once. */
const longestTimer = 2 ** 31 - 1;

/** Watches a run until it has ended, or for so many seconds; the answer is the run as it was seen last. */
export async function awaitVerdict(context: Context, run: AgentRun, seconds: number): Promise<AgentRun> {
  const late = new AbortController();
  const tooLate = new Error('the time to wait is over');
  const timer = setTimeout(() => late.abort(tooLate), Math.min(seconds * 1000, longestTimer));
  let seen = run;
  try {
    const request = WatchAgentRunRequest.create({ runId: run.id });
    for await (const answer of context.stream(AgentRunServiceService.watchAgentRun, request, { signal: late.signal })) {
      seen = answer.run ?? seen;
      if (isFinal(seen)) break;
    }
  } catch (error) {
    if (error !== tooLate) throw error;
  } finally {
    clearTimeout(timer);
  }
  return seen;
}
