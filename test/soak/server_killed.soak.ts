import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAcknowledged, settle } from './acknowledged.ts';
import { scaled } from './scale.ts';
import { expectWhole } from './whole.ts';
import { type SoakWorld, startSoak } from './world.ts';
import { Writer } from './writer.ts';

// kill -9 of the server process alone, while eight writers create and complete runs; PostgreSQL stays, without a master.
let world: SoakWorld;
const writers = Array.from({ length: 8 }, (_, number) => new Writer(`w${number}`));
const keys: string[] = [];

beforeAll(async () => {
  world = await startSoak();
  for (const { name } of writers) keys.push(await world.key(name));
});
afterAll(() => world?.end());

const rounds = scaled(20, 4);

test.each(Array.from({ length: rounds }, (_, round) => round + 1))(
  'round %i: killed, started again, nothing lost',
  async (round) => {
    await killedAfter(20 + ((round * 37) % 60));
    // Every other one has two processes, of which the first is killed: the other ends with it.
    await world.restart(['--workers', String(1 + (round % 2))]);
    await expectWhole(world);
    await expectAcknowledged(world, writers);
    await settle(world, writers, keys);
    expect(writers.filter((writer) => writer.open)).toEqual([]);
    await expectWhole(world);
    await expectAcknowledged(world, writers);
  },
);

/** Lets the writers work until so many calls were answered, and kills the server in the midst of the next ones. */
async function killedAfter(answers: number): Promise<void> {
  const server = world.server();
  const postmaster = world.home.postmaster();
  let answered = 0;
  let killed: Promise<void> | undefined;
  const stop = new AbortController();
  const work = writers.map((writer, number) =>
    writer.work(world.as(keys[number]!), stop.signal, () => {
      answered += 1;
      if (answered === answers) killed = server.kill();
    }),
  );
  await Promise.all(work).finally(() => stop.abort());
  await killed;
  expect(answered).toBeGreaterThanOrEqual(answers);
  expect(await server.ended).toMatchObject({ signal: 'SIGKILL' });
  expect(
    writers.some((writer) => writer.open),
    'calls were under way',
  ).toBe(true);
  expect(world.home.postmaster(), 'PostgreSQL is an orphan').toBe(postmaster);
}

test('the last of these servers stops in order, and takes PostgreSQL along', async () => {
  await world.expectNoKey();
  expect(world.home.log()).toContain('took over the PostgreSQL that was left running');
  expect(await world.server().stop()).toEqual({ code: 0, signal: null });
  expect(world.home.postmaster()).toBeUndefined();
  expect(world.home.postgresProcesses()).toEqual([]);
});
