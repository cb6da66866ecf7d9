import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAcknowledgedLoad, expectNoDeadlock } from './mixed/check.ts';
import { type Load, makeTenants, startLoad, sum } from './mixed/load.ts';
import type { Missed, Plan, Report } from './mixed/plan.ts';
import { scaled } from './scale.ts';
import { type SecondServer, secondServer } from './second_server.ts';
import { expectSequenced, expectWhole } from './whole.ts';
import { type SoakWorld, startSoak } from './world.ts';

// The database goes away three times under the mixed load of two servers: in order, killed, and at once without a checkpoint. What
// was acknowledged is there, whoever had no answer hears so in time, and the servers are soon as fast as before.
const seed = Number(process.env.SFS_SOAK_SEED) || Date.now() % 1_000_000;
const calmMs = scaled(15_000, 5_000);
const restarts = ['SIGINT', 'SIGKILL', 'SIGQUIT'] as const;

let world: SoakWorld;
let second: SecondServer;
let plan: Omit<Plan, 'name'>;
let load: Load;
let reports: Report[];

/** When the database was told to end, and when it took statements again; by Date.now(). */
const outages: { how: string; began: number; back: number }[] = [];

beforeAll(async () => {
  world = await startSoak({ logLevel: 'error' });
  second = await secondServer(world);
  const addresses = [world.server().address, second.address];
  plan = { ...(await makeTenants(world, addresses)), seed, calls: Infinity, inFlight: 128, outages: true };
  load = startLoad(plan);
  // Thrown where it is awaited.
  load.reports.catch(() => undefined);
  while (load.answered() < 500) await meanwhile(50);
});
afterAll(async () => {
  load?.end();
  await second?.kill();
  await world?.end();
});

/** Waits while the load goes on; throws what ends it, or a server. */
const meanwhile = (ms: number) =>
  Promise.race([
    sleep(ms),
    load.reports,
    world
      .server()
      .ended.then(({ code }) => Promise.reject(new Error(`a server ended with ${code}:\n${world.home.log()}`))),
    second.ended.then((log) => Promise.reject(new Error(`the second server ended:\n${log}`))),
  ]);

test.each(restarts)('%s under load: PostgreSQL comes back by itself', async (how) => {
  await meanwhile(calmMs);
  const first = world.home.postmaster()!;
  const began = Date.now();
  process.kill(first, how);
  await expect.poll(() => world.home.postmaster() !== first && answers(), { timeout: 30_000, interval: 20 }).toBe(true);
  outages.push({ how, began, back: Date.now() });
});

const answers = () =>
  world.sql('select 1').then(
    () => true,
    () => false,
  );

test(`seed ${seed}: every answer was right, or UNAVAILABLE and in time`, async () => {
  await meanwhile(calmMs);
  load.stop();
  reports = await load.reports;
  console.log(`SFS_SOAK_SEED=${seed}`, JSON.stringify(sum(reports)));
  const missed = reports.flatMap((report) => report.missed);
  expect(missed.filter((one) => !isRight(one))).toEqual([]);
  // A call waits 5 s for a connection; nobody waits for all the time that a call has.
  expect(Math.max(...missed.map(({ tookMs }) => tookMs))).toBeLessThan(8_000);
  for (const { how, began, back } of outages) {
    const here = missed.filter(({ at }) => at >= began && at < back + 6_000);
    console.log(how, `was away for ${back - began} ms, ${here.length} calls had no answer`);
    expect(here.length, how).toBeGreaterThan(0);
  }
});

/** What a call may hear that has no answer; anything else, and above all INTERNAL, has ended the load. */
const isRight = ({ code, reason, retryAfter }: Missed) =>
  code === 'UNAVAILABLE' && /^(DATABASE_UNAVAILABLE|KEY_UNCONFIRMED)$/.test(reason) && retryAfter! > 0;

test('throughput is back within 5 s', () => {
  const tenths = new Map<number, number>();
  for (const { answered } of reports)
    for (const [tenth, calls] of answered) tenths.set(tenth, (tenths.get(tenth) ?? 0) + calls);
  /** Answered calls in so many milliseconds from then on. */
  const answeredIn = (from: number, ms: number) => {
    let calls = 0;
    for (let at = from; at < from + ms; at += 100) calls += tenths.get(Math.floor(at / 100)) ?? 0;
    return calls;
  };
  for (const { how, began, back } of outages) {
    const before = answeredIn(began - 3_000, 3_000) / 3;
    // Until the first second that is like one before. The machine has other things to do as well, so "like" is 70 %.
    let after = 0;
    while (after < 15_000 && answeredIn(back + after, 1_000) < before * 0.7) after += 100;
    console.log(how, `${before.toFixed(0)} calls/s before, and again ${after} ms after the database was back`);
    expect(before).toBeGreaterThan(0);
    expect(after, how).toBeLessThanOrEqual(5_000);
  }
});

test('the database holds what was acknowledged, once, and nothing else', async () => {
  const records = reports.flatMap((report) => report.records);
  await expectAcknowledgedLoad(world, plan, records);
  await expectSequenced(world);
  await expectWhole(world);
  await expectNoDeadlock(world);
});
