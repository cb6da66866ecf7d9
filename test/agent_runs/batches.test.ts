import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../audit/ledger.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { countOf, expectChains, many } from './chains.ts';
import { actionsOf, addPersona, finding, persona, started } from './runs.ts';

// Many calls share a transaction: each must hear what became of its own.
let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world?.stop());

/** What a call came to: `ok`, or the reason why not. */
const ended = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error) => error.reason as string,
  );

test('one request id 20 times at once: one run, all answers alike, 19 of them say that they are replays', async () => {
  let replays = 0;
  const answers = await Promise.all(
    many(20, () =>
      ci.runs.createAgentRun(
        { persona, start: true, requestId: 'twenty' },
        {
          trailers: (trailers) => {
            if (trailers.get('sfs-replayed')[0] === 'true') replays += 1;
          },
        },
      ),
    ),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(replays).toBe(19);
  expect(await actionsOf(world, answers[0]!.run!.id)).toEqual(['agent_run.create']);
  expect(await countOf(world, `idempotency where request_id = 'twenty'`)).toBe(1);
});

test('a row that another transaction holds delays the calls of that row and no others; then they go on in order', async () => {
  const [held, ...others] = await Promise.all(many(41, () => started(ci)));
  const locker = world.server.orm.em.fork();
  await locker.begin();
  const waiting: string[] = [];
  const note = (name: string, call: Promise<unknown>) => ended(call).then((end) => waiting.push(`${name} ${end}`));
  let calls: Promise<unknown>[] = [];
  try {
    await locker.execute('select 1 from agent_runs where id = ? for update', [uuid(held!.id)]);
    const completing = ci.runs.completeAgentRun({ runId: held!.id, severity: 'none', requestId: 'held' });
    calls = [note('complete', completing)];
    // It has come to the row before the others are sent.
    await eventually('the completion waits for the row', async () =>
      (await countOf(world, `pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)) === 1
        ? true
        : undefined,
    );
    calls.push(note('heartbeat', ci.runs.heartbeatAgentRun({ runId: held!.id })));
    calls.push(note('cancel', ci.runs.cancelAgentRun({ runId: held!.id })));
    const free = await Promise.all([
      ...others.map(({ id }, n) =>
        ended(
          n % 2 ? ci.runs.cancelAgentRun({ runId: id }) : ci.runs.completeAgentRun({ runId: id, severity: 'none' }),
        ),
      ),
      ...many(20, () => ended(ci.runs.createAgentRun({ persona, start: true }))),
      ended(ci.runs.getAgentRun({ runId: held!.id })),
    ]);
    expect(new Set(free)).toEqual(new Set(['ok']));
    expect(waiting).toEqual([]);
  } finally {
    await locker.rollback();
  }
  await Promise.all(calls);
  expect(waiting).toEqual(['complete ok', 'heartbeat RUN_ALREADY_FINAL', 'cancel RUN_ALREADY_FINAL']);
  await expectChains(world, [held!.id]);
});

test('a replay works after the persona was deactivated and the project archived, where anything new is refused', async () => {
  const { project } = await world.owner.projects.createProject({ name: 'Short-lived', slug: 'short' });
  await world.owner.personas.createPersona({ project: project!.id, name: 'leaving', role: 'reviewer' });
  const request = { project: 'short', persona: 'leaving', start: true };
  const first = await ci.runs.createAgentRun({ ...request, requestId: 'before' });
  const second = await ci.runs.createAgentRun({ ...request, start: false, requestId: 'later' });
  const start = { runId: second.run!.id, requestId: 'start before' };
  const begun = await ci.runs.startAgentRun(start);
  await world.owner.personas.deactivatePersona({ project: 'short', name: 'leaving', force: true });
  expect(await ci.runs.createAgentRun({ ...request, requestId: 'before' })).toEqual(first);
  expect(await ended(ci.runs.createAgentRun({ ...request, requestId: 'after' }))).toBe('PERSONA_INACTIVE');
  const complete = { runId: first.run!.id, severity: 'none', requestId: 'end before' };
  const completed = await ci.runs.completeAgentRun(complete);
  await world.owner.projects.archiveProject({ project: 'short' });
  const replayed = await ci.runs.createAgentRun({ ...request, requestId: 'before' });
  expect(replayed).toEqual({ ...first, run: completed.run });
  expect(await ci.runs.startAgentRun(start)).toEqual(begun);
  expect(await ci.runs.completeAgentRun(complete)).toEqual(completed);
  expect(await ended(ci.runs.createAgentRun({ ...request, requestId: 'after' }))).toBe('PROJECT_ARCHIVED');
  expect(await countOf(world, `idempotency where request_id = 'after'`)).toBe(0);
});

test('calls whose time ends while they wait leave nothing or exactly one run; the same request ids tell', async () => {
  const marked = `agent_runs where trigger_ref = 'in time?'`;
  const create = (n: number, deadlineMs?: number) =>
    ci.runs.createAgentRun(
      { persona, start: true, requestId: `time-${n}`, triggerRef: 'in time?' },
      deadlineMs ? { deadlineMs } : {},
    );
  const locker = world.server.orm.em.fork();
  await locker.begin();
  try {
    await locker.execute('lock table agent_runs in share mode');
    const calls: Promise<string>[] = [];
    for (let n = 0; n < 6; n += 1) {
      calls.push(
        create(n, 500).then(
          () => 'ok',
          (error) => error.code,
        ),
      );
      await sleep(20);
    }
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['DEADLINE_EXCEEDED']));
    await sleep(100);
  } finally {
    await locker.rollback();
  }
  await eventually('what was under way has ended', async () =>
    (await countOf(world, `pg_stat_activity where datname = current_database() and state = 'idle in transaction'`)) ===
    0
      ? true
      : undefined,
  );
  // Two transactions were under way; those that waited for one were left out.
  expect(await countOf(world, marked)).toBeLessThan(6);
  const answers = await Promise.all(many(6, (n) => create(n)));
  expect(new Set(answers.map(({ run }) => run!.id)).size).toBe(6);
  expect(await countOf(world, marked)).toBe(6);
  for (const { run } of answers) expect(await actionsOf(world, run!.id)).toEqual(['agent_run.create']);
});

test('what the database refuses of one call is no matter to the others', async () => {
  await world.sql(`alter table agent_runs add constraint no_poison check (trigger_ref <> 'poison')`);
  try {
    const ends = await Promise.all(
      many(60, (n) =>
        ended(
          ci.runs.createAgentRun({ persona, requestId: `poison-${n}`, triggerRef: n % 25 === 7 ? 'poison' : 'fine' }),
        ),
      ),
    );
    expect(ends).toEqual(many(60, (n) => (n % 25 === 7 ? 'INTERNAL' : 'ok')));
    expect(await countOf(world, `agent_runs where trigger_ref = 'fine'`)).toBe(57);
    expect(await countOf(world, `idempotency where request_id like 'poison-%'`)).toBe(57);
  } finally {
    await world.sql('alter table agent_runs drop constraint no_poison');
  }
});

test('a batch of large texts is stored byte for byte, event by event', async () => {
  // Together more than any buffer has at first.
  const texts = many(60, (n) => `${n} "\\{}',\n😀`.repeat(1_500));
  const runs = await Promise.all(texts.map(() => started(ci)));
  await Promise.all(
    runs.map(({ id: runId }, n) =>
      ci.runs.completeAgentRun({
        runId,
        resultSummary: texts[n]!,
        findings: { items: [finding({ message: texts[n]!.slice(0, 5_000) })] },
      }),
    ),
  );
  for (const [n, { id: runId }] of runs.entries()) {
    expect((await ci.runs.getAgentRun({ runId })).run!.resultSummary).toBe(texts[n]);
    expect((await ci.runs.listFindings({ runId })).findings[0]!.message).toBe(texts[n]!.slice(0, 5_000));
  }
  await expectChains(
    world,
    runs.map(({ id }) => id),
  );
});
