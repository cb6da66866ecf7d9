import { clients } from '../support/clients.ts';
import { uuid } from '../support/server.ts';
import { type BenchServer, personaName, startBenchServer } from './bench_server.ts';
import { printTable, shown } from './figures.ts';
import { fillRuns, hardFilters, readFilling } from './fill_runs.ts';
import { type Load, startLoad } from './load/load.ts';
import { line, type Measured, measure, printMeasured, targetOf } from './measure.ts';
import { completion, listRuns } from './operations.ts';
import type { Options } from './options.ts';
import { type Pgbench, preparePgbench } from './pgbench/pgbench.ts';
import { measureWrites, printRatios, warmUp } from './writes.ts';

/** How many runs are many enough to compare with. */
const few = 10_000;
const personas = 20;

/** The same tables with very many runs: listing by each filter, at few and at many runs, and the writes beside pgbench. */
export async function large(options: Options) {
  const load = startLoad();
  const bench = await startBenchServer(options);
  try {
    const filling = await prepare(bench, Date.now() - (options.runs + 60) * 1_000);
    const pgbench = await preparePgbench(bench);
    const url = bench.home.superuserUrl();
    const fill = async (from: number, to: number) => {
      const begun = performance.now();
      const urls = [url, ...(pgbench ? [pgbench.superuserUrl] : [])];
      await Promise.all(urls.map((one) => fillRuns(one, filling, from, to)));
      console.log(`${shown(to)} runs are in the table (${shown((performance.now() - begun) / 1_000)} s)`);
    };
    await fill(1, few);
    const small = await lists(options, load, bench, await hardFilters(url, filling, few));
    await fill(few + 1, options.runs);
    const full = await lists(options, load, bench, await hardFilters(url, filling, options.runs));
    printLists(options.runs, small, full);
    const writes = await writesAt(options, load, bench, pgbench);
    return { runs: options.runs, lists: { few, small, full }, ...writes };
  } finally {
    await load.stop();
    await bench.stop();
  }
}

/** Personas, and a run as the server makes one, for the rows to be like. */
async function prepare(bench: BenchServer, begin: number) {
  for (let n = 2; n <= personas; n += 1)
    await bench.owner.personas.createPersona({ name: `reviewer-${n}`, role: 'reviewer', content: 'Look for holes.' });
  const made = clients(bench.server.address, bench.key);
  const { run } = await made.runs.createAgentRun({
    persona: personaName,
    start: true,
    ciProvider: 1,
    triggerSource: 2,
  });
  await made.runs.completeAgentRun(completion({ runId: run!.id, requestId: 'model' }));
  for (const client of Object.values(made)) client.raw.close();
  return readFilling(bench.home.superuserUrl(), uuid(run!.id), begin);
}

type Filters = Awaited<ReturnType<typeof hardFilters>>;

/** One call at a time: what a person waits for. */
async function lists(options: Options, load: Load, bench: BenchServer, filters: Filters): Promise<Measured[]> {
  const target = targetOf(bench);
  const rows: Measured[] = [];
  await warmUp(load, target, listRuns('none', {}), options);
  for (const [name, request] of Object.entries(filters)) {
    const operation = listRuns(name, request);
    await measure(load, target, operation, { flight: 1, seconds: 0.5 });
    rows.push(line(await measure(load, target, operation, { flight: 1, seconds: options.seconds / 2 })));
  }
  return rows;
}

function printLists(runs: number, small: Measured[], full: Measured[]): void {
  const [before, after] = [`at ${shown(few)}`, `at ${shown(runs)}`];
  printTable(
    `ListAgentRuns, 50 a page, one call at a time, ${before} and ${after} runs`,
    ['filter', `p50 ms ${before}`, after, 'ratio', `p99 ms ${before}`, after, `database µs ${before}`, after],
    full.map((row, n) => {
      const other = small[n]!;
      const both = (of: (one: Measured) => number, digits: number) => [other, row].map((one) => shown(of(one), digits));
      return [
        row.operation.replace('ListAgentRuns ', ''),
        ...[...both(({ p50 }) => p50, 2), shown(row.p50 / other.p50, 2), ...both(({ p99 }) => p99, 2)],
        ...both(({ databaseCpu }) => databaseCpu, 0),
      ];
    }),
  );
}

async function writesAt(options: Options, load: Load, bench: BenchServer, pgbench: Pgbench | undefined) {
  const { rows, ratios } = await measureWrites(options, load, targetOf(bench), pgbench);
  printMeasured(`writes at ${shown(options.runs)} runs`, rows);
  printRatios(ratios, Math.max(...options.flights));
  return { rows, ratios };
}
