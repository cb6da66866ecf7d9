import { type Connection, openStream } from './call.ts';
import { SfsError } from './errors.ts';
import { agentRunService } from './gen/methods.ts';
import { AgentRun } from './gen/sfs/v1/agent_run.ts';
import { Retries } from './retry.ts';

/** How long a watch goes on without a server, and what ends it. */
export interface WatchOptions {
  /** Milliseconds of failing after which it gives up; default: the deadline of the connection. */
  deadlineMs?: number;
  /** Ends it. */
  signal?: AbortSignal;
}

/** The run as it is now and at each change until it has ended. It is opened again where it breaks. */
export async function* watchAgentRun(
  connection: Connection,
  runId: string,
  { deadlineMs = connection.deadlineMs, signal }: WatchOptions = {},
): AsyncGenerator<AgentRun, void, undefined> {
  const retries = new Retries(deadlineMs, signal);
  for (let last = ''; ; ) {
    try {
      for await (const { run } of openStream(connection, agentRunService.watchAgentRun, { runId }, undefined, signal)) {
        retries.succeeded();
        if (!run) continue;
        // A watch that is opened again begins with the run as it is, which may have been yielded.
        const state = Buffer.from(AgentRun.encode(run).finish()).toString('base64');
        if (state !== last) yield run;
        last = state;
      }
      return;
    } catch (error) {
      if (!(error instanceof SfsError)) throw error;
      await retries.after(error);
    }
  }
}
