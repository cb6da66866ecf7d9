import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processIdentity, signal } from '../../src/db/embedded/process.ts';
import { expectWhole } from './whole.ts';
import { persona, type SoakWorld, startSoak } from './world.ts';

// How a server ends: calls under way are answered, and nothing is left on the machine.
let world: SoakWorld;
let key: string;
/** The trigger_ref of the run that a test makes. */
let ref: string;

beforeAll(async () => {
  world = await startSoak();
  key = await world.key('ci');
});
beforeEach(({ task }) => {
  ref = task.name;
});
afterAll(() => world?.end());

const create = (requestId = '') => ({ persona, start: true, triggerRef: ref, requestId });

const runsOf = (name: string) => world.sql('select trigger_ref, status from agent_runs where trigger_ref = $1', [name]);

/** A call that waits inside the database until `release` is called. */
async function slowCall() {
  const locker = new Client({ connectionString: world.home.superuserUrl() });
  // It is cut off where PostgreSQL stops first.
  locker.on('error', () => undefined);
  await locker.connect();
  await locker.query('begin');
  await locker.query('lock table agent_run_contexts in access exclusive mode');
  const call = world.as(key).runs.createAgentRun(create(ref));
  const answer = call.then(
    ({ run }) => ({ run: run?.triggerRef }),
    (error) => ({ code: error.code, reason: error.reason }),
  );
  const waits = `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and usename = 'sfs_app'`;
  await expect.poll(async () => (await world.sql<{ n: number }>(waits))[0]?.n, { timeout: 10_000 }).toBe(1);
  return { answer, release: () => locker.query('rollback'), hangUp: () => locker.end().catch(() => undefined) };
}

/** Processes and files that a server in order leaves: none but the data. */
function expectNothingLeft(postmaster: number | undefined): void {
  expect(processIdentity(postmaster!)).toBeUndefined();
  expect(world.home.postmaster()).toBeUndefined();
  expect(world.home.postgresProcesses()).toEqual([]);
  expect(existsSync(join(world.home.dataDir, 'server.lock'))).toBe(false);
}

const refusesNew = () =>
  world
    .owner()
    .keys.whoAmI({}, { deadlineMs: 5_000 })
    .then(
      () => 'OK',
      (error) => error.code,
    );

test('SIGTERM during a slow call: the call is answered, what is new is refused, then everything stops', async () => {
  await world.restart();
  const postmaster = world.home.postmaster();
  const { answer, release, hangUp } = await slowCall();
  const ended = world.server().stop();
  await expect.poll(refusesNew, { timeout: 10_000 }).toBe('UNAVAILABLE');
  expect(processIdentity(world.server().pid), 'it waits for the call').toBeDefined();
  await release();
  expect(await answer).toEqual({ run: ref });
  await hangUp();
  expect(await ended).toEqual({ code: 0, signal: null });
  expectNothingLeft(postmaster);

  await world.restart();
  expect(await runsOf(ref)).toEqual([{ trigger_ref: ref, status: 'running' }]);
  await expectWhole(world);
});

test('SIGTERM during a call that never ends: it is cut after the grace, without half an effect', async () => {
  await world.restart(['--grace', '1s']);
  const postmaster = world.home.postmaster();
  const { answer, hangUp } = await slowCall();
  const begun = performance.now();
  expect(await world.server().stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(await answer).toMatchObject({ code: expect.stringMatching(/^(UNAVAILABLE|CANCELLED)$/) });
  await hangUp();
  expectNothingLeft(postmaster);

  await world.restart();
  expect(await runsOf(ref)).toEqual([]);
  const { run } = await world.as(key).runs.createAgentRun(create(ref));
  expect(run?.triggerRef).toBe(ref);
  await expectWhole(world);
});

test('two servers on one data folder: the second refuses with 6 and says why, the first does not notice', async () => {
  await world.restart();
  const argv = ['serve', '--data-dir', world.home.dataDir, '--listen', '127.0.0.1:0'];
  const second = world.home.sfs(argv);
  expect(await second.ended).toEqual({ code: 6, signal: null });
  const { stdout, stderr } = await second.output;
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`in use by another sfs server \\(process ${world.server().pid}, .*--data-dir`));
  await world.owner().keys.whoAmI();
  await world.as(key).runs.createAgentRun(create());
  await world.expectNoKey();
});

describe('Ctrl-C, which a terminal sends to the whole process group', () => {
  const ctrlC = () => signal(-world.server().pid, 'SIGINT');

  test.each([
    ['once', 0],
    ['and again by a parent that passes it on', 10],
  ])('%s: ends the server and PostgreSQL in order', async (_how, echoAfterMs) => {
    const server = await world.restart([], { detached: true });
    const postmaster = world.home.postmaster();
    await world.as(key).runs.createAgentRun(create());
    ctrlC();
    if (echoAfterMs) await sleep(echoAfterMs).then(ctrlC);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expectNothingLeft(postmaster);
    await world.restart();
    expect(await runsOf(ref)).toEqual([{ trigger_ref: ref, status: 'running' }]);
  });

  test('again and again: waits for nothing, and the next start cleans up', async () => {
    const server = await world.restart([], { detached: true });
    const { hangUp } = await slowCall();
    let ended = false;
    void server.ended.then(() => {
      ended = true;
    });
    await expect
      .poll(
        () => {
          ctrlC();
          return ended;
        },
        { interval: 100, timeout: 10_000 },
      )
      .toBe(true);
    expect(await server.ended).toEqual({ code: 130, signal: null });
    await hangUp();
    const next = await world.restart();
    expect(await runsOf(ref)).toEqual([]);
    await expectWhole(world);
    const postmaster = world.home.postmaster();
    expect(await next.stop()).toEqual({ code: 0, signal: null });
    expectNothingLeft(postmaster);
  });
});
