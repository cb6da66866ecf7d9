import type { Metadata } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventBody } from '../../src/audit/proof/event_body.ts';
import { parseBody } from '../../src/audit/proof/event_body.ts';
import { allRules } from '../../src/server/rules.ts';
import { addBatches, finding } from '../agent_runs/runs.ts';
import type { Clients, TestCall } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';

// Every method that changes something, called once; a new one must be added here, or the last test fails.
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

type Do = (call: TestCall) => Promise<unknown>;
const seen = new Map<string, EventBody[]>();

/** Calls, and keeps the events that carry the call's id. */
async function calls(action: string, it: Do): Promise<unknown> {
  let id = '';
  const answer = await it({ trailers: (trailers: Metadata) => (id = String(trailers.get('sfs-call-id')[0])) });
  const rows = await world.sql<{ body: Buffer }>(
    `select body from audit_events where convert_from(body, 'UTF8')::jsonb ->> 'call_id' = $1`,
    [id],
  );
  seen.set(
    action,
    rows.map(({ body }) => parseBody(body)),
  );
  return answer;
}

const idOf = (answer: unknown, field: string) => (answer as Record<string, { id: string }>)[field]!.id;

async function runs({ runs: it, personas, audit }: Clients): Promise<void> {
  await personas.createPersona({ name: 'sentinel', role: 'reviewer' });
  const queued = idOf(await calls('agent_run.create', (c) => it.createAgentRun({ persona: 'sentinel' }, c)), 'run');
  await calls('agent_run.start', (c) => it.startAgentRun({ runId: queued }, c));
  await addBatches({ runs: it } as Clients, queued, [[finding({ severity: 'low' })]]);
  const [row] = await world.sql<{ body: Buffer }>(
    `select body from audit_events where convert_from(body, 'UTF8')::jsonb ->> 'action' = 'agent_run.add_findings'`,
  );
  seen.set('agent_run.add_findings', [parseBody(row!.body)]);
  await calls('agent_run.complete', (c) =>
    it.completeAgentRun({ runId: queued, status: 1, findingsTotal: 1, resultSummary: 's' }, c),
  );
  const other = idOf(await it.createAgentRun({ persona: 'sentinel', start: true }), 'run');
  await calls('agent_run.cancel', (c) => it.cancelAgentRun({ runId: other, reason: 'test' }, c));
  await calls('agent_run.redact', (c) => audit.redactAgentRun({ runId: queued, reason: 'test' }, c));
  await calls('payload.purge', (c) => audit.purgePayloads({ runId: other, reason: 'test' }, c));
  await calls('legal_hold.set', (c) => audit.setLegalHold({ on: true, reason: 'test' }, c));
}

async function personas({ personas: it }: Clients): Promise<void> {
  await calls('persona.create', (c) => it.createPersona({ name: 'p', role: 'reviewer', content: 'x' }, c));
  await calls('persona.update', (c) =>
    it.updatePersona({ name: 'p', expectedVersion: 1, content: 'y', updateMask: ['content'] }, c),
  );
  await calls('persona.deactivate', (c) => it.deactivatePersona({ name: 'p' }, c));
}

async function organization({ projects: it, keys }: Clients): Promise<void> {
  await calls('organization.update', (c) => it.updateOrganization({ name: 'Other' }, c));
  const member = await calls('member.create', (c) => it.createMember({ name: 'M', email: 'm@x.example', role: 1 }, c));
  await calls('member.update', (c) =>
    it.updateMember({ memberId: idOf(member, 'member'), role: 2, updateMask: ['role'] }, c),
  );
  await calls('member.remove', (c) => it.removeMember({ memberId: idOf(member, 'member') }, c));
  const own = idOf(await calls('personal_key.create', (c) => it.createPersonalKey({ name: 'k' }, c)), 'key');
  await calls('personal_key.rotate', (c) => it.rotatePersonalKey({ keyId: own }, c));
  await calls('personal_key.revoke', (c) => it.revokePersonalKey({ keyId: own, reason: 'test' }, c));
  const service = { name: 's', scopes: ['agent_runs:read'], allProjects: true };
  const key = idOf(await calls('service_key.create', (c) => keys.createServiceKey(service, c)), 'key');
  await calls('service_key.rotate', (c) => keys.rotateServiceKey({ keyId: key }, c));
  await calls('service_key.revoke', (c) => keys.revokeServiceKey({ keyId: key, reason: 'test' }, c));
}

async function tickets({ tickets: it }: Clients): Promise<void> {
  const make = async () => idOf(await it.createTicket({ title: 't' }), 'ticket');
  const a = idOf(await calls('ticket.create', (c) => it.createTicket({ title: 't' }, c)), 'ticket');
  await calls('ticket.update', (c) => it.updateTicket({ ticketId: a, title: 'u', updateMask: ['title'] }, c));
  await calls('ticket.comment', (c) => it.addTicketComment({ ticketId: a, content: 'c' }, c));
  await calls('ticket.start', (c) => it.startTicket({ ticketId: a }, c));
  await calls('ticket.block', (c) => it.blockTicket({ ticketId: a, reason: 'r' }, c));
  await calls('ticket.unblock', (c) => it.unblockTicket({ ticketId: a }, c));
  await calls('ticket.complete', (c) => it.completeTicket({ ticketId: a, notes: 'n', changedFiles: ['a.ts'] }, c));
  await calls('ticket.reopen', (c) => it.reopenTicket({ ticketId: a, reason: 'r' }, c));
  await it.startTicket({ ticketId: a });
  await calls('ticket.release', (c) => it.releaseTicket({ ticketId: a }, c));
  await it.startTicket({ ticketId: a });
  await it.completeTicket({ ticketId: a, notes: 'n' });
  const reviewer = world.as((await world.member('admin')).key);
  await calls('ticket.accept', (c) => reviewer.tickets.acceptTicket({ ticketId: a }, c));
  await calls('ticket.cancel', async (c) => it.cancelTicket({ ticketId: await make(), reason: 'r' }, c));
  await calls('ticket.dismiss', async (c) => it.dismissTicket({ ticketId: await make(), reason: 'r' }, c));
  const issue = idOf(await it.createTicket({ title: 'i', kind: 2 }), 'ticket');
  await it.startTicket({ ticketId: issue });
  await calls('ticket.close', (c) => it.closeTicket({ ticketId: issue, reason: 'r' }, c));
  const suggested = idOf(
    await it.createTicket({
      title: 's',
      source: 3,
      description: 'x'.repeat(30),
      acceptanceCriteria: [{ text: 'a', done: false }],
    }),
    'ticket',
  );
  await calls('ticket.approve', (c) => it.approveTicket({ ticketId: suggested }, c));
}

async function projects({ projects: it }: Clients): Promise<void> {
  const id = idOf(await calls('project.create', (c) => it.createProject({ name: 'P', slug: 'p-2' }, c)), 'project');
  await calls('project.update', (c) => it.updateProject({ project: id, name: 'Q', updateMask: ['name'] }, c));
  await calls('project.archive', (c) => it.archiveProject({ project: id }, c));
}

test('every changing method leaves exactly one event, with all five groups filled', async () => {
  for (const part of [tickets, runs, personas, organization, projects]) await part(world.owner);
  const actions = [...allRules.values()].flatMap((rule) => rule.audit ?? []);
  expect([...seen.keys()].sort()).toEqual(actions.sort());
  for (const [action, events] of seen) {
    expect(events, action).toHaveLength(1);
    const [event] = events as [EventBody];
    expect(event, action).toMatchObject({
      ...{ version: 1, action, outcome: { code: 'OK', reason: null } },
      organization_id: world.organizationId,
      actor: { type: 'member', key_id: expect.stringMatching(/^key_/), member_id: expect.stringMatching(/^mem_/) },
      payload_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(event.resource.id, action).toMatch(/^[a-z]+_[0-9a-f]{32}$/);
    expect(
      event.inputs.map(({ name }) => name),
      action,
    ).toEqual(expect.arrayContaining(action === 'agent_run.add_findings' ? ['findings_sha256'] : ['request']));
    for (const { sha256, bytes } of event.inputs)
      expect([sha256, bytes], action).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(Number)]);
    expect(Object.keys(event.outputs).length, action).toBeGreaterThan(0);
    expect(
      event.artifacts.some(({ before, after }) => /^[0-9a-f]{64}$/.test(after ?? before ?? '')),
      action,
    ).toBe(true);
  }
});

test('what a change replaced is told apart from what it made', () => {
  const artifacts = (action: string) => seen.get(action)![0]!.artifacts;
  for (const action of ['ticket.update', 'agent_run.complete', 'project.update']) {
    const [first] = artifacts(action);
    expect(first?.before, action).toMatch(/^[0-9a-f]{64}$/);
    expect(first?.before, action).not.toBe(first?.after);
  }
  expect(artifacts('agent_run.create')[0]!.before).toBeNull();
  expect(artifacts('persona.update')[1]).toMatchObject({
    name: 'content',
    before: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(artifacts('ticket.complete')[1]).toMatchObject({ path_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('where the event cannot be written, the change is not there', async () => {
  const tenant = await world.tenant();
  await world.sql(
    `create function no_event() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`,
  );
  await world.sql('create trigger no_event before insert on audit_events for each row execute function no_event()');
  try {
    const { owner } = tenant;
    await expect(owner.projects.createProject({ name: 'Never', slug: 'never' })).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    await expect(owner.tickets.createTicket({ title: 'never' })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(owner.personas.createPersona({ name: 'never', role: 'r' })).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    await expect(owner.projects.updateOrganization({ name: 'Never' })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(
      owner.keys.createServiceKey({ name: 'never', scopes: ['agent_runs:read'], allProjects: true }),
    ).rejects.toMatchObject({ code: 'INTERNAL' });
    expect((await owner.projects.listProjects()).projects).toHaveLength(1);
    expect((await owner.tickets.listTickets()).tickets).toEqual([]);
    expect((await owner.personas.listPersonas()).personas).toEqual([]);
    expect((await owner.keys.listServiceKeys()).keys).toEqual([]);
    expect((await owner.projects.getOrganization()).organization!.name).not.toBe('Never');
  } finally {
    await world.sql('drop trigger no_event on audit_events; drop function no_event()');
  }
});
