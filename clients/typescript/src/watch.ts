import { type Connection, openStream } from './call.ts';
import { SfsError } from './errors.ts';
import { agentRunService } from './gen/methods.ts';
import { AgentRun } from './gen/sfs/v1/agent_run.ts';
import { Retries } from './retry.ts';

/** How long a watch goes on without a server, and what ends it. It has no deadline: for one, give a signal that has. */
export interface WatchOptions {
  /** Milliseconds of failing after which it gives up; default: the deadline of the connection. */
  patienceMs?: number;
  /** Ends it. */
  signal?: AbortSignal;
}

/** The run as it is now and at each change until it has ended. It is opened again where it breaks. */
export async function* watchAgentRun(
  connection: Connection,
  runId: string,
  { patienceMs = connection.deadlineMs, signal: own }: WatchOptions = {},
): AsyncGenerator<AgentRun, void, undefined> {
  const signal = connection.ending(own);
  const retries = new Retries(patienceMs, signal);
  for (let last = ''; ; ) {
    const silence = new Silence(retries.end);
    try {
      const either = AbortSignal.any([signal, silence.signal]);
      for await (const { run } of openStream(connection, agentRunService.watchAgentRun, { runId }, undefined, either)) {
        silence.over();
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
      if (silence.signal.aborted) throw new SfsError('UNAVAILABLE', 'the server took the watch and said nothing');
      await retries.after(error);
    } finally {
      silence.over();
    }
  }
}

/** A watch begins with the run as it is: a server that took it and says nothing is as good as none. */
class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(end: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), Math.max(0, end - Date.now()));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  over(): void {
    clearTimeout(this.#timer);
  }
}
