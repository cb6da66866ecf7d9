import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job, Outcome } from './job.ts';

/** A process that makes calls. */
export interface Load {
  run(job: Job): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Starts a generator; it does one job at a time. */
export function startLoad(): Load {
  const child: ChildProcess = fork(fileURLToPath(new URL('generator.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
  });
  return {
    async run(job) {
      const answer = await answerOf(child, job);
      if ('error' in answer) throw new Error(answer.error);
      // The structured clone of a Buffer is a Uint8Array.
      return { ...answer.outcome, samples: answer.outcome.samples.map((bytes) => Buffer.from(bytes)) };
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

function answerOf(child: ChildProcess, job: Job): Promise<{ outcome: Outcome } | { error: string }> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the load generator ended'));
    child.once('exit', ended);
    child.once('message', (answer: { outcome: Outcome } | { error: string }) => {
      child.off('exit', ended);
      resolve(answer);
    });
    child.send(job);
  });
}
