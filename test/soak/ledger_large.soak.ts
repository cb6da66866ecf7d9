import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillLog } from '../support/fill_log.ts';
import { uuid } from '../support/server.ts';
import { scaled } from './scale.ts';
import { type SoakWorld, startSoak } from './world.ts';

// A log that is far larger than memory would bear if it were kept: verified in one pass, whatever its length.
const events = scaled(1_000_000, 40_000);
// Large enough that V8 has taken the room that it takes for what is young, whatever is done in it.
const small = scaled(200_000, 20_000);
let world: SoakWorld;
let ids: { organization: string; project: string };

beforeAll(async () => {
  world = await startSoak();
  const [organization, projects] = [
    await world.owner().projects.getOrganization(),
    await world.owner().projects.listProjects(),
  ];
  ids = { organization: uuid(organization.organization!.id), project: uuid(projects.projects[0]!.id) };
});
afterAll(() => world?.end());

/** Adds events and waits until they have their places. */
async function grow(count: number): Promise<void> {
  await fillLog(world.home.superuserUrl(), ids.organization, ids.project, count);
  while ((await world.sql('select 1 from audit_pending limit 1')).length > 0) await sleep(100);
}

// V8 takes what a machine has before it cleans up: within these bounds memory says what is alive, and not how busy the machine was.
const bounded = '--max-old-space-size=96 --max-semi-space-size=8';

/** Verifies as a process of its own; answers seconds, and its largest size in memory and the server's meanwhile, in MB. */
async function verified(): Promise<{ seconds: number; megabytes: number; server: number; events: number }> {
  const env = { SFS_SERVER: world.server().address, SFS_API_KEY: world.home.ownerKey(), NODE_OPTIONS: bounded };
  const begun = performance.now();
  const run = world.home.sfs(['audit', 'verify', '--format', 'json'], env);
  let [megabytes, server] = [0, 0];
  const look = setInterval(() => {
    megabytes = Math.max(megabytes, memory(run.pid, 'VmHWM'));
    server = Math.max(server, memory(world.server().pid, 'VmRSS'));
  }, 50);
  const { code } = await run.ended;
  clearInterval(look);
  const seconds = (performance.now() - begun) / 1_000;
  const { stdout, stderr } = await run.output;
  const { checks } = JSON.parse(stdout);
  const bad = checks
    .filter(({ result }: { result: string }) => result !== 'ok')
    .map(({ name, message }: { name: string; message: string }) => `${name}: ${message}`);
  expect({ code, bad }, stderr).toEqual({ code: 3, bad: [expect.stringMatching(/^keys: self-asserted/)] });
  const [row] = await world.sql<{ n: string }>('select count(*) as n from audit_leaves');
  return { seconds, megabytes, server, events: Number(row!.n) };
}

/** A size of a process in MB, as Linux tells it; 0 where it has ended, or this is no Linux. */
function memory(pid: number, name: 'VmHWM' | 'VmRSS'): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

test(`a log of ${events.toLocaleString('en')} events verifies in the memory that one of ${small.toLocaleString('en')} takes`, async () => {
  await grow(small);
  const little = await verified();
  await grow(events - small);
  const large = await verified();
  const rate = (of: { seconds: number; events: number }) => Math.round(of.events / of.seconds).toLocaleString('en');
  for (const of of [little, large])
    console.log(
      `verify: ${of.events.toLocaleString('en')} events in ${of.seconds.toFixed(1)} s, ${rate(of)}/s, ${Math.round(of.megabytes)} MB; the server ${Math.round(of.server)} MB`,
    );
  expect(large.events).toBeGreaterThanOrEqual(events);
  if (large.server > 0) expect(large.server).toBeLessThan(little.server + 300);
  if (large.megabytes > 0) expect(large.megabytes).toBeLessThan(little.megabytes + 80);
}, 3_600_000);
