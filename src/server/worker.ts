import type { DatabaseUrls, RunConfig, Running } from './run.ts';
import { serverLog } from './run.ts';
import { loadServer, start } from './start.ts';

/** What a worker is told: begin, with this database; or stop. */
export type ToWorker = DatabaseUrls | 'stop';

/** What a worker says when it begins. */
export type FromWorker =
  | { ready: Omit<Running, 'stop'> }
  | { failed: { name: string; message: string; code?: string; stack?: string } };

/**
 * One of the processes of workers.ts: a server that takes calls on the address that its parent has. It ends when its parent says so or
 * `signal` aborts, and at once, without answering what is running, where its parent is gone.
 */
export async function work(config: RunConfig, signal: AbortSignal): Promise<void> {
  const told = new Told(signal);
  // Meanwhile the database starts.
  loadServer().catch(() => undefined);
  const database = await told.database;
  if (!database) return;
  const own = {
    ...config,
    poolSize: Math.max(2, Math.floor(config.poolSize / config.workers)),
    metrics: 'parent',
  } as const;
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
  readonly database: Promise<DatabaseUrls | undefined>;
  readonly stop: Promise<void>;

  constructor(signal: AbortSignal) {
    const stop = Promise.withResolvers<void>();
    const database = Promise.withResolvers<DatabaseUrls | undefined>();
    const end = () => {
      stop.resolve();
      database.resolve(undefined);
    };
    process.on('message', (message: ToWorker | Record<string, unknown>) => {
      if (message === 'stop') end();
      else if (typeof message === 'object' && 'url' in message) database.resolve(message as DatabaseUrls);
    });
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    this.database = database.promise;
    this.stop = stop.promise;
  }
}

function say(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    process.send!(message, undefined, undefined, () => resolve());
  });
}
