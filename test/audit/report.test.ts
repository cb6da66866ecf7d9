import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { settled } from './ledger.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.owner.personas.createPersona({ name: 'sentinel', role: 'reviewer' });
});
afterAll(() => world?.stop());

const hour = 3_600_000;

test('the week in numbers: who did what, what became of the runs, and which scopes nobody used', async () => {
  const { owner } = world;
  const scopes = ['agent_runs:read', 'agent_runs:write', 'tickets:write', 'personas:read'];
  const ci = world.as(await world.key({ name: 'ci', scopes }));
  await world.key({ name: 'idle', scopes: ['tickets:read'] });
  for (const severity of ['none', 'high']) {
    const { run } = await ci.runs.createAgentRun({ persona: 'sentinel', start: true, failOn: 4 });
    await ci.runs.completeAgentRun({ runId: run!.id, severity, resultSummary: 's' });
  }
  await ci.projects.listProjects().catch(() => {});
  // What is used is written every few seconds, and at the end of a server.
  const replica = await world.replica();
  await replica.as(await world.key({ name: 'reader', scopes: ['agent_runs:read'] })).runs.listAgentRuns();
  await replica.server.stop();
  await expect
    .poll(async () => (await owner.audit.listAuditEvents({ action: 'call.refused' })).events.length, { timeout: 5_000 })
    .toBe(1);
  await settled(world, world);
  const report = await owner.audit.getAuditReport({ since: new Date(Date.now() - hour) });
  const key = (name: string) => report.keys.find(({ keyName }) => keyName === name);
  expect(key('ci')).toMatchObject({ events: 4, refused: 1, memberName: undefined, scopes: [...scopes].sort() });
  expect(key('idle')).toMatchObject({ events: 0, refused: 0, lastEventAt: undefined, unusedScopes: ['tickets:read'] });
  expect(key('reader')).toMatchObject({ events: 0, unusedScopes: [] });
  expect(key('first key')).toMatchObject({ memberName: expect.stringMatching(/^Olga/), scopes: [], unusedScopes: [] });
  expect(report.personas).toEqual([
    { personaName: 'sentinel', projectId: world.projectId, runs: 2, passed: 1, failed: 1, errored: 0, cancelled: 0 },
  ]);
  expect(report.refusals).toEqual([
    expect.objectContaining({
      code: 'PERMISSION_DENIED',
      reason: 'SCOPE_MISSING',
      method: 'ProjectService.ListProjects',
      count: 1,
    }),
  ]);
  expect(report.events).toBe((await world.sql('select 1 from audit_leaves')).length);
});

test('a span that holds nothing is empty, and one that ends before it begins is refused', async () => {
  const { owner } = world;
  const until = new Date(Date.now() - 48 * hour);
  const report = await owner.audit.getAuditReport({ since: new Date(until.getTime() - hour), until });
  expect(report).toMatchObject({ keys: [], personas: [], refusals: [], events: 0 });
  await expect(owner.audit.getAuditReport({ since: new Date(), until })).rejects.toMatchObject({
    violations: [{ field: 'until' }],
  });
  await expect(owner.audit.getAuditReport({})).rejects.toMatchObject({ violations: [{ field: 'since' }] });
});
