import { personaName } from './bench_server.ts';
import { shown } from './figures.ts';
import type { Load } from './load/load.ts';
import { line, type Measured, measure, type Target } from './measure.ts';
import { completeRun, createRun, type Operation, probe } from './operations.ts';
import type { Options } from './options.ts';
import type { Pgbench } from './pgbench/pgbench.ts';

/** Calls before the measuring: code that runs often is compiled while it runs. The first call is a real client's. */
export async function warmUp(load: Load, target: Target, operation: Operation, options: Options) {
  await probe(target.address, target.key, operation);
  return measure(load, target, operation, { flight: 32, seconds: options.warmSeconds });
}

export interface Writes {
  rows: Measured[];
  ratios: Record<string, number>;
  /** Runs that were made. */
  runs: string[];
  /** Makes or finds runs that are still running. */
  take(count: number): Promise<string[]>;
}

/** CreateAgentRun and CompleteAgentRun at each load, each followed by pgbench with the same rows. */
export async function measureWrites(
  options: Options,
  load: Load,
  target: Target,
  pgbench: Pgbench | undefined,
): Promise<Writes> {
  const rows: Measured[] = [];
  const runs: string[] = [];
  const create = createRun(personaName);
  const free = (await warmUp(load, target, create, options)).collected;
  for (const flight of options.flights) {
    const made = await measure(load, target, create, { flight, seconds: options.seconds });
    rows.push(line(made));
    runs.push(...made.collected);
    for (const id of made.collected) free.push(id);
  }
  const created = await pgbench?.create(options.seconds);
  if (created) rows.push(created);
  // Each completion takes a run of its own; those of the measured creates come first, more are made as needed.
  const take = async (count: number) => {
    while (free.length < count) {
      const more = await measure(load, target, create, { flight: 128, seconds: 20, calls: count - free.length });
      if (more.collected.length === 0) throw new Error('no runs could be made');
      for (const id of more.collected) free.push(id);
    }
    return free.splice(0, count);
  };
  const createdAt = (flight: number) =>
    rows.find((row) => row.flight === flight && row.operation === create.name)?.perSecond ?? 0;
  // As many as can be created in the time can be completed in it, or little more.
  const enough = (flight: number) => Math.ceil(createdAt(flight) * options.seconds * 1.5) + flight;
  await warmUp(load, target, completeRun(await take(enough(options.flights[0]!) + 200)), options);
  const completed: Measured[] = [];
  for (const flight of options.flights) {
    const operation = completeRun(await take(enough(flight)));
    completed.push(line(await measure(load, target, operation, { flight, seconds: options.seconds })));
  }
  rows.push(...completed);
  const other = await pgbench?.complete(options.seconds, created?.perSecond ?? 0);
  if (other) rows.push(other);
  const most = Math.max(...options.flights);
  const completedAt = completed.find(({ flight }) => flight === most)!.perSecond;
  const ratios = {
    'create / pgbench': createdAt(most) / (created?.perSecond ?? Number.NaN),
    'complete / pgbench': completedAt / (other?.perSecond ?? Number.NaN),
  };
  return { rows, ratios, runs, take };
}

export function printRatios(ratios: Record<string, number>, flight: number): void {
  for (const [name, value] of Object.entries(ratios))
    console.log(`  ${name} at ${flight} in flight: ${shown(value, 2)}`);
}
