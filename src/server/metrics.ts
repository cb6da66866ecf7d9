import { createServer, type Server } from 'node:http';
import { status } from '@grpc/grpc-js';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counts calls; served as Prometheus text on a port of its own. */
export interface Metrics {
  started(method: string): void;
  ended(method: string, code: status, ms: number): void;
  registry: Registry;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labels = ['method', 'code'];
  const registers = [registry];
  const calls = new Counter({
    name: 'sfs_calls_total',
    help: 'Calls that ended, by method and status.',
    labelNames: labels,
    registers,
  });
  const open = new Gauge({
    name: 'sfs_calls_open',
    help: 'Calls that have not ended.',
    labelNames: ['method'],
    registers,
  });
  const seconds = new Histogram({
    name: 'sfs_call_seconds',
    help: 'Time from headers to status.',
    labelNames: ['method'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  return {
    registry,
    started: (method) => open.inc({ method }),
    ended(method, code, ms) {
      open.dec({ method });
      calls.inc({ method, code: status[code] });
      seconds.observe({ method }, ms / 1000);
    },
  };
}

/** Serves /metrics and nothing else. */
export async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}
