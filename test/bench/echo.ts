import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Target } from './measure.ts';

/** Starts the echo with the bytes of its answer. */
export async function startEcho(answer: Buffer): Promise<Target & { stop(): Promise<void> }> {
  const script = fileURLToPath(new URL('echo_server.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(answer);
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    ...{ address: `127.0.0.1:${port}`, key: undefined, pid: child.pid! },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
