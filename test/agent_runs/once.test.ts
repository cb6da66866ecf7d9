import type { Metadata } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { actionsOf, addPersona, finding, outcome, persona, queued, refusal, started } from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

const sixteen = Array.from({ length: 16 }, (_, index) => index);

/** How many were answered, and the reasons of the rest. */
async function split(calls: Promise<unknown>[]) {
  const results = await Promise.allSettled(calls);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.reason] : []));
  return { answered: results.length - reasons.length, reasons: [...new Set(reasons)] };
}

test('the same request id sixteen times at once makes one run with one event, and the same context each time', async () => {
  const calls = sixteen.map(() => ci.runs.createAgentRun({ persona, start: true, requestId: 'r-16' }));
  const answers = await Promise.all(calls);
  expect(new Set(answers.map(({ run }) => run?.id)).size).toBe(1);
  expect(new Set(answers.map(({ context }) => context?.markdown)).size).toBe(1);
  expect(await actionsOf(world, answers[0]!.run!.id)).toEqual(['agent_run.create']);
});

test('a replay answers the run as it is now, and says that it is one', async () => {
  const first = await ci.runs.createAgentRun({ persona, start: true, requestId: 'r-now' });
  await ci.runs.completeAgentRun({ runId: first.run!.id, severity: 'none' });
  let trailers: Metadata | undefined;
  const again = await ci.runs.createAgentRun(
    { persona, start: true, requestId: 'r-now' },
    { trailers: (received) => (trailers = received) },
  );
  expect(outcome(again.run)).toBe('passed 0 none');
  expect(again.context).toEqual(first.context);
  expect(trailers?.get('sfs-replayed')).toEqual(['true']);
});

test('the same request id for another request is refused', async () => {
  await ci.runs.createAgentRun({ persona, requestId: 'r-other' });
  const refused = await refusal(ci.runs.createAgentRun({ persona, start: true, requestId: 'r-other' }));
  expect(refused).toMatchObject({ code: 'ALREADY_EXISTS', reason: 'REQUEST_ID_REUSED' });
});

test('the same request id of another key is another request', async () => {
  const other = world.as(await world.key());
  const [a, b] = await Promise.all(
    [ci, other].map((key) => key.runs.createAgentRun({ persona, requestId: 'r-two-keys' })),
  );
  expect(a?.run?.id).not.toBe(b?.run?.id);
});

test('completing again with the same content answers the stored run and leaves no second event', async () => {
  const run = await started(ci);
  const completion = {
    runId: run.id,
    severity: 'low',
    resultSummary: 's',
    findings: { items: [finding({ title: 't' })] },
  };
  const first = await ci.runs.completeAgentRun({ ...completion, requestId: 'a' });
  const again = await ci.runs.completeAgentRun({ ...completion, requestId: 'b' });
  expect(again).toEqual(first);
  expect(first.run?.findingsCount).toBe(1);
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.complete']);
});

test.each([
  ['status', { status: 2 as const }],
  ['severity', { severity: 'none' }],
  ['summary', { resultSummary: 'other' }],
  ['findings', { findings: { items: [] } }],
  ['a finding', { findings: { items: [finding({ title: 'u' })] } }],
  ['findings_total', { findingsTotal: 0 }],
  ['session', { sessionId: 'x' }],
])('completing again with another %s is refused with the status', async (_, other) => {
  const run = await started(ci);
  const completion = { runId: run.id, severity: 'low', resultSummary: 's' };
  await ci.runs.completeAgentRun(completion);
  const refused = await refusal(ci.runs.completeAgentRun({ ...completion, ...other }));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'RUN_ALREADY_FINAL' });
  expect(refused.metadata).toMatchObject({ status: 'passed' });
});

test('sixteen different completions at once: one counts, the others are told', async () => {
  const run = await started(ci);
  const calls = sixteen.map((n) =>
    ci.runs.completeAgentRun({
      runId: run.id,
      severity: 'none',
      resultSummary: `${n}`,
      findings: { items: [finding()] },
    }),
  );
  expect(await split(calls)).toEqual({ answered: 1, reasons: ['RUN_ALREADY_FINAL'] });
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.complete']);
  expect((await ci.runs.listFindings({ runId: run.id })).findings).toHaveLength(1);
});

test('sixteen starts at once: one counts', async () => {
  const run = await queued(ci);
  const outcomes = await split(sixteen.map(() => ci.runs.startAgentRun({ runId: run.id })));
  expect(outcomes).toEqual({ answered: 1, reasons: ['WRONG_STATUS'] });
  expect(await actionsOf(world, run.id)).toEqual(['agent_run.create', 'agent_run.start']);
});

test('sixteen completions, cancels and starts at once: the run ends once', async () => {
  const run = await started(ci);
  const calls = sixteen.map((n) => {
    if (n % 3 === 0) return ci.runs.cancelAgentRun({ runId: run.id });
    if (n % 3 === 1) return ci.runs.startAgentRun({ runId: run.id });
    return ci.runs.completeAgentRun({ runId: run.id, severity: 'none', resultSummary: `${n}` });
  });
  const { answered } = await split(calls);
  expect(answered).toBe(1);
  const actions = await actionsOf(world, run.id);
  expect(actions).toHaveLength(2);
  const [row] = await world.sql<{ count: string }>(
    `select count(*) from audit_events e where e.run_id = $1
       and (select count(*) from audit_pending p where p.event_id = e.id) + (select count(*) from audit_leaves l where l.event_id = e.id) = 1`,
    [uuid(run.id)],
  );
  expect(Number(row?.count)).toBe(2);
});

test('a cancelled run is red whatever it held, and keeps the reason', async () => {
  const run = await started(ci);
  const { run: cancelled } = await ci.runs.cancelAgentRun({ runId: run.id, reason: 'not needed\nany more' });
  expect(outcome(cancelled)).toBe('cancelled 1 -');
  expect(cancelled?.reasons).toContain('not needed any more');
  expect(cancelled?.cancelledBy).toEqual(run.createdBy);
  expect(cancelled?.completedBy).toBeUndefined();
  const refused = await refusal(ci.runs.completeAgentRun({ runId: run.id, severity: 'none' }));
  expect(refused).toMatchObject({ reason: 'RUN_ALREADY_FINAL', metadata: { status: 'cancelled' } });
});

test('a queued run is cancelled, and is not completed', async () => {
  const run = await queued(ci);
  const refused = await refusal(ci.runs.completeAgentRun({ runId: run.id, severity: 'none' }));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'WRONG_STATUS' });
  expect(refused.metadata).toMatchObject({ status: 'queued', command: 'complete' });
  const { run: cancelled } = await ci.runs.cancelAgentRun({ runId: run.id });
  expect(cancelled).toMatchObject({ status: 6, durationSeconds: undefined });
});
