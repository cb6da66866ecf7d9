import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { clients } from '../support/clients.ts';
import { fillLog } from '../support/fill_log.ts';
import { type Home, newHome, type ProcessServer } from '../support/process_server.ts';
import { uuid } from '../support/server.ts';
import { personaName } from './bench_server.ts';
import { median, quantile } from './figures.ts';
import { type Load, startLoad } from './load/load.ts';
import { measure, type Target } from './measure.ts';
import { createRun } from './operations.ts';
import type { Options } from './options.ts';
import { databaseTime } from './processes.ts';

/** Calls at a time. */
const flight = 32;

interface Side {
  home: Home;
  server: ProcessServer;
  target: Target;
  perSecond: number[];
  ms: number[];
  /** Microseconds of processor time per call: the server, and its database. */
  cpu: { server: number[]; database: number[] };
}

async function start(withLedger: boolean): Promise<Side> {
  const home = newHome();
  if (!withLedger) home.env.NODE_OPTIONS = `--import ${pathToFileURL(`${import.meta.dirname}/no_ledger.mjs`).href}`;
  const server = await home.serve(['--log-level', 'warn']);
  const owner = clients(server.address, home.ownerKey());
  await owner.personas.createPersona({ name: personaName, role: 'reviewer', content: 'Look for holes.\n'.repeat(40) });
  const scopes = ['agent_runs:read', 'agent_runs:write'];
  const { secret: key } = await owner.keys.createServiceKey({ name: 'bench', scopes, allProjects: true });
  for (const client of Object.values(owner)) client.raw.close();
  const target = { address: server.address, key, pid: server.pid, databaseTime: () => databaseTime(home) };
  return { home, server, target, perSecond: [], ms: [], cpu: { server: [], database: [] } };
}

/** Creates and starts runs for a while, so many at a time. */
async function round(load: Load, side: Side, seconds: number, keep: boolean): Promise<void> {
  const made = await measure(load, side.target, createRun(personaName), { flight, seconds });
  if (made.errors > 0) throw new Error(`${made.errors} calls were refused`);
  if (!keep) return;
  side.perSecond.push(made.perSecond);
  for (const ms of made.ms) side.ms.push(ms);
  side.cpu.server.push(made.serverCpu);
  side.cpu.database.push(made.databaseCpu);
}

/** How many events wait for their places: how far the sequencer is behind. */
async function waiting(home: Home): Promise<number> {
  const client = new Client({ connectionString: home.superuserUrl() });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from audit_pending');
  await client.end();
  return rows[0].n;
}

async function cost({ rounds, seconds }: Options) {
  const load = startLoad();
  const sides: { on?: Side; off?: Side } = {};
  try {
    const on = await start(true);
    sides.on = on;
    const off = await start(false);
    sides.off = off;
    // A server becomes faster for a while: what runs often is compiled.
    for (const side of [on, off]) await round(load, side, 15, false);
    const behind: number[] = [];
    for (let n = 0; n < rounds; n += 1)
      for (const side of n % 2 ? [off, on] : [on, off]) {
        // What the round before left to do is not this one's.
        while ((await waiting(on.home)) > 0) await sleep(100);
        await round(load, side, seconds, true);
        if (side === on) behind.push(await waiting(on.home));
      }
    const ratios = on.perSecond.map((perSecond, n) => perSecond / off.perSecond[n]!);
    return { on: summary(on), off: summary(off), ratio: median(ratios), ratios, behind };
  } finally {
    await load.stop();
    for (const side of Object.values(sides)) {
      await side.server.stop();
      await side.home.remove();
    }
  }
}

const summary = (side: Side) => ({
  perSecond: median(side.perSecond),
  p50: median(side.ms),
  p99: quantile(side.ms, 0.99),
  serverCpu: median(side.cpu.server),
  databaseCpu: median(side.cpu.database),
});

async function verifying({ events }: Options) {
  const home = newHome();
  try {
    const server = await home.serve(['--log-level', 'warn']);
    const owner = clients(server.address, home.ownerKey());
    const organization = uuid((await owner.projects.getOrganization()).organization!.id);
    const project = uuid((await owner.projects.listProjects()).projects[0]!.id);
    for (const client of Object.values(owner)) client.raw.close();
    await fillLog(home.superuserUrl(), organization, project, events);
    const begun = performance.now();
    while ((await waiting(home)) > 0) await sleep(100);
    const places = events / ((performance.now() - begun) / 1_000);
    const took: number[] = [];
    let megabytes = 0;
    for (let n = 0; n < 3; n += 1) {
      const at = performance.now();
      const run = home.sfs(['audit', 'verify'], { SFS_SERVER: server.address, SFS_API_KEY: home.ownerKey() });
      const look = setInterval(() => {
        try {
          const text = readFileSync(`/proc/${run.pid}/status`, 'utf8');
          megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1_024);
        } catch {
          // Ended, or no Linux.
        }
      }, 50);
      const { code } = await run.ended;
      clearInterval(look);
      if (code !== 3) throw new Error((await run.output).stdout);
      took.push((performance.now() - at) / 1_000);
    }
    await server.stop();
    return { events, placesPerSecond: places, seconds: median(took), perSecond: events / median(took), megabytes };
  } finally {
    await home.remove();
  }
}

/**
 * What the audit log costs, and how fast it verifies.
 *
 * Two servers with a database each, one of them without the log, are loaded in turn, so that the machine's moods meet both. Server,
 * database and load share the machine. They run from source: the one without the log is made by replacing a file of it.
 */
export async function ledger(options: Options) {
  const create = await cost(options);
  const verify = await verifying(options);
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  console.log(
    `create and start a run, ${flight} in flight, median of ${options.rounds} rounds of ${options.seconds} s`,
  );
  for (const [name, { perSecond, p50, p99, serverCpu, databaseCpu }] of [
    ['with the log', create.on],
    ['without it', create.off],
  ] as const)
    console.log(
      `  ${name.padEnd(12)} ${whole(perSecond).padStart(7)} calls/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   ` +
        `server ${whole(serverCpu)} µs, database ${whole(databaseCpu)} µs per call`,
    );
  console.log(
    `  ratio        ${create.ratio.toFixed(3)} (rounds: ${create.ratios.map((one) => one.toFixed(2)).join(' ')})`,
  );
  console.log(`  events without a place at the end of a round: ${create.behind.map(whole).join(' ')}`);
  console.log(`verify the log of ${whole(verify.events)} events, as a process of its own`);
  console.log(
    `  ${whole(verify.perSecond)} events/s (${verify.seconds.toFixed(2)} s), ${whole(verify.megabytes)} MB at most`,
  );
  console.log(`  places given: ${whole(verify.placesPerSecond)} events/s`);
  return { create, verify };
}
