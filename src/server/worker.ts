import { Registry } from 'prom-client';
import { answerParent } from './metrics.ts';
import { type DatabaseUrls, type RunConfig, type Running, serverLog } from './run.ts';
import { loadServer, start } from './start.ts';

/** Begin, with this database and on this port. */
export type Begin = DatabaseUrls & { port: number };

/** What a worker is told. */
export type ToWorker = Begin | 'stop';

/** What a worker says when it begins. */
export type FromWorker =
  | { ready: Omit<Running, 'stop'> }
  | { failed: { name: string; message: string; code?: string; stack?: string } };

/**
 * One of the processes of workers.ts: a server that takes calls on the address that its parent has. It ends when its parent says so or
 * `signal` aborts, and at once, without answering what is running, where its parent is gone.
 */
export async function work(config: RunConfig, signal: AbortSignal): Promise<void> {
  // A parent that asks for figures waits for all workers: one that has none yet answers, too.
  answerParent(new Registry());
  const told = new Told(signal);
  // Meanwhile the database starts.
  loadServer().catch(() => undefined);
  const begin = await told.begin;
  if (!begin) return;
  const { port, ...database } = begin;
  const poolSize = Math.floor(config.poolSize / config.workers);
  const own = { ...config, port, poolSize, metrics: 'parent' } as const;
  let server: Running;
  try {
    server = await start(own, database, serverLog(config.logLevel, { worker: process.pid }));
  } catch (error) {
    const { name, message, code, stack } = error as NodeJS.ErrnoException;
    return say({ failed: { name, message, ...(code ? { code } : {}), ...(stack ? { stack } : {}) } });
  }
  const { stop, ...ready } = server;
  await say({ ready });
  await told.stop;
  await stop();
}

/** What the parent says. */
class Told {
  /** Undefined where it is to stop before it has begun. */
  readonly begin: Promise<Begin | undefined>;
  readonly stop: Promise<void>;

  constructor(signal: AbortSignal) {
    const stop = Promise.withResolvers<void>();
    const begin = Promise.withResolvers<Begin | undefined>();
    const end = () => {
      stop.resolve();
      begin.resolve(undefined);
    };
    process.on('message', (message: ToWorker | Record<string, unknown>) => {
      if (message === 'stop') end();
      else if (typeof message === 'object' && 'url' in message) begin.resolve(message as Begin);
    });
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    this.begin = begin.promise;
    this.stop = stop.promise;
  }
}

function say(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    process.send!(message, undefined, undefined, () => resolve());
  });
}
