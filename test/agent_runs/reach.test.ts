import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { addBatches, addPersona, finding, persona, queued, refusal, started } from './runs.ts';

let world: World;
let otherOrganization: Clients;
let otherProject: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  otherOrganization = world.as(await (await world.tenant()).key());
  const { project } = await world.owner.projects.createProject({ name: 'Second', slug: 'second' });
  otherProject = world.as(await world.key({ projects: [project!.id] }));
});
afterAll(() => world.stop());

const unknown = `run_${'0'.repeat(32)}`;

async function first(stream: AsyncIterable<unknown>) {
  for await (const message of stream) return message;
  return undefined;
}

const methods: Record<string, (clients: Clients, runId: string) => Promise<unknown>> = {
  start: (clients, runId) => clients.runs.startAgentRun({ runId }),
  heartbeat: (clients, runId) => clients.runs.heartbeatAgentRun({ runId }),
  'add findings': (clients, runId) => addBatches(clients, runId, [[finding()]]),
  complete: (clients, runId) =>
    clients.runs.completeAgentRun({ runId, severity: 'none', findings: { items: [finding()] } }),
  cancel: (clients, runId) => clients.runs.cancelAgentRun({ runId }),
  get: (clients, runId) => clients.runs.getAgentRun({ runId }),
  'list findings': (clients, runId) => clients.runs.listFindings({ runId }),
  watch: (clients, runId) => first(clients.runs.watchAgentRun({ runId })),
};

test.each(Object.keys(methods))(
  '%s: unknown, of another organization and of another project answer alike',
  async (name) => {
    const run = await queued(world.owner, { project: world.projectId });
    const answers = [];
    for (const [clients, runId] of [
      [world.owner, unknown],
      [otherOrganization, run.id],
      [otherProject, run.id],
    ] as const) {
      const { code, reason, message, metadata } = await refusal(methods[name]!(clients, runId));
      answers.push({ code, reason, message, field: metadata.field });
    }
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', reason: 'NOT_FOUND', field: 'run_id' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await world.owner.runs.getAgentRun({ runId: run.id })).run?.status).toBe(1);
  },
);

test('a persona or ticket that the project does not have is not found, each under its field', async () => {
  const refused = await refusal(world.owner.runs.createAgentRun({ project: world.projectId, persona: 'nobody' }));
  expect(refused).toMatchObject({ code: 'NOT_FOUND', metadata: { field: 'persona' } });
  const { ticket: elsewhere } = await world.owner.tickets.createTicket({ project: 'second', kind: 1, title: 'T' });
  for (const ticketId of [elsewhere!.id, `tk_${'0'.repeat(32)}`]) {
    const request = { project: world.projectId, persona, ticketId };
    expect(await refusal(world.owner.runs.createAgentRun(request))).toMatchObject({
      ...{ code: 'NOT_FOUND', metadata: { field: 'ticket_id' } },
    });
  }
});

test('a project that the key cannot reach is not found', async () => {
  const refused = await refusal(otherProject.runs.createAgentRun({ project: world.projectId, persona }));
  expect(refused).toMatchObject({ code: 'NOT_FOUND', metadata: { field: 'project' } });
});

test('a persona that is not active takes no new run; what is queued goes on with its pinned version', async () => {
  const tenant = await world.tenant();
  await addPersona(world, tenant);
  const { owner } = tenant;
  const run = await queued(owner);
  await owner.personas.deactivatePersona({ project: tenant.projectId, name: persona, force: true });
  const refused = await refusal(started(owner));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'PERSONA_INACTIVE' });
  const { context } = await owner.runs.startAgentRun({ runId: run.id });
  expect(context?.markdown).toContain('Look for holes.');
});

test('a run keeps the version of the persona that it was made with', async () => {
  const tenant = await world.tenant();
  await addPersona(world, tenant);
  const run = await queued(tenant.owner);
  const update = { project: tenant.projectId, name: persona, role: 'poet', content: 'Write odes.', expectedVersion: 1 };
  await tenant.owner.personas.updatePersona({ ...update, updateMask: ['role', 'content'] });
  const { run: running, context } = await tenant.owner.runs.startAgentRun({ runId: run.id });
  expect(running).toMatchObject({ personaVersion: 1, personaDigest: run.personaDigest });
  expect(context?.markdown).toContain('Look for holes.');
  const later = await tenant.owner.runs.createAgentRun({ persona, start: true });
  expect(later.run?.personaVersion).toBe(2);
  expect(later.run?.personaDigest).not.toBe(run.personaDigest);
  expect(later.context?.markdown).toContain('Write odes.');
});

test('an archived project takes no new run, and ends those it has', async () => {
  const tenant = await world.tenant();
  await addPersona(world, tenant);
  const { owner, projectId: project } = tenant;
  const before = await owner.runs.createAgentRun({ project, persona, start: true, requestId: 'before' });
  await owner.projects.archiveProject({ project });
  const refused = await refusal(owner.runs.createAgentRun({ project, persona }));
  expect(refused).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'PROJECT_ARCHIVED' });
  const { run } = await owner.runs.completeAgentRun({ runId: before.run!.id, severity: 'none' });
  expect(run?.exitCode).toBe(0);
  const again = await owner.runs.createAgentRun({ project, persona, start: true, requestId: 'before' });
  expect(again.run).toEqual(run);
});
