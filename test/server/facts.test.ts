import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Facts } from '../../src/server/facts.ts';
import { persona } from '../agent_runs/runs.ts';
import { eventually } from '../audit/ledger.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';

/** A load that the test ends. */
function slow<Value>() {
  const { promise, resolve, reject } = Promise.withResolvers<Value | null>();
  return { load: vi.fn(() => promise), resolve, reject };
}

describe('what is remembered', () => {
  // The clock stands still, unless a test moves it.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  const newFacts = () => new Facts(() => ({}) as EntityManager);

  test('callers at the same time share one load, each with its own promise of the same value', async () => {
    const facts = newFacts();
    const { load, resolve } = slow<object>();
    const asked = Array.from({ length: 20 }, () => facts.get('a', load));
    const value = {};
    resolve(value);
    for (const one of await Promise.all(asked)) expect(one).toBe(value);
    expect(await facts.get('a', load)).toBe(value);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('names are apart', async () => {
    const facts = newFacts();
    expect(await facts.get('a', async () => 1)).toBe(1);
    expect(await facts.get('b', async () => 2)).toBe(2);
    expect(await facts.get('a', async () => 3)).toBe(1);
  });

  test('after a second it is loaded again; the second begins with the question and not with the answer', async () => {
    const facts = newFacts();
    const { load, resolve } = slow<number>();
    const asked = facts.get('a', load);
    vi.advanceTimersByTime(600);
    resolve(1);
    expect(await asked).toBe(1);
    vi.advanceTimersByTime(399);
    expect(await facts.get('a', async () => 2)).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await facts.get('a', async () => 2)).toBe(2);
  });

  test('an answer that took longer than a second does not push out the one that was asked for later', async () => {
    const facts = newFacts();
    const [first, second] = [slow<number>(), slow<number>()];
    const early = facts.get('a', first.load);
    vi.advanceTimersByTime(1_500);
    const late = facts.get('a', second.load);
    second.resolve(2);
    expect(await late).toBe(2);
    first.resolve(1);
    expect(await early).toBe(1);
    expect(await facts.get('a', async () => 3)).toBe(2);
  });

  test('what is not there is not remembered', async () => {
    const facts = newFacts();
    expect(await facts.get('a', async () => null)).toBeNull();
    expect(await facts.get('a', async () => 1)).toBe(1);
  });

  test('an error reaches all who waited, and is not remembered', async () => {
    const facts = newFacts();
    const { load, reject } = slow<number>();
    const asked = [facts.get('a', load), facts.get('a', load)];
    reject(new Error('away'));
    for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ reason: { message: 'away' } });
    expect(await facts.get('a', async () => 1)).toBe(1);
  });

  test('what is forgotten while it is loaded is not remembered; who asks after that loads anew', async () => {
    const facts = newFacts();
    const [before, after] = [slow<number>(), slow<number>()];
    const early = facts.get('a', before.load);
    facts.forget();
    const late = facts.get('a', after.load);
    expect(after.load).toHaveBeenCalledTimes(1);
    after.resolve(2);
    expect(await late).toBe(2);
    before.resolve(1);
    expect(await early).toBe(1);
    expect(await facts.get('a', async () => 3)).toBe(2);
    facts.forget();
    expect(await facts.get('a', async () => 4)).toBe(4);
  });

  test('nothing is left of a load that was forgotten and that nobody asked for again', async () => {
    const facts = newFacts();
    const { load, resolve } = slow<number>();
    const asked = facts.get('a', load);
    facts.forget();
    resolve(1);
    await asked;
    expect(await facts.get('a', async () => 2)).toBe(2);
  });

  test('there is room for so many bytes: what is too large, or was used longest ago, is loaded again', async () => {
    const facts = newFacts();
    const bytes = () => 7 * 1024 * 1024;
    for (const name of ['a', 'b', 'c']) await facts.get(name, async () => 1, bytes);
    expect(await facts.get('c', async () => 2, bytes)).toBe(1);
    expect(await facts.get('a', async () => 2, bytes)).toBe(2);
    await facts.get(
      'huge',
      async () => 1,
      () => 17 * 1024 * 1024,
    );
    expect(await facts.get('huge', async () => 2)).toBe(2);
  });
});

describe('several servers on one database', () => {
  let world: World;
  /** Listens. */
  let listening: Clients;
  /** Hears nothing. */
  let deaf: Clients;
  beforeAll(async () => {
    world = await startWorld();
    listening = (await world.replica()).as(world.ownerKey);
    deaf = (await world.replica({ listenDatabaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).as(world.ownerKey);
  });
  afterAll(() => world?.stop());

  // The clock by which facts grow old goes a hundred times as slow: what is seen meanwhile was told. Tests move it on by themselves.
  let moved = 0;
  beforeEach(() => {
    const real = performance.now.bind(performance);
    const start = real();
    moved = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => start + (real() - start) / 100 + moved);
  });
  afterEach(() => void vi.restoreAllMocks());

  let made = 0;
  /** A project with a persona. */
  async function place(): Promise<string> {
    made += 1;
    const { project } = await world.owner.projects.createProject({ name: `P ${made}`, slug: `p${made}` });
    await world.owner.personas.createPersona({ project: `p${made}`, name: persona, role: 'reviewer' });
    return project!.id;
  }

  /** What a run in the project would be, or why there is none. */
  const seen = async (clients: Clients, project: string) =>
    clients.runs.createAgentRun({ project, persona }).then(
      ({ run }) => `version ${run!.personaVersion}, floor ${run!.failOn}`,
      (error) => error.reason as string,
    );

  const changes: [what: string, change: (by: Clients, project: string) => Promise<unknown>, after: string][] = [
    [
      'a persona that is edited',
      (by, project) =>
        by.personas.updatePersona({
          ...{ project, name: persona, expectedVersion: 1, role: 'other', updateMask: ['role'] },
        }),
      'version 2, floor 0',
    ],
    [
      'a persona that is deactivated',
      (by, project) => by.personas.deactivatePersona({ project, name: persona, force: true }),
      'PERSONA_INACTIVE',
    ],
    [
      'a floor that is raised',
      (by, project) =>
        by.projects.updateProject({
          ...{ project, settings: { failOnFloor: 2, requireCommit: false }, updateMask: ['settings.fail_on_floor'] },
        }),
      'version 1, floor 2',
    ],
    [
      'a commit that is required',
      (by, project) =>
        by.projects.updateProject({
          ...{ project, settings: { failOnFloor: 0, requireCommit: true }, updateMask: ['settings.require_commit'] },
        }),
      'COMMIT_REQUIRED',
    ],
    ['a project that is archived', (by, project) => by.projects.archiveProject({ project }), 'PROJECT_ARCHIVED'],
  ];

  const old = 'version 1, floor 0';

  test.each(changes)('%s is seen at once where it was changed, and where NOTIFY is heard', async (_, change, after) => {
    const project = await place();
    for (const clients of [world.owner, listening]) expect(await seen(clients, project)).toBe(old);
    await change(world.owner, project);
    expect(await seen(world.owner, project)).toBe(after);
    await eventually(after, async () => ((await seen(listening, project)) === after ? true : undefined));
  });

  test.each(changes)(
    '%s is seen at once where it was changed, also where NOTIFY is not heard',
    async (_, change, after) => {
      const project = await place();
      expect(await seen(deaf, project)).toBe(old);
      await change(deaf, project);
      expect(await seen(deaf, project)).toBe(after);
    },
  );

  test.each(changes)('%s is seen after a second where NOTIFY is not heard', async (_, change, after) => {
    const project = await place();
    expect(await seen(deaf, project)).toBe(old);
    await change(world.owner, project);
    expect(await seen(deaf, project)).toBe(old);
    moved = 1_000;
    expect(await seen(deaf, project)).toBe(after);
  });

  test('a listener that is cut off listens again, and what it missed is seen after a second', async () => {
    const project = await place();
    expect(await seen(listening, project)).toBe(old);
    const listeners = async () =>
      (
        await world.sql<{ pid: number }>(
          `select pid from pg_stat_activity where datname = current_database() and application_name = 'sfs listen'`,
        )
      ).map(({ pid }) => pid);
    const cut = await listeners();
    expect(cut).toHaveLength(2);
    await world.sql('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [cut]);
    const [, deactivate, inactive] = changes[1]!;
    await deactivate(world.owner, project);
    moved = 1_000;
    expect(await seen(listening, project)).toBe(inactive);
    await eventually('both listen again', async () => ((await listeners()).length === 2 ? true : undefined));
    const other = await place();
    const [, edit, edited] = changes[0]!;
    expect(await seen(listening, other)).toBe(old);
    await edit(world.owner, other);
    await eventually(edited, async () => ((await seen(listening, other)) === edited ? true : undefined));
  });
});
