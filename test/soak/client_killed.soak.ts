import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reap } from '../../src/agent_runs/reaper.ts';
import { statusWords } from '../../src/agent_runs/wire.ts';
import { openOrm } from '../../src/db/orm.ts';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { uuid } from '../support/server.ts';
import { short } from './scale.ts';
import { expectWhole } from './whole.ts';
import { persona, type SoakWorld, startSoak } from './world.ts';

// A job that dies between create and complete: nothing stays running, and nothing becomes green.
let world: SoakWorld;
let key: string;

beforeAll(async () => {
  world = await startSoak();
  key = await world.key('ci');
});
afterAll(() => world?.end());

/** Starts a run as a CI job does, waits for its verdict, and is killed meanwhile. Answers the run. */
async function killedJob(): Promise<AgentRun> {
  const env = { SFS_SERVER: world.server().address, SFS_API_KEY: key };
  const job = world.home.sfs(['agent', 'run', persona, '--lease', '1m', '--timeout', '10m', '--output-id'], env);
  const [id] = await once(job.child.stdout!.setEncoding('utf8'), 'data');
  job.child.kill('SIGKILL');
  expect(await job.ended).toMatchObject({ signal: 'SIGKILL' });
  const { run } = await world.as(key).runs.getAgentRun({ runId: String(id).trim() });
  expect(statusWords.word(run?.status)).toBe('running');
  return run!;
}

/** The run must have been ended by its lease, and gates say no. */
async function expectExpired(runId: string): Promise<void> {
  const { run } = await world.as(key).runs.getAgentRun({ runId });
  expect(run).toMatchObject({
    exitCode: 1,
    leaseExpiresAt: undefined,
    reasons: [expect.stringMatching(/lease|time/i)],
  });
  expect(statusWords.word(run?.status)).toBe('errored');
  const env = { SFS_SERVER: world.server().address, SFS_API_KEY: key };
  const gate = world.home.sfs(['agent', 'status', runId, '--enforce'], env);
  expect(await gate.ended).toEqual({ code: 1, signal: null });
  await expectWhole(world);
}

describe('the lease runs out', () => {
  test.each([
    ['while the server runs', async () => undefined],
    [
      'after it was stopped and started',
      async () =>
        void (await world
          .server()
          .stop()
          .then(() => world.restart())),
    ],
    [
      'after it was killed and started',
      async () =>
        void (await world
          .server()
          .kill()
          .then(() => world.restart())),
    ],
  ])('%s: errored by the next look at the leases, once', async (_when, between) => {
    const { id } = await killedJob();
    await between();
    // Time is moved in the database; the server's own look is too rare to be waited for here.
    await world.sql(`update agent_runs set lease_expires_at = now() - interval '1 second' where id = $1`, [uuid(id)]);
    const orm = openOrm({ url: world.home.applicationUrl() });
    try {
      const reaped = await Promise.all(Array.from({ length: 4 }, () => reap(orm.em.fork())));
      expect(reaped.reduce((sum, one) => sum + one)).toBe(1);
    } finally {
      await orm.close(true);
    }
    await expectExpired(id);
    const complete = world.as(key).runs.completeAgentRun({ runId: id, status: 1, severity: 'none' });
    await expect(complete).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'RUN_ALREADY_FINAL' });
  });
});

test.skipIf(short)('with real time and a restart in between: errored within the lease and 30 s', async () => {
  const run = await killedJob();
  const ends = run.leaseExpiresAt!.getTime();
  await world.server().stop();
  await world.restart();
  const ended = async () => {
    const [row] = await world.sql<{ at: Date | null }>('select completed_at as at from agent_runs where id = $1', [
      uuid(run.id),
    ]);
    return row?.at?.getTime() ?? Infinity;
  };
  await expect.poll(ended, { timeout: 120_000, interval: 500 }).toBeLessThan(ends + 30_000);
  expect(await ended()).toBeGreaterThanOrEqual(ends);
  await expectExpired(run.id);
});

test('no key is where it may not be', () => world.expectNoKey());
