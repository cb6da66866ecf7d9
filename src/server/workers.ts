import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { workerVariable } from '../config.ts';
import { portOf, serveMetrics } from './metrics_server.ts';
import type { DatabaseUrls, RunConfig, Running } from './run.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** How long after the end of a worker another one takes its place, in milliseconds: one that cannot start must not start all the time. */
const againMs = 1_000;

type Ready = Extract<FromWorker, { ready: unknown }>['ready'];

/**
 * Several processes that take calls on one address, each a server of its own, as if it ran on another machine: they meet in the
 * database alone. This process has the address, the embedded database and the metrics, and puts another worker in the place of one
 * that ends.
 */
export class Workers {
  private readonly config: RunConfig;
  private readonly log: Logger;
  private readonly workers = new Map<Worker, { ready: Promise<Ready>; ended: Promise<unknown> }>();
  private readonly again = new Set<NodeJS.Timeout>();
  private stopping = false;

  constructor(config: RunConfig, log: Logger) {
    this.config = config;
    this.log = log;
  }

  /** Starts the processes, which load their code and wait for the database. */
  fork(): void {
    while (this.workers.size < this.config.workers) this.forkOne();
  }

  /** Lets them take calls. The first has the database to itself, which it may have to make. */
  async start(database: DatabaseUrls): Promise<Running> {
    this.fork();
    const [first, ...others] = this.workers.keys();
    const begun = await this.startOne(first!, database);
    await Promise.all(others.map((worker) => this.startOne(worker, database)));
    for (const worker of this.workers.keys()) this.replace(worker, database);
    const metrics = await this.serveMetrics();
    return {
      ...begun,
      metricsPort: portOf(metrics),
      stop: async () => {
        await this.stop();
        metrics?.close();
      },
    };
  }

  /** Lets running calls end, and waits for the end of the processes. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.again) clearTimeout(timer);
    for (const worker of this.workers.keys()) send(worker, 'stop');
    await Promise.all([...this.workers.values()].map(({ ended }) => ended));
  }

  private forkOne(): Worker {
    const worker = cluster.fork({ [workerVariable]: '1' });
    const ready = readyOf(worker);
    // Who waits for it hears of it; a worker that is not waited for is looked at when it ends.
    ready.catch(() => undefined);
    this.workers.set(worker, { ready, ended: once(worker, 'exit') });
    worker.once('exit', () => this.workers.delete(worker));
    return worker;
  }

  private startOne(worker: Worker, { url, ownerUrl, isEmbedded }: DatabaseUrls): Promise<Ready> {
    send(worker, { url, ownerUrl, isEmbedded });
    return this.workers.get(worker)?.ready ?? Promise.reject(new Error('a worker ended before it was started'));
  }

  private replace(worker: Worker, database: DatabaseUrls): void {
    const ended = (code: number | null, signal: string | null) => {
      if (this.stopping) return;
      this.log.error({ pid: worker.process.pid, code, signal }, 'a worker ended; another takes its place');
      const timer = setTimeout(() => {
        this.again.delete(timer);
        const next = this.forkOne();
        this.replace(next, database);
        this.startOne(next, database).catch((error) => this.log.error({ err: error }, 'a worker did not start'));
      }, againMs);
      this.again.add(timer);
    };
    // One that ended meanwhile tells nobody any more.
    if (worker.isDead()) ended(worker.process.exitCode, worker.process.signalCode);
    else worker.once('exit', ended);
  }

  private async serveMetrics(): Promise<Server | undefined> {
    const { metrics } = this.config;
    if (!metrics) return undefined;
    const all = new AggregatorRegistry();
    return serveMetrics({ contentType: all.contentType, text: () => all.clusterMetrics() }, metrics);
  }
}

function send(worker: Worker, message: ToWorker): void {
  // Whoever is gone has no need of it.
  if (worker.isConnected()) worker.send(message, () => undefined);
}

function readyOf(worker: Worker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('ready' in message) resolve(message.ready);
      if ('failed' in message) reject(Object.assign(new Error(message.failed.message), message.failed));
    });
    worker.once('error', reject);
    worker.once('exit', (code, signal) => reject(new Error(`a worker ended before it was ready (${signal ?? code})`)));
  });
}
