import { status } from '@grpc/grpc-js';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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

/** Lets the parent of this worker ask for its figures. */
export function answerParent(registry: Registry): void {
  AggregatorRegistry.setRegistries(registry);
  // It is the making of one that begins to listen.
  new AggregatorRegistry();
}
