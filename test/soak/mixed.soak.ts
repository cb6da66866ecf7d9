import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAcknowledgedLoad, expectNoDeadlock } from './mixed/check.ts';
import { makeTenants, startLoad, sum } from './mixed/load.ts';
import type { Plan, Report } from './mixed/plan.ts';
import { scaled } from './scale.ts';
import { type SecondServer, secondServer } from './second_server.ts';
import { expectSequenced, expectWhole } from './whole.ts';
import { type SoakWorld, startSoak } from './world.ts';

// Every kind of call at once, right and wrong ones, on two servers that share one database: what was acknowledged is there exactly
// once, what was refused is not there, and what a deadline or a cancel left open is settled by its request id.
const seed = Number(process.env.SFS_SOAK_SEED) || Date.now() % 1_000_000;
const calls = Number(process.env.SFS_SOAK_CALLS) || scaled(200_000, 4_000);

let world: SoakWorld;
let second: SecondServer;
let plan: Omit<Plan, 'name'>;
let reports: Report[];

beforeAll(async () => {
  world = await startSoak({ logLevel: 'warn' });
  second = await secondServer(world);
  const addresses = [world.server().address, second.address];
  plan = { ...(await makeTenants(world, addresses)), seed, calls, inFlight: 128, outages: false };
});
afterAll(async () => {
  await second?.kill();
  await world?.end();
});

test(`${calls} calls, 128 in flight, seed ${seed}: every answer is right`, async () => {
  reports = await startLoad(plan).reports;
  const stats = sum(reports);
  for (const { seconds, cpuSeconds, p50, p99 } of reports)
    console.log(
      `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s CPU), p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    );
  const missed = reports.flatMap((report) => report.missed);
  console.log(`SFS_SOAK_SEED=${seed}`, JSON.stringify({ ...stats, missed: missed.length }));
  // A server that cannot confirm a key within two seconds says so, and the call is sent again. On a machine that is busy with other
  // things that may happen to two in a hundred; no other answer may be lost.
  expect(missed.filter(({ reason }) => reason !== 'KEY_UNCONFIRMED')).toEqual([]);
  expect(missed.length).toBeLessThanOrEqual(stats.calls / 50);
  // Each kind was there as often as it was meant to be.
  const { invalid, duplicates, reused, deadlines, cancels } = stats;
  const shares = { invalid, duplicates: duplicates + reused, deadlines, cancels };
  for (const [kind, count] of Object.entries(shares)) expect(count / stats.calls, kind).toBeGreaterThan(0.035);
  for (const kind of ['tookEffect', 'tookNone', 'races', 'reused', 'settledLate'] as const)
    expect(stats[kind], kind).toBeGreaterThan(0);
});

test('the database holds what was acknowledged, once, and nothing else', async () => {
  await expectAcknowledgedLoad(
    world,
    plan,
    reports.flatMap(({ records }) => records),
  );
});

test('every event has its place, every chain is whole, and nothing waited in a circle', async () => {
  await expectSequenced(world);
  await expectWhole(world);
  await expectNoDeadlock(world);
});
