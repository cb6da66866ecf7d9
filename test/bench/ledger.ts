import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { clients } from '../support/clients.ts';
import { fillLog } from '../support/fill_log.ts';
import { type Home, newHome, type ProcessServer } from '../support/process_server.ts';
import { uuid } from '../support/server.ts';
import { median, quantile } from './figures.ts';
import type { Options } from './options.ts';

/** Calls at a time. */
const flight = 32;

interface Side {
  home: Home;
  server: ProcessServer;
  key: string;
  perSecond: number[];
  ms: number[];
}

async function start(withLedger: boolean): Promise<Side> {
  const home = newHome();
  if (!withLedger) home.env.NODE_OPTIONS = `--import ${pathToFileURL(`${import.meta.dirname}/no_ledger.mjs`).href}`;
  const server = await home.serve(['--log-level', 'warn']);
  const owner = clients(server.address, home.ownerKey());
  await owner.personas.createPersona({ name: 'sentinel', role: 'reviewer', content: 'Look for holes.\n'.repeat(40) });
  const scopes = ['agent_runs:read', 'agent_runs:write'];
  const { secret } = await owner.keys.createServiceKey({ name: 'bench', scopes, allProjects: true });
  for (const client of Object.values(owner)) client.raw.close();
  return { home, server, key: secret, perSecond: [], ms: [] };
}

/** Creates and starts runs for a while, so many at a time. */
async function round({ server, key, perSecond, ms }: Side, length: number, keep: boolean): Promise<void> {
  const made = clients(server.address, key);
  const end = performance.now() + length * 1_000;
  let calls = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const begun = performance.now();
      await made.runs.createAgentRun({
        persona: 'sentinel',
        start: true,
        ciProvider: 1,
        triggerRef: `refs/pull/${calls}`,
        requestId: randomUUID(),
      });
      calls += 1;
      if (keep) ms.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: flight }, worker));
  if (keep) perSecond.push(calls / length);
  for (const client of Object.values(made)) client.raw.close();
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
  const sides = { on: await start(true), off: await start(false) };
  try {
    // A server becomes faster for a while: what runs often is compiled.
    for (const side of Object.values(sides)) await round(side, 15, false);
    const behind: number[] = [];
    for (let n = 0; n < rounds; n += 1)
      for (const name of n % 2 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
        await round(sides[name], seconds, true);
        if (name === 'on') behind.push(await waiting(sides.on.home));
      }
    const ratios = sides.on.perSecond.map((on, n) => on / sides.off.perSecond[n]!);
    const of = (side: Side) => ({
      perSecond: median(side.perSecond),
      p50: median(side.ms),
      p99: quantile(side.ms, 0.99),
    });
    return { on: of(sides.on), off: of(sides.off), ratio: median(ratios), ratios, behind };
  } finally {
    for (const side of Object.values(sides)) {
      await side.server.stop();
      await side.home.remove();
    }
  }
}

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
  for (const [name, { perSecond, p50, p99 }] of [
    ['with the log', create.on],
    ['without it', create.off],
  ] as const)
    console.log(
      `  ${name.padEnd(12)} ${whole(perSecond).padStart(7)} calls/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`,
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
