import { newHome } from '../support/process_server.ts';
import { type BenchServer, personaName, startBenchServer } from './bench_server.ts';
import { median, printTable, shown } from './figures.ts';
import { type Load, startLoad } from './load/load.ts';
import { measure, targetOf } from './measure.ts';
import { completeRun, createRun, getRun, heartbeat, listRuns } from './operations.ts';
import type { Options } from './options.ts';
import { builtLauncher } from './package.ts';
import { serverMegabytes } from './processes.ts';

const starts = 5;
const idleMs = 5_000;
const flight = 32;

/** How long the built server takes to be ready with a database that is there, and what memory it holds while it works. */
export async function memory(options: Options) {
  const ready = await readyTimes();
  const load = startLoad();
  const bench = await startBenchServer(options);
  try {
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const held = [serverMegabytes(bench.server.pid)];
    const steps = 10;
    for (let step = 0; step < steps; step += 1) {
      await mixedCalls(load, bench, options.calls / steps);
      held.push(serverMegabytes(bench.server.pid));
    }
    const most = serverMegabytes(bench.server.pid, 'VmHWM');
    printTable('start', ['', 'seconds'], [[`ready, median of ${starts} starts`, shown(median(ready), 2)]]);
    printTable(
      'memory of the server (RSS)',
      ['after calls', 'MB'],
      [...held.map((value, step) => [shown((step * options.calls) / steps), shown(value)]), ['at most', shown(most)]],
    );
    return { readySeconds: ready, calls: options.calls, megabytes: held, most };
  } finally {
    await load.stop();
    await bench.stop();
  }
}

/** Seconds from the start of the process to the line that says that it listens, on a data folder that is there. */
async function readyTimes(): Promise<number[]> {
  const home = newHome(builtLauncher());
  try {
    await (await home.serve()).stop();
    const seconds: number[] = [];
    for (let n = 0; n < starts; n += 1) {
      const begun = performance.now();
      const server = await home.serve();
      seconds.push((performance.now() - begun) / 1_000);
      await server.stop();
    }
    return seconds;
  } finally {
    await home.remove();
  }
}

/** Calls as pipelines and people make them: a fifth makes and ends runs, the rest looks at them. */
async function mixedCalls(load: Load, bench: BenchServer, calls: number): Promise<void> {
  const target = targetOf(bench);
  const size = (part: number) => ({ flight, seconds: 600, calls: Math.round(calls * part) });
  const { collected } = await measure(load, target, createRun(personaName), size(0.1));
  await measure(load, target, heartbeat(collected), size(0.2));
  await measure(load, target, getRun(collected), size(0.5));
  await measure(load, target, completeRun(collected), size(0.1));
  const { errors } = await measure(load, target, listRuns('50', {}), size(0.1));
  if (errors > 0) throw new Error(`${errors} calls were refused`);
}
