import cluster, { type Worker } from 'node:cluster';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { workerVariable } from '../config.ts';
import { portOf, serveMetrics } from './metrics_server.ts';
import type { DatabaseUrls, RunConfig, Running } from './run.ts';
import type { Begin, FromWorker, ToWorker } from './worker.ts';

/**
 * How long after the end of a worker another one takes its place, in milliseconds: at first, and at most, where they cannot start.
 */
const againMs = { first: 1_000, most: 30_000 };
/** What a worker gets beyond the grace of its calls before it is killed, in milliseconds. */
const closingMs = 5_000;

type Ready = Extract<FromWorker, { ready: unknown }>['ready'];

/**
 * Several processes that take calls on one address, each a server of its own, as if it ran on another machine: they meet in the
 * database alone. This process has the embedded database and the metrics, hands out connections, and puts another worker in the place of
 * one that ends.
 */
export class Workers {
  private readonly config: RunConfig;
  private readonly log: Logger;
  private readonly workers = new Map<Worker, { ready: Promise<Ready>; ended: Promise<void> }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Set once the first has started: from then on, who ends is replaced. */
  private begin: Begin | undefined;
  private stopping = false;
  private delayMs = againMs.first;

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
    const { url, ownerUrl, isEmbedded } = database;
    const { host } = this.config;
    const metrics = await this.serveMetrics();
    try {
      const begin = { url, ownerUrl, isEmbedded, port: this.config.port || (await freePort(host)) };
      const [first, ...others] = this.workers.keys();
      const begun = await this.startOne(first!, begin);
      // What the first of all servers made, above all the owner's key, is told whatever becomes of the others.
      this.begin = begin;
      await Promise.all(others.map((worker) => this.tryOne(worker, begin)));
      this.replaceEnded(begin);
      return {
        ...begun,
        metricsPort: portOf(metrics),
        stop: async () => {
          await this.stop();
          metrics?.close();
        },
      };
    } catch (error) {
      metrics?.close();
      throw error;
    }
  }

  /** Lets running calls end, and waits for the end of the processes; those that do not end are killed. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const worker of this.workers.keys()) send(worker, 'stop');
    const late = setTimeout(() => {
      for (const { process } of this.workers.keys()) {
        this.log.error({ pid: process.pid }, 'a worker did not stop and is killed');
        process.kill('SIGKILL');
      }
    }, this.config.graceMs + closingMs);
    await Promise.all([...this.workers.values()].map(({ ended }) => ended));
    clearTimeout(late);
  }

  private forkOne(): Worker {
    const worker = cluster.fork({ [workerVariable]: '1' });
    const ready = readyOf(worker);
    // Whoever started it hears of it; before that its end is all there is to know.
    ready.catch(() => undefined);
    const ended = new Promise<void>((resolve) => {
      const end = (how: object) => {
        if (this.workers.delete(worker)) this.ended(worker, how);
        resolve();
      };
      worker.once('exit', (code, signal) => end({ code, signal }));
      // Also said of each message that does not get through to a worker that is about to end: only one that was never there has no end.
      worker.on('error', (err) => {
        if (worker.process.pid === undefined) end({ err });
      });
    });
    this.workers.set(worker, { ready, ended });
    return worker;
  }

  private startOne(worker: Worker, begin: Begin): Promise<Ready> {
    send(worker, begin);
    return this.workers.get(worker)?.ready ?? Promise.reject(new Error('a worker ended before it was started'));
  }

  private async tryOne(worker: Worker, begin: Begin): Promise<void> {
    try {
      await this.startOne(worker, begin);
      this.delayMs = againMs.first;
      this.log.info({ pid: worker.process.pid }, 'a worker started');
    } catch (error) {
      this.delayMs = Math.min(2 * this.delayMs, againMs.most);
      this.log.error({ err: error }, 'a worker did not start');
    }
  }

  private ended(worker: Worker, how: object): void {
    const { begin } = this;
    if (!begin || this.stopping) return;
    this.log.error({ pid: worker.process.pid, ...how }, 'a worker ended; another takes its place');
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.replaceEnded(begin);
    }, this.delayMs);
    this.timers.add(timer);
  }

  private replaceEnded(begin: Begin): void {
    while (this.workers.size < this.config.workers) void this.tryOne(this.forkOne(), begin);
  }

  private async serveMetrics(): Promise<Server | undefined> {
    const { metrics } = this.config;
    if (!metrics) return undefined;
    const all = new AggregatorRegistry();
    return serveMetrics({ contentType: all.contentType, metrics: () => all.clusterMetrics() }, metrics);
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

/** A port for all workers, where any will do: each would get another one, once the last of those before it is gone. */
function freePort(host: string): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, host, () => {
      const port = portOf(server)!;
      server.close(() => resolve(port));
    });
  });
}
