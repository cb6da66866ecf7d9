import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, uuid, type World } from '../support/server.ts';
import { addPersona, eventsOf, finding, outcome, persona, queued } from './runs.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
});
afterAll(() => world.stop());

test('create with start answers a running run and its context, and one event', async () => {
  const ci = world.as(await world.key({ name: 'ci' }));
  const { run, context } = await ci.runs.createAgentRun({
    persona: 'SENTINEL',
    start: true,
    tool: '  claude-code ',
    triggerSource: 2,
    triggerRef: 'refs/pull/7 "quoted" ünïcode 🙂 ?',
    commit: 'ABCDEF0123456789abcdef0123456789abcdef01',
    ciProvider: 1,
    ciRunUrl: 'https://ci.example/1',
    sessionId: 's-1',
  });
  expect(run).toMatchObject({
    status: 2,
    personaName: persona,
    personaVersion: 1,
    tool: 'claude-code',
    triggerSource: 2,
    triggerRef: 'refs/pull/7 "quoted" ünïcode 🙂 ?',
    commit: 'abcdef0123456789abcdef0123456789abcdef01',
    ciProvider: 1,
    sessionId: 's-1',
    severity: 0,
    policyResult: 0,
    exitCode: undefined,
    findingsCount: 0,
    contextDigest: context?.digest,
  });
  expect(run?.createdBy).toMatchObject({ serviceKeyName: 'ci' });
  expect(run?.startedBy).toEqual(run?.createdBy);
  expect(run?.leaseExpiresAt?.getTime()).toBe(run!.startedAt!.getTime() + 3_600_000);
  expect(context?.markdown).toContain('# You are sentinel — reviewer');
  const { run: read } = await ci.runs.getAgentRun({ runId: run!.id });
  expect(read).toEqual(run);
  const events = await eventsOf(world, run!.id);
  expect(events.map(({ action, run_seq }) => `${run_seq} ${action}`)).toEqual(['1 agent_run.create']);
  expect(events[0].outputs).toMatchObject({ status: 'running', context_digest: context?.digest, commit: run?.commit });
  expect(events[0].inputs.map(({ name }: { name: string }) => name)).toEqual(['request', 'context']);
  expect(JSON.stringify(events[0])).not.toContain('quoted');
});

test('create, start, add findings, heartbeat, complete: one chain of events, the last with verdict and counts', async () => {
  const ci = world.as(await world.key());
  const run = await queued(ci, { failOn: 4 });
  expect(run).toMatchObject({ status: 1, startedAt: undefined, startedBy: undefined, contextDigest: undefined });
  expect(run.leaseExpiresAt!.getTime() - run.createdAt!.getTime()).toBe(86_400_000);
  const { run: running, context } = await ci.runs.startAgentRun({ runId: run.id, leaseSeconds: 120 });
  expect(running!.leaseExpiresAt!.getTime() - running!.startedAt!.getTime()).toBe(120_000);
  expect(running?.contextDigest).toBe(context?.digest);
  await ci.runs.heartbeatAgentRun({ runId: run.id, leaseSeconds: 600 });
  const { run: done } = await ci.runs.completeAgentRun({
    runId: run.id,
    resultSummary: 'Two\nremarks',
    findings: { items: [finding({ severity: 'low', message: 'first line\nsecond' }), finding({ severity: 'MEDIUM' })] },
  });
  expect(outcome(done)).toBe('passed 0 medium');
  expect(done).toMatchObject({
    findingsCount: 2,
    severityCounts: { low: 1, medium: 1, high: 0, critical: 0, none: 0 },
  });
  expect(done).toMatchObject({ leaseExpiresAt: undefined, resultSummary: 'Two\nremarks' });
  expect(done?.durationSeconds).toBeCloseTo((done!.completedAt!.getTime() - done!.startedAt!.getTime()) / 1_000);
  const { run: read } = await ci.runs.getAgentRun({ runId: run.id });
  expect(read).toEqual(done);
  const { findings } = await ci.runs.listFindings({ runId: run.id });
  expect(findings.map(({ title, effectiveSeverity, number }) => [title, effectiveSeverity, number])).toEqual([
    ['', 3, 2],
    ['first line', 2, 1],
  ]);
  const events = await eventsOf(world, run.id);
  expect(events.map(({ action }) => action)).toEqual(['agent_run.create', 'agent_run.start', 'agent_run.complete']);
  expect(events.at(-1).outputs).toMatchObject({
    ...{ status: 'passed', severity: 'medium', fail_on: 'high', policy_result: 'pass', exit_code: 0 },
    ...{ findings_count: 2, findings_medium: 1, heartbeats: 1, event_count: 3 },
  });
  const leaves = await world.sql<{ leaf: string }>(
    `select encode(leaf_hash, 'hex') as leaf from audit_events where run_id = $1 order by run_seq`,
    [uuid(run.id)],
  );
  expect(events.slice(1).map((event) => event.run_previous)).toEqual(leaves.slice(0, -1).map(({ leaf }) => leaf));
});

test('a run for a ticket gives the ticket as untrusted text', async () => {
  const ci = world.as(await world.key());
  const { ticket } = await ci.tickets.createTicket({ kind: 1, title: 'Check "this"', description: 'Describe $(it)' });
  const { run, context } = await ci.runs.createAgentRun({ persona, start: true, ticketId: ticket!.id });
  expect(run?.ticketId).toBe(ticket?.id);
  expect(context?.markdown).toContain('Check "this"');
  expect(context?.markdown).toContain('Untrusted text');
});
