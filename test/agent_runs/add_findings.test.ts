import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import {
  actionsOf,
  addBatches,
  addPersona,
  eventsOf,
  finding,
  findings,
  openStream,
  outcome,
  queued,
  refusal,
  started,
} from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

const count = async (runId: string) => {
  const [row] = await world.sql<{ count: string }>('select count(*) from findings where run_id = $1', [uuid(runId)]);
  return Number(row?.count);
};
const get = async (runId: string) => (await ci.runs.getAgentRun({ runId })).run!;

test('streamed findings and those of the completion are judged together', async () => {
  const run = await started(ci, { failOn: 4 });
  const low = findings(3, { severity: 'low' });
  expect(await addBatches(ci, run.id, [low, [finding({ severity: 'info' })]])).toEqual({
    findingsAdded: 4,
    findingsTotal: 4,
  });
  expect(await get(run.id)).toMatchObject({ findingsCount: 4, severityCounts: { low: 3, none: 1 }, status: 2 });
  expect(await addBatches(ci, run.id, [[finding({ severity: 'high' })], []])).toEqual({
    findingsAdded: 1,
    findingsTotal: 5,
  });
  const items = [finding({ severity: 'medium' })];
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findings: { items }, findingsTotal: 6 });
  expect(outcome(done)).toBe('failed 1 high');
  const { findings: listed } = await ci.runs.listFindings({ runId: run.id });
  expect(listed.map(({ number, severity }) => `${number} ${severity}`)).toEqual([
    ...['5 high', '6 medium', '1 low', '2 low', '3 low', '4 info'],
  ]);
  const events = await eventsOf(world, run.id);
  expect(events.map(({ action }) => action)).toEqual([
    ...['agent_run.create', 'agent_run.add_findings', 'agent_run.add_findings', 'agent_run.complete'],
  ]);
  expect(events[2].outputs).toMatchObject({ findings_added: 1, findings_total: 5 });
  expect(events[2].inputs[0].name).toBe('findings_sha256');
});

test('streamed findings alone are no evidence for passed; their total is', async () => {
  const run = await started(ci);
  await addBatches(ci, run.id, [[finding({ severity: 'low' })]]);
  expect(await refusal(ci.runs.completeAgentRun({ runId: run.id }))).toMatchObject({ reason: 'EVIDENCE_MISSING' });
  expect(outcome((await ci.runs.completeAgentRun({ runId: run.id, findingsTotal: 1 })).run)).toBe('passed 0 low');
});

test('streamed findings count against a milder severity that the caller says', async () => {
  const run = await started(ci, { failOn: 4 });
  await addBatches(ci, run.id, [[finding({ severity: 'critical' })]]);
  expect(outcome((await ci.runs.completeAgentRun({ runId: run.id, severity: 'none' })).run)).toBe('failed 1 critical');
});

test('a completion that misses streamed findings ends errored', async () => {
  const run = await started(ci);
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, severity: 'none', findingsTotal: 5 });
  expect(outcome(done)).toBe('errored 1 none');
});

test('25,000 findings fit, one more is refused and leaves nothing of its stream', async () => {
  const run = await started(ci);
  const thousand = findings(1_000, { severity: 'low', message: 'x'.repeat(100) });
  const full = await addBatches(
    ci,
    run.id,
    Array.from({ length: 25 }, () => thousand),
  );
  expect(full.findingsTotal).toBe(25_000);
  const refused = await refusal(addBatches(ci, run.id, [[finding()]]));
  expect(refused).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'LIMIT_REACHED', metadata: { limit: '25000' } });
  const inside = ci.runs.completeAgentRun({ runId: run.id, findings: { items: [finding()] } });
  expect(await refusal(inside)).toMatchObject({ reason: 'LIMIT_REACHED' });
  expect(await get(run.id)).toMatchObject({ findingsCount: 25_000, status: 2 });
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findingsTotal: 25_000 });
  expect(outcome(done)).toBe('passed 0 low');
});

test('a stream over 25,000 findings or 32 MiB is refused as a whole', async () => {
  const run = await started(ci);
  const many = Array.from({ length: 26 }, () => findings(1_000));
  expect(await refusal(addBatches(ci, run.id, many))).toMatchObject({ reason: 'LIMIT_REACHED' });
  const large = findings(15, { extraJson: 'x'.repeat(65_536) });
  const refused = await refusal(
    addBatches(
      ci,
      run.id,
      Array.from({ length: 40 }, () => large),
    ),
  );
  expect(refused).toMatchObject({ reason: 'LIMIT_REACHED', metadata: { limit: String(32 * 1024 * 1024) } });
  expect(await count(run.id)).toBe(0);
  expect((await get(run.id)).findingsCount).toBe(0);
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create']);
});

test('a batch over 1 MiB is refused and leaves nothing', async () => {
  const run = await started(ci);
  const large = findings(17, { extraJson: 'x'.repeat(65_536) });
  const refused = await refusal(addBatches(ci, run.id, [[finding()], large]));
  expect(refused).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'MESSAGE_TOO_LARGE' });
  expect(refused.metadata).toMatchObject({ limit_bytes: '1048576' });
  expect(await count(run.id)).toBe(0);
});

test('a stream that is cancelled half-way leaves nothing, and does not hold the run', async () => {
  const run = await started(ci);
  const stream = openStream(ci);
  stream.write({ start: { runId: run.id, requestId: 'half' } });
  stream.write({ batch: { items: findings(10) } });
  // While the stream is open, the run still takes heartbeats.
  await ci.runs.heartbeatAgentRun({ runId: run.id });
  stream.cancel();
  expect(await refusal(stream.answer)).toMatchObject({ code: 'CANCELLED' });
  const answer = await addBatches(ci, run.id, [findings(2)], 'half');
  expect(answer).toEqual({ findingsAdded: 2, findingsTotal: 2 });
  expect(await count(run.id)).toBe(2);
});

test('more cancelled streams than the pool has connections leave the server in order', async () => {
  const run = await started(ci);
  for (let n = 0; n < 30; n += 1) {
    const stream = openStream(ci);
    stream.write({ start: { runId: run.id, requestId: `broken-${n}` } });
    stream.write({ batch: { items: findings(3) } });
    setImmediate(() => stream.cancel());
    expect(await refusal(stream.answer)).toMatchObject({ code: 'CANCELLED' });
  }
  expect((await addBatches(ci, run.id, [findings(1)])).findingsTotal).toBe(1);
  expect(await count(run.id)).toBe(1);
});

test('a run that is cancelled while a stream is open keeps nothing of it', async () => {
  const run = await started(ci);
  const stream = openStream(ci);
  stream.write({ start: { runId: run.id, requestId: '' } });
  stream.write({ batch: { items: findings(10) } });
  await ci.runs.cancelAgentRun({ runId: run.id });
  stream.end();
  expect(await refusal(stream.answer)).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'RUN_ALREADY_FINAL' });
  expect(await count(run.id)).toBe(0);
});

test.each([
  ['no message', []],
  ['findings before the run', [{ batch: { items: [] } }]],
  ['the run twice', [{ start: true }, { start: true }]],
  ['an empty message', [{ start: true }, {}]],
])('a stream with %s is refused', async (_, parts) => {
  const run = await started(ci);
  const stream = openStream(ci);
  for (const part of parts)
    stream.write('start' in part ? { start: { runId: run.id, requestId: '' } } : (part as { batch?: { items: [] } }));
  stream.end();
  expect(await refusal(stream.answer)).toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test.each([
  ['queued', queued, 'WRONG_STATUS'],
  [
    'ended',
    async (clients: Clients) => {
      const run = await started(clients);
      await clients.runs.cancelAgentRun({ runId: run.id });
      return run;
    },
    'RUN_ALREADY_FINAL',
  ],
] as const)('a run that is %s takes no findings', async (_, make, reason) => {
  const run = await make(ci);
  expect(await refusal(addBatches(ci, run.id, [[finding()]]))).toMatchObject({ code: 'FAILED_PRECONDITION', reason });
});

test('the same request id sixteen times at once adds once; with other findings it is refused', async () => {
  const run = await started(ci);
  const batches = [findings(3, { title: 'a' }), findings(2, { title: 'b' })];
  const calls = Array.from({ length: 16 }, () => addBatches(ci, run.id, batches, 'once'));
  for (const answer of await Promise.all(calls)) expect(answer).toEqual({ findingsAdded: 5, findingsTotal: 5 });
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.add_findings']);
  expect(await count(run.id)).toBe(5);
  expect(await addBatches(ci, run.id, [batches.flat()], 'once')).toEqual({ findingsAdded: 5, findingsTotal: 5 });
  const other = await started(ci);
  for (const [runId, items] of [
    [run.id, batches.slice(0, 1)],
    [other.id, batches],
  ] as const) {
    const refused = await refusal(addBatches(ci, runId, [...items], 'once'));
    expect(refused).toMatchObject({ code: 'ALREADY_EXISTS', reason: 'REQUEST_ID_REUSED' });
  }
});

test('streams of one run at the same time wait for each other', async () => {
  const run = await started(ci);
  const calls = Array.from({ length: 8 }, () => addBatches(ci, run.id, [findings(5), findings(5)]));
  const totals = (await Promise.all(calls)).map(({ findingsTotal }) => findingsTotal).sort((a, b) => a - b);
  expect(totals).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  expect(await count(run.id)).toBe(80);
});
