import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processIdentity } from '../../src/db/embedded/process.ts';
import { expectAcknowledged, settle } from './acknowledged.ts';
import { expectWhole } from './whole.ts';
import { type SoakWorld, startSoak } from './world.ts';
import { Writer } from './writer.ts';

// kill -9 of PostgreSQL's first process under load: the server stays, starts it again, and loses no connection of its pool.
let world: SoakWorld;
const poolSize = 20;
// More than the pool has connections, so that calls wait for one as well.
const writers = Array.from({ length: 24 }, (_, number) => new Writer(`w${number}`));
const keys: string[] = [];
const deadlineMs = 20_000;

beforeAll(async () => {
  world = await startSoak();
  for (const { name } of writers) keys.push(await world.key(name));
});
afterAll(() => world?.end());

test.each([1, 2, 3])(
  'time %i: UNAVAILABLE in time, recovery by itself, nothing lost, no connection leaked',
  async (time) => {
    const { pid } = world.server();
    const first = world.home.postmaster()!;
    await killedAfter(150 + time * 37);
    await expect.poll(() => reachable(), { timeout: 30_000, interval: 50 }).toBe('OK');
    expect(world.home.postmaster()).not.toBe(first);
    expect(world.server().pid).toBe(pid);
    expect(processIdentity(pid)).toBeDefined();
    await expectWhole(world);
    await expectAcknowledged(world, writers);
    await settle(world, writers, keys);
    await expectWhole(world);
    await expectAcknowledged(world, writers);
    await expectWholePool();
  },
);

const reachable = () =>
  world
    .owner()
    .runs.listAgentRuns({ pageSize: 1 })
    .then(
      () => 'OK',
      (error) => error.code,
    );

/** Lets the writers work until so many calls were answered, and kills PostgreSQL in the midst of the next ones. */
async function killedAfter(answers: number): Promise<void> {
  let answered = 0;
  let killedAt = 0;
  const stop = new AbortController();
  const work = writers.map(async (writer, number) => {
    await writer.work(world.as(keys[number]!), stop.signal, () => {
      answered += 1;
      if (answered !== answers) return;
      process.kill(world.home.postmaster()!, 'SIGKILL');
      killedAt = performance.now();
    });
    return { ...writer.refused!, after: performance.now() - killedAt };
  });
  for (const ended of await Promise.all(work).finally(() => stop.abort())) {
    expect(ended).toMatchObject({ code: 'UNAVAILABLE' });
    expect(ended.reason).toMatch(/^(DATABASE_UNAVAILABLE|KEY_UNCONFIRMED)$/);
    expect(ended.retryAfter).toBeGreaterThan(0);
    expect(ended.after).toBeLessThan(deadlineMs);
  }
}

/** Makes more calls wait inside the database than the pool has connections: every one of them must be in use. */
async function expectWholePool(): Promise<void> {
  const locker = new Client({ connectionString: world.home.superuserUrl() });
  await locker.connect();
  try {
    await locker.query('begin');
    await locker.query('lock table agent_runs in access exclusive mode');
    const calls = Promise.all(keys.flatMap((key) => [list(key), list(key)]));
    calls.catch(() => undefined);
    await expect.poll(waiting, { timeout: 10_000 }).toBe(poolSize);
    await locker.query('rollback');
    await calls;
  } finally {
    await locker.end();
  }
  const stuck = await world.sql(
    `select pid from pg_stat_activity where application_name = 'sfs' and state = 'idle in transaction'`,
  );
  expect(stuck).toEqual([]);
}

const list = (key: string) => world.as(key).runs.listAgentRuns({ pageSize: 50 }, { deadlineMs });

async function waiting(): Promise<number> {
  const [row] = await world.sql<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where application_name = 'sfs' and wait_event_type = 'Lock'`,
  );
  return row!.n;
}

test('the server still stops in order', async () => {
  await world.expectNoKey();
  expect(await world.server().stop()).toEqual({ code: 0, signal: null });
  expect(world.home.postgresProcesses()).toEqual([]);
});
