import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../../src/db/embedded/roles.ts';
import type { BenchServer } from '../bench_server.ts';
import { quantile } from '../figures.ts';
import type { Measured } from '../measure.ts';
import { databaseTime, processorTime } from '../processes.ts';
import { findPgbench, runPgbench } from './program.ts';
import { sameRows } from './same_rows.ts';

/** pgbench beside the server: the same rows in the same PostgreSQL, as a C client writes them. */
export interface Pgbench {
  /** Its database, as superuser. */
  superuserUrl: string;
  create(seconds: number): Promise<Measured>;
  /** @param perSecond what to expect at most, so that there are enough runs to complete */
  complete(seconds: number, perSecond: number): Promise<Measured>;
}

const clients = 32;

/** Prepares it; undefined where there is no pgbench. */
export async function preparePgbench(bench: BenchServer): Promise<Pgbench | undefined> {
  const program = findPgbench();
  if (!program) {
    console.log('pgbench not found: skipped');
    return undefined;
  }
  const rows = await sameRows(bench);
  /** @param each how many runs there are for each client; what goes beyond is no completion */
  const run = async (
    operation: string,
    script: typeof rows.create,
    seconds: number,
    each = Number.POSITIVE_INFINITY,
  ): Promise<Measured> => {
    const [database, own] = [databaseTime(bench.home), processorTime(process.pid, true)];
    const { perSecond, transactions, ms, ofClients } = await runPgbench(program, rows.url, script, {
      clients,
      seconds,
    });
    const beyond = [...ofClients.values()].reduce((sum, made) => sum + Math.max(0, made - each), 0);
    const per = (microseconds: number) => microseconds / transactions;
    return {
      ...{ operation, flight: clients, calls: transactions, errors: beyond, perSecond },
      ...{ p50: quantile(ms, 0.5), p99: quantile(ms, 0.99), serverCpu: Number.NaN },
      databaseCpu: per(databaseTime(bench.home) - database),
      generatorCpu: per(processorTime(process.pid, true) - own),
    };
  };
  return {
    superuserUrl: rows.superuserUrl,
    async create(seconds) {
      await quiet(bench);
      return run('pgbench, rows of a create', rows.create, seconds);
    },
    async complete(seconds, perSecond) {
      const each = Math.ceil((perSecond * (seconds + 2) * 2) / clients);
      await rows.fill(clients, each);
      await quiet(bench);
      return run('pgbench, rows of a completion', rows.complete, seconds, each);
    },
  };
}

/** Waits until the server has given every event its place: that work would run beside pgbench. */
export async function quiet(bench: BenchServer): Promise<void> {
  await withClient(bench.home.superuserUrl(), async (client) => {
    for (let n = 0; n < 300; n += 1) {
      const { rows } = await client.query('select exists (select from audit_pending) as waiting');
      if (!rows[0].waiting) break;
      await sleep(200);
    }
    await client.query('checkpoint');
  });
}
