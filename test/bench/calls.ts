import type { GetAgentRunResponse } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { type BenchServer, personaName, startBenchServer } from './bench_server.ts';
import { startEcho } from './echo.ts';
import { shown } from './figures.ts';
import { type Load, startLoad } from './load/load.ts';
import { line, type Measured, measure, printMeasured, type Target, targetOf } from './measure.ts';
import { completeRun, createRun, getRun, heartbeat, listRuns, type Operation, probe } from './operations.ts';
import type { Options } from './options.ts';
import { preparePgbench } from './pgbench/pgbench.ts';

/** The usual calls at each load, beside the echo of the same message and pgbench with the same rows. */
export async function calls(options: Options) {
  const load = startLoad();
  const bench = await startBenchServer(options.logLevel);
  try {
    return await inOneRun(options, load, bench);
  } finally {
    await load.stop();
    await bench.stop();
  }
}

const echoName = 'echo of GetAgentRun';

async function inOneRun(options: Options, load: Load, bench: BenchServer) {
  const target = targetOf(bench);
  const pgbench = await preparePgbench(bench);
  const rows: Measured[] = [];
  const create = createRun(personaName);
  /** Calls before the measuring: code that runs often is compiled while it runs. */
  const warm = async (where: Target, operation: Operation) => {
    await probe(where.address, where.key, operation);
    return measure(load, where, operation, { flight: 32, seconds: options.warmSeconds });
  };
  const each = async (where: Target, operation: (flight: number) => Promise<Operation> | Operation) => {
    for (const flight of options.flights) {
      const row = await measure(load, where, await operation(flight), { flight, seconds: options.seconds });
      rows.push(line(row));
      started.push(...row.collected);
    }
  };
  const started: string[] = [];
  started.push(...(await warm(target, create)).collected);
  await each(target, () => create);
  const created = await pgbench?.create(options.seconds);
  if (created) rows.push(created);
  const runs = [...started];
  // Each completion takes a run of its own; those of the measured creates come first, more are made as needed.
  const take = async (count: number) => {
    while (started.length < count) {
      const more = await measure(load, target, create, { flight: 128, seconds: 20, calls: count - started.length });
      if (more.collected.length === 0) throw new Error('no runs could be made');
      started.push(...more.collected);
    }
    return started.splice(0, count);
  };
  const beating = await take(1_000);
  // As many as can be created in the time can be completed in it, or little more.
  const enough = (flight: number) => {
    const created = rows.find((row) => row.flight === flight && row.operation === create.name)!;
    return Math.ceil(created.perSecond * options.seconds * 1.5) + flight;
  };
  await warm(target, completeRun(await take(Math.max(200, enough(options.flights[0]!)))));
  await each(target, async (flight) => completeRun(await take(enough(flight))));
  const completed = await pgbench?.complete(options.seconds, created?.perSecond ?? 0);
  if (completed) rows.push(completed);
  const get = getRun(runs.slice(0, 10_000));
  const sample = (await warm(target, get)).samples[0]!;
  const echo = await startEcho(sample);
  try {
    await each(target, () => get);
    await warm(echo, { ...get, name: echoName });
    await each(echo, () => ({ ...get, name: echoName }));
  } finally {
    await echo.stop();
  }
  for (const operation of [listRuns('50', {}), heartbeat(beating)]) {
    await warm(target, operation);
    await each(target, () => operation);
  }
  printMeasured('calls', rows);
  const most = Math.max(...options.flights);
  const at = (name: string) =>
    rows.find((row) => row.operation === name && row.flight === most)?.perSecond ?? Number.NaN;
  const ratios = {
    'create / pgbench': at(create.name) / (created?.perSecond ?? Number.NaN),
    'complete / pgbench': at('CompleteAgentRun') / (completed?.perSecond ?? Number.NaN),
    'get / echo': at(get.name) / at(echoName),
  };
  for (const [name, value] of Object.entries(ratios)) console.log(`  ${name} at ${most} in flight: ${shown(value, 2)}`);
  const answer = get.method.responseDeserialize(sample) as GetAgentRunResponse;
  return { rows, ratios, message: { bytes: sample.length, id: answer.run?.id } };
}
