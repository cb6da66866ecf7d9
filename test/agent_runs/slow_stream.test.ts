import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { actionsOf, addPersona, findings, openStream, outcome, refusal, started } from './runs.ts';

// What a caller sends slowly must cost nobody else anything.
let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld({ poolSize: 4 });
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

const held = () =>
  world.sql(
    `select query from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()`,
  );

test('open streams hold no connection: with more of them than the pool has, every call is answered', async () => {
  const run = await started(ci);
  const streams = Array.from({ length: 8 }, () => openStream(ci));
  for (const stream of streams) {
    stream.write({ start: { runId: run.id, requestId: '' } });
    stream.write({ batch: { items: findings(3) } });
  }
  expect((await ci.runs.getAgentRun({ runId: run.id }, { deadlineMs: 4_000 })).run?.findingsCount).toBe(0);
  const other = await started(ci);
  const completion = { runId: other.id, findings: { items: findings(1, { severity: 'low' }) } };
  expect(outcome((await ci.runs.completeAgentRun(completion, { deadlineMs: 4_000 })).run)).toBe('passed 0 low');
  expect(await held()).toEqual([]);
  for (const stream of streams) stream.end();
  const totals = await Promise.all(streams.map((stream) => stream.answer));
  expect(totals.map(({ findingsTotal }) => findingsTotal).sort((a, b) => a - b)).toEqual([3, 6, 9, 12, 15, 18, 21, 24]);
});

test('a completion with findings does not wait for an open stream; the stream then finds the run ended', async () => {
  const run = await started(ci);
  const stream = openStream(ci);
  stream.write({ start: { runId: run.id, requestId: '' } });
  stream.write({ batch: { items: findings(3) } });
  await ci.runs.heartbeatAgentRun({ runId: run.id });
  const completion = { runId: run.id, findings: { items: findings(1, { severity: 'low' }) }, findingsTotal: 1 };
  expect(outcome((await ci.runs.completeAgentRun(completion, { deadlineMs: 4_000 })).run)).toBe('passed 0 low');
  stream.end();
  expect(await refusal(stream.answer)).toMatchObject({ reason: 'RUN_ALREADY_FINAL' });
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.complete']);
});

test('a key that is revoked while its stream is open adds nothing', async () => {
  const run = await started(ci);
  const secret = await world.key({ name: 'leaver' });
  const holder = world.as(secret);
  const theirs = await started(holder);
  const stream = openStream(holder);
  stream.write({ start: { runId: theirs.id, requestId: '' } });
  stream.write({ batch: { items: findings(3) } });
  await holder.runs.heartbeatAgentRun({ runId: theirs.id });
  const { keys } = await world.owner.keys.listServiceKeys();
  await world.owner.keys.revokeServiceKey({ keyId: keys.find(({ name }) => name === 'leaver')!.id, reason: 'left' });
  expect(await refusal(stream.answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
  expect(await world.sql('select 1 from findings where run_id = $1', [uuid(theirs.id)])).toEqual([]);
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create']);
});

test('a stream for a run that the caller may not write to is refused before it is read', async () => {
  const run = await started(ci);
  const stranger = world.as(await world.key());
  const stream = openStream(stranger);
  stream.write({ start: { runId: run.id, requestId: '' } });
  expect(await refusal(stream.answer)).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'NOT_HOLDER' });
});
