import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentRun, WatchAgentRunResponse } from '../../src/gen/client/sfs/v1/agent_run.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { addBatches, addPersona, finding, outcome, queued, refusal, started } from './runs.ts';

let world: World;
let ci: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
});
afterAll(() => world.stop());

/** Takes the messages of a watch one by one. */
function watch(clients: Clients, runId: string, signal?: AbortSignal) {
  const messages = clients.runs.watchAgentRun({ runId }, { deadlineMs: 20_000, ...(signal ? { signal } : {}) });
  const iterator: AsyncIterator<WatchAgentRunResponse> = messages[Symbol.asyncIterator]();
  return {
    async next(): Promise<AgentRun | undefined> {
      const { value, done } = await iterator.next();
      return done ? undefined : value.run;
    },
  };
}

test('a watch sends the run at once, then each change, and ends with the run', async () => {
  const run = await queued(ci);
  const watched = watch(ci, run.id);
  expect((await watched.next())?.status).toBe(1);
  await ci.runs.startAgentRun({ runId: run.id });
  expect((await watched.next())?.status).toBe(2);
  const { run: beaten } = await ci.runs.heartbeatAgentRun({ runId: run.id, leaseSeconds: 7_200 });
  expect((await watched.next())?.leaseExpiresAt).toEqual(beaten?.leaseExpiresAt);
  await addBatches(ci, run.id, [[finding({ severity: 'low' })]]);
  expect((await watched.next())?.findingsCount).toBe(1);
  const { run: done } = await ci.runs.completeAgentRun({ runId: run.id, findingsTotal: 1 });
  expect(await watched.next()).toEqual(done);
  expect(await watched.next()).toBeUndefined();
});

test('a watch of a run that has ended sends it once', async () => {
  const run = await started(ci);
  await ci.runs.cancelAgentRun({ runId: run.id });
  const watched = watch(ci, run.id);
  expect(outcome(await watched.next())).toBe('cancelled 1 -');
  expect(await watched.next()).toBeUndefined();
});

test('a change made through another replica is seen', async () => {
  const run = await started(ci);
  const watched = watch(ci, run.id);
  await watched.next();
  const replica = await world.replica();
  await replica.as(world.ownerKey).runs.completeAgentRun({ runId: run.id, severity: 'none' });
  expect(outcome(await watched.next())).toBe('passed 0 none');
  expect(await watched.next()).toBeUndefined();
});

test('when the server stops, a watch ends with UNAVAILABLE, so that the client watches another replica', async () => {
  const run = await started(ci);
  const replica = await world.replica();
  const watched = watch(replica.as(world.ownerKey), run.id);
  await watched.next();
  const ended = refusal(watched.next());
  await replica.server.stop();
  expect(await ended).toMatchObject({ code: 'UNAVAILABLE', reason: 'SHUTTING_DOWN' });
});

test('a watch whose key is revoked ends', async () => {
  const { key, secret } = await world.owner.keys.createServiceKey({
    name: 'short',
    scopes: ['agent_runs:read'],
    allProjects: true,
  });
  const run = await started(ci);
  const watched = watch(world.as(secret), run.id);
  await watched.next();
  const ended = refusal(watched.next());
  await world.owner.keys.revokeServiceKey({ keyId: key!.id, reason: 'leaked' });
  expect(await ended).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
});
