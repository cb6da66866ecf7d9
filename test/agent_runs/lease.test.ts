import { afterAll, beforeAll, expect, test } from 'vitest';
import { reap } from '../../src/agent_runs/reaper.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { actionsOf, addPersona, eventsOf, expire, finding, outcome, queued, refusal, started } from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

const get = async (runId: string) => (await ci.runs.getAgentRun({ runId })).run!;
const reapAll = () => reap(world.server.orm.em.fork());

test('completing past the lease ends the run errored in that very call and keeps what it brought', async () => {
  const run = await started(ci);
  await expire(world, run.id);
  const completion = {
    runId: run.id,
    severity: 'none',
    resultSummary: 'late',
    findings: { items: [finding({ severity: 'low' })] },
    requestId: 'late-1',
  };
  const refused = await refusal(ci.runs.completeAgentRun(completion));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'RUN_ALREADY_FINAL' });
  expect(refused.metadata).toMatchObject({ status: 'errored' });
  const stored = await get(run.id);
  expect(outcome(stored)).toBe('errored 1 low');
  expect(stored.reasons[0]).toContain('LEASE_EXPIRED');
  expect(stored).toMatchObject({ resultSummary: 'late', findingsCount: 1, leaseExpiresAt: undefined });
  expect(stored.completedBy?.actorType).toBe(3);
  const events = await eventsOf(world, run.id);
  expect(events.map(({ action }) => action)).toEqual(['agent_run.create', 'agent_run.complete']);
  expect(events[1].outputs).toMatchObject({ status: 'errored', reason: 'LEASE_EXPIRED', event_count: 2 });
  expect(events[1].outcome).toEqual({ code: 'FAILED_PRECONDITION', reason: 'RUN_ALREADY_FINAL' });
  // The same again, whether by request id or by content, is told the same.
  expect(await refusal(ci.runs.completeAgentRun(completion))).toMatchObject({ reason: 'RUN_ALREADY_FINAL' });
  expect(await actionsOf(world, run.id)).toHaveLength(2);
});

test('sixteen completions past the lease end the run once', async () => {
  const run = await started(ci);
  await expire(world, run.id);
  const calls = Array.from({ length: 16 }, () => ci.runs.completeAgentRun({ runId: run.id, severity: 'none' }));
  const results = await Promise.allSettled(calls);
  expect(results.every((result) => result.status === 'rejected')).toBe(true);
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.complete']);
});

test('starting past the time in the queue ends the run errored', async () => {
  const run = await queued(ci);
  await expire(world, run.id);
  expect(await refusal(ci.runs.startAgentRun({ runId: run.id }))).toMatchObject({ reason: 'RUN_ALREADY_FINAL' });
  expect(outcome(await get(run.id))).toBe('errored 1 -');
  expect(await world.sql('select from agent_run_contexts where run_id = $1', [uuid(run.id)])).toHaveLength(0);
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.start']);
});

test('the reaper ends what ran out, queued and running, with one event each by the system, and nothing else', async () => {
  const [waiting, silent, alive, done] = [await queued(ci), await started(ci), await started(ci), await started(ci)];
  await ci.runs.completeAgentRun({ runId: done.id, severity: 'none' });
  await expire(world, waiting.id);
  await expire(world, silent.id);
  expect(await reapAll()).toBe(2);
  expect(await reapAll()).toBe(0);
  for (const { id } of [waiting, silent]) {
    const ended = await get(id);
    expect(outcome(ended)).toBe('errored 1 -');
    expect(ended.reasons[0]).toContain('LEASE_EXPIRED');
    const events = await eventsOf(world, id);
    expect(events.map(({ action }) => action)).toEqual(['agent_run.create', 'agent_run.expire']);
    expect(events[1].actor).toEqual({ type: 'system', key_id: null, member_id: null });
    expect(events[1].inputs).toEqual([]);
  }
  expect((await get(alive.id)).status).toBe(2);
  expect(outcome(await get(done.id))).toBe('passed 0 none');
});

test('the reaper takes at most as many as it is told, the longest overdue first', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => started(ci)));
  for (const [index, { id }] of runs.entries())
    await world.sql(`update agent_runs set lease_expires_at = now() - make_interval(mins => $2) where id = $1`, [
      uuid(id),
      index + 1,
    ]);
  expect(await reap(world.server.orm.em.fork(), 2)).toBe(2);
  const statuses = await Promise.all(runs.map(async ({ id }) => (await get(id)).status));
  expect(statuses).toEqual([2, 5, 5]);
  expect(await reapAll()).toBe(1);
});

test('two reapers at once end each run once', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, () => started(ci)));
  for (const { id } of runs) await expire(world, id);
  const counts = await Promise.all([reapAll(), reapAll(), reapAll()]);
  await reapAll();
  expect(counts.reduce((sum, count) => sum + count)).toBe(8);
  for (const { id } of runs) expect(await actionsOf(world, id)).toEqual(['agent_run.create', 'agent_run.expire']);
});

test('while another replica reaps, nothing is reaped', async () => {
  const run = await started(ci);
  await expire(world, run.id);
  await world.server.orm.em.fork().transactional(async (tx) => {
    await tx.execute('select pg_advisory_xact_lock(7350002)');
    expect(await reapAll()).toBe(0);
  });
  expect(await reapAll()).toBe(1);
});

test('a heartbeat extends the lease, never shortens it, and leaves no event', async () => {
  const run = await started(ci, { leaseSeconds: 600 });
  const { run: longer } = await ci.runs.heartbeatAgentRun({ runId: run.id, leaseSeconds: 7_200 });
  expect(longer!.leaseExpiresAt!.getTime() - run.startedAt!.getTime()).toBeGreaterThanOrEqual(7_200_000);
  const { run: same } = await ci.runs.heartbeatAgentRun({ runId: run.id, leaseSeconds: 60 });
  expect(same?.leaseExpiresAt).toEqual(longer?.leaseExpiresAt);
  expect((await get(run.id)).leaseExpiresAt).toEqual(longer?.leaseExpiresAt);
  await ci.runs.completeAgentRun({ runId: run.id, severity: 'none' });
  const events = await eventsOf(world, run.id);
  expect(events.map(({ action }) => action)).toEqual(['agent_run.create', 'agent_run.complete']);
  expect(events[1].outputs.heartbeats).toBe(2);
});

test('a lease ends 24 hours after the start at the latest', async () => {
  const run = await started(ci);
  await world.sql(`update agent_runs set started_at = now() - interval '23 hours' where id = $1`, [uuid(run.id)]);
  const { run: last } = await ci.runs.heartbeatAgentRun({ runId: run.id, leaseSeconds: 86_400 });
  expect(last!.leaseExpiresAt!.getTime() - last!.startedAt!.getTime()).toBe(86_400_000);
  await world.sql(`update agent_runs set started_at = now() - interval '25 hours' where id = $1`, [uuid(run.id)]);
  const refused = await refusal(ci.runs.heartbeatAgentRun({ runId: run.id }));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'WRONG_STATUS' });
  expect(refused.metadata).toMatchObject({ status: 'running', command: 'heartbeat' });
});

test('a heartbeat saves a run whose lease ran out in an outage, as long as nobody ended it', async () => {
  const run = await started(ci);
  await expire(world, run.id);
  await ci.runs.heartbeatAgentRun({ runId: run.id });
  expect(await reapAll()).toBe(0);
  await expire(world, run.id);
  expect(await reapAll()).toBe(1);
  const refused = await refusal(ci.runs.heartbeatAgentRun({ runId: run.id }));
  expect(refused).toMatchObject({ reason: 'RUN_ALREADY_FINAL', metadata: { status: 'errored' } });
});

test('a queued run takes no heartbeat', async () => {
  const run = await queued(ci);
  const refused = await refusal(ci.runs.heartbeatAgentRun({ runId: run.id }));
  expect(refused).toMatchObject({ reason: 'WRONG_STATUS', metadata: { status: 'queued' } });
});

test.each([1, 59, 86_401, -1])('a lease of %d seconds is refused', async (leaseSeconds) => {
  const refused = await refusal(started(ci, { leaseSeconds }));
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'lease_seconds' }] });
});
