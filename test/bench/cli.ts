import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clients } from '../support/clients.ts';
import { personaName, startBenchServer } from './bench_server.ts';
import { median, printTable, shown } from './figures.ts';
import type { Options } from './options.ts';
import { builtLauncher } from './package.ts';
import { processorTime } from './processes.ts';

const runs = 21;
const hello = fileURLToPath(new URL('hello.mjs', import.meta.url));

interface Program {
  name: string;
  words: string[];
  env: Record<string, string>;
  ms: number[];
  /** Microseconds of processor time of all its runs. */
  cpu: number;
}

/** One command of the built CLI beside a bare script with the same call, in turn: without compiled code in a cache, and with it. */
export async function cli(options: Options) {
  const bench = await startBenchServer(options);
  const folder = mkdtempSync(join(tmpdir(), 'sfs-bench-'));
  try {
    const { address } = bench.server;
    const made = clients(address, bench.key);
    const { run } = await made.runs.createAgentRun({ persona: personaName, start: true });
    for (const client of Object.values(made)) client.raw.close();
    const sides = (): [Program, Program] => [
      {
        name: 'sfs agent status',
        words: [builtLauncher(), 'agent', 'status', run!.id],
        env: { SFS_SERVER: address, SFS_API_KEY: bench.key },
        ...{ ms: [], cpu: 0 },
      },
      { name: 'bare call', words: [hello, address, bench.key, run!.id], env: {}, ms: [], cpu: 0 },
    ];
    const [cold, warm] = [sides(), sides()];
    await inTurn(cold, folder, (n) => join(folder, `cold-${n}`));
    await inTurn(warm, folder, () => join(folder, 'warm'), 3);
    const ratioOf = ([a, b]: [Program, Program]) => ({ wall: median(a.ms) / median(b.ms), cpu: a.cpu / b.cpu });
    const rows = (cache: string, pair: [Program, Program]) =>
      pair.map(({ name, ms, cpu }) => [`${name}, ${cache}`, shown(median(ms)), shown(cpu / ms.length / 1_000)]);
    printTable(
      `the command line, medians of ${runs} runs in turn`,
      ['', 'ms', 'processor ms'],
      [...rows('cold cache', cold), ...rows('warm cache', warm)],
    );
    const ratios = { cold: ratioOf(cold), warm: ratioOf(warm) };
    for (const [name, { wall, cpu }] of Object.entries(ratios))
      console.log(`  CLI / bare call, ${name}: ${shown(wall, 2)} (processor time ${shown(cpu, 2)})`);
    return { cold, warm, ratios };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await bench.stop();
  }
}

async function inTurn(
  pair: [Program, Program],
  home: string,
  cache: (n: number) => string,
  ignored = 0,
): Promise<void> {
  for (let n = -ignored; n < runs; n += 1)
    for (const program of n % 2 ? pair : [...pair].reverse()) {
      const env = { PATH: process.env.PATH ?? '', HOME: home, XDG_CACHE_HOME: cache(n), ...program.env };
      const [begun, before] = [performance.now(), processorTime(process.pid, true) - processorTime(process.pid)];
      const child = spawn(process.execPath, program.words, { env, cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${program.name} ended with ${code}`);
      if (n < 0) continue;
      program.ms.push(performance.now() - begun);
      program.cpu += processorTime(process.pid, true) - processorTime(process.pid) - before;
    }
}
