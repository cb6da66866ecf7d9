import { type BenchServer, startBenchServer } from './bench_server.ts';
import { startEcho } from './echo.ts';
import { type Load, startLoad } from './load/load.ts';
import { line, type Measured, measure, printMeasured, type Target, targetOf } from './measure.ts';
import { getRun, heartbeat, listRuns, type Operation } from './operations.ts';
import type { Options } from './options.ts';
import { preparePgbench } from './pgbench/pgbench.ts';
import { measureWrites, printRatios, warmUp } from './writes.ts';

/** The usual calls at each load, beside the echo of the same message and pgbench with the same rows. */
export async function calls(options: Options) {
  const load = startLoad();
  const bench = await startBenchServer(options);
  try {
    return await inOneRun(options, load, bench);
  } finally {
    await load.stop();
    await bench.stop();
  }
}

/** How many runs are read in turn. */
const read = 10_000;

async function inOneRun(options: Options, load: Load, bench: BenchServer) {
  const target = targetOf(bench);
  const writes = await measureWrites(options, load, target, await preparePgbench(bench));
  const rows: Measured[] = [...writes.rows];
  const each = async (where: Target, operation: Operation) => {
    const { samples } = await warmUp(load, where, operation, options);
    let most = Number.NaN;
    for (const flight of options.flights) {
      const row = line(await measure(load, where, operation, { flight, seconds: options.seconds }));
      rows.push(row);
      if (flight === Math.max(...options.flights)) most = row.perSecond;
    }
    return { perSecond: most, answer: samples[0]! };
  };
  const get = getRun(writes.runs.slice(0, read));
  const real = await each(target, get);
  const echo = await startEcho(real.answer);
  const floor = await each(echo, { ...get, name: 'echo of GetAgentRun' }).finally(() => echo.stop());
  await each(target, listRuns('50', {}));
  await each(target, heartbeat(await writes.take(1_000)));
  const ratios = { ...writes.ratios, 'get / echo': real.perSecond / floor.perSecond };
  printMeasured('calls', rows);
  printRatios(ratios, Math.max(...options.flights));
  return { rows, ratios, messageBytes: real.answer.length };
}
