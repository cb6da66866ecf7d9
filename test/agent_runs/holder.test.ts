import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { addBatches, addPersona, finding, outcome, persona, queued, refusal, started } from './runs.ts';

let world: World;
let ci: Clients;
let other: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
  other = world.as(await world.key());
});
afterAll(() => world.stop());

const commands: Record<string, (clients: Clients, runId: string) => Promise<unknown>> = {
  complete: (clients, runId) => clients.runs.completeAgentRun({ runId, severity: 'none' }),
  cancel: (clients, runId) => clients.runs.cancelAgentRun({ runId }),
  heartbeat: (clients, runId) => clients.runs.heartbeatAgentRun({ runId }),
  'add findings': (clients, runId) => addBatches(clients, runId, [[finding()]]),
};

test.each(Object.keys(commands))('%s is refused to another key, and allowed to a person', async (name) => {
  const command = commands[name]!;
  const run = await started(ci);
  const refused = await refusal(command(other, run.id));
  expect(refused).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'NOT_HOLDER' });
  expect(refused.metadata).toMatchObject({ holder: run.startedBy?.serviceKeyId });
  const member = await world.member('member');
  await command(world.as(member.key), run.id);
});

test('whoever starts a run holds it, whoever made it', async () => {
  const run = await queued(ci);
  await other.runs.startAgentRun({ runId: run.id });
  expect(await refusal(commands.complete!(ci, run.id))).toMatchObject({ reason: 'NOT_HOLDER' });
  await commands.complete!(other, run.id);
  const { run: done } = await other.runs.getAgentRun({ runId: run.id });
  expect(done?.createdBy?.serviceKeyId).toBe(run.createdBy?.serviceKeyId);
  expect(done?.completedBy?.serviceKeyId).toBe(done?.startedBy?.serviceKeyId);
  expect(done?.completedBy?.serviceKeyId).not.toBe(run.createdBy?.serviceKeyId);
});

test('a run that nobody started is held by the key that made it', async () => {
  const run = await queued(ci);
  expect(await refusal(commands.cancel!(other, run.id))).toMatchObject({ reason: 'NOT_HOLDER' });
  await commands.cancel!(ci, run.id);
});

test('a new secret of the same key goes on with the run', async () => {
  const { key, secret } = await world.owner.keys.createServiceKey({
    name: 'rotated',
    scopes: ['agent_runs:read', 'agent_runs:write'],
    allProjects: true,
  });
  const run = await started(world.as(secret));
  const rotated = await world.owner.keys.rotateServiceKey({ keyId: key!.id, overlapSeconds: 3_600 });
  const { run: done } = await world.as(rotated.secret).runs.completeAgentRun({ runId: run.id, severity: 'none' });
  expect(outcome(done)).toBe('passed 0 none');
});

test('a run of a person is not ended by a service key', async () => {
  const run = await started(world.owner);
  expect(await refusal(commands.complete!(ci, run.id))).toMatchObject({ reason: 'NOT_HOLDER' });
});

test('write alone does the whole life cycle, and does not read back', async () => {
  const writer = world.as(await world.key({ scopes: ['agent_runs:write'] }));
  const { run } = await writer.runs.createAgentRun({ persona });
  await writer.runs.startAgentRun({ runId: run!.id });
  await writer.runs.heartbeatAgentRun({ runId: run!.id });
  await addBatches(writer, run!.id, [[finding({ severity: 'low' })]]);
  const { run: done } = await writer.runs.completeAgentRun({ runId: run!.id, findingsTotal: 1 });
  expect(outcome(done)).toBe('passed 0 low');
  for (const call of [
    writer.runs.getAgentRun({ runId: run!.id }),
    writer.runs.listAgentRuns({}),
    writer.runs.listFindings({ runId: run!.id }),
  ])
    expect(await refusal(call)).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'SCOPE_MISSING' });
});
