import type { BenchServer } from './bench_server.ts';
import { printTable, quantile, shown } from './figures.ts';
import type { Outcome } from './load/job.ts';
import type { Load } from './load/load.ts';
import type { Operation } from './operations.ts';
import { databaseTime, serverTime } from './processes.ts';

/** One line of a table. */
export interface Measured {
  operation: string;
  flight: number;
  calls: number;
  errors: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Microseconds of processor time per call. */
  serverCpu: number;
  databaseCpu: number;
  generatorCpu: number;
}

/** Where calls go, and whose processor time counts. */
export interface Target {
  address: string;
  key: string | undefined;
  pid: number;
  /** Microseconds of the database's processes so far. */
  databaseTime?: () => number;
}

export const targetOf = ({ server, key, home }: BenchServer): Target => ({
  ...{ address: server.address, key, pid: server.pid },
  databaseTime: () => databaseTime(home),
});

export interface Size {
  flight: number;
  seconds: number;
  calls?: number;
}

const connections = 4;

/** Loads a target with one operation. The first answers are decoded, so that what is measured are answers. */
export async function measure(
  load: Load,
  target: Target,
  operation: Operation,
  size: Size,
): Promise<Measured & Pick<Outcome, 'collected' | 'samples' | 'ms' | 'at'>> {
  const { address, key } = target;
  const { template, slots, collect, method } = operation;
  const calls = Math.min(size.calls ?? Number.MAX_SAFE_INTEGER, operation.calls ?? Number.MAX_SAFE_INTEGER);
  const [server, database] = [serverTime(target.pid), target.databaseTime?.() ?? Number.NaN];
  const outcome = await load.run({
    ...{ address, key, path: method.path, template, slots, connections, ...size, calls },
    ...(collect ? { collect } : {}),
  });
  const { ms, at, errors, seconds, samples, collected } = outcome;
  if (outcome.failure) throw new Error(`${operation.name}: ${outcome.failure}`);
  for (const bytes of samples) method.responseDeserialize(bytes);
  const per = (microseconds: number) => microseconds / Math.max(1, ms.length + errors);
  return {
    ...{ operation: operation.name, flight: size.flight, calls: ms.length, errors, samples, collected, ms, at },
    ...{ perSecond: ms.length / seconds, p50: quantile(ms, 0.5), p99: quantile(ms, 0.99) },
    serverCpu: per(serverTime(target.pid) - server),
    databaseCpu: per((target.databaseTime?.() ?? Number.NaN) - database),
    generatorCpu: per(outcome.cpu),
  };
}

/** A line without what only the next step needs. */
export function line(of: Awaited<ReturnType<typeof measure>>): Measured {
  const { samples: _samples, collected: _collected, ms: _ms, at: _at, ...rest } = of;
  return rest;
}

export function printMeasured(title: string, rows: Measured[]): void {
  const heads = [
    'operation',
    'in flight',
    'calls/s',
    'p50 ms',
    'p99 ms',
    'server µs',
    'database µs',
    'generator µs',
    'errors',
  ];
  printTable(
    title,
    heads,
    rows.map((row) => [
      ...[row.operation, shown(row.flight), shown(row.perSecond), shown(row.p50, 2), shown(row.p99, 2)],
      ...[shown(row.serverCpu), shown(row.databaseCpu), shown(row.generatorCpu, 1), shown(row.errors)],
    ]),
  );
}
