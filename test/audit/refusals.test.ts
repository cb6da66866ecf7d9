import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Refusal, RefusalRecorder } from '../../src/audit/refusals.ts';
import type { AuditEvent } from '../../src/gen/client/sfs/v1/audit.ts';
import { AuditOutcome } from '../../src/gen/client/sfs/v1/audit.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { eventually } from './ledger.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const hex = '0123456789abcdef0123456789abcdef';

/** Waits until so many refusals are in a log, and answers them, the oldest first. */
async function refusals(owner: Clients, count: number): Promise<AuditEvent[]> {
  const list = async () => (await owner.audit.listAuditEvents({ outcome: AuditOutcome.AUDIT_OUTCOME_REFUSED })).events;
  await eventually('refusals', async () => ((await list()).length >= count ? true : undefined));
  const found = await list();
  expect(found).toHaveLength(count);
  return found.reverse();
}

const outputs = (event: AuditEvent) => JSON.parse(event.outputsJson);
const payload = (event: AuditEvent) => JSON.parse(event.payloadJson!);

test.concurrent('what a key may not do is recorded in its own organization: method, reason, key, and the id as it was written', async () => {
  const [mine, theirs] = [await world.tenant(), await world.tenant()];
  const reader = world.as(await mine.key({ scopes: ['agent_runs:read'] }));
  await theirs.owner.personas.createPersona({ name: 'sentinel', role: 'reviewer' });
  const { run } = await theirs.owner.runs.createAgentRun({ persona: 'sentinel', start: true });
  await expect(reader.tickets.createTicket({ title: 'no' })).rejects.toMatchObject({ reason: 'SCOPE_MISSING' });
  await expect(reader.runs.getAgentRun({ runId: run!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(reader.runs.getAgentRun({ runId: `run_${hex}` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [scope, foreign, unknown] = await refusals(mine.owner, 3);
  expect(scope).toMatchObject({
    action: 'call.refused',
    outcomeCode: 'PERMISSION_DENIED',
    outcomeReason: 'SCOPE_MISSING',
  });
  expect(outputs(scope!)).toEqual({ method: 'TicketService.CreateTicket', action: 'ticket.create' });
  expect(foreign).toMatchObject({ outcomeCode: 'NOT_FOUND', resourceType: 'agent_run', resourceId: run!.id });
  expect(unknown).toMatchObject({ outcomeCode: 'NOT_FOUND', resourceType: 'agent_run', resourceId: `run_${hex}` });
  // Nothing tells a foreign id from one that is nowhere.
  const shape = (event: AuditEvent) => ({
    ...event,
    ...{ id: 0, leafIndex: 0, occurredAt: 0, callId: 0, inputs: 0, resourceId: 0, payloadJson: 0 },
  });
  expect(shape(foreign!)).toEqual(shape(unknown!));
  const { events } = await theirs.owner.audit.listAuditEvents({ outcome: AuditOutcome.AUDIT_OUTCOME_REFUSED });
  expect(events).toEqual([]);
});

test.concurrent('a revoked or expired key whose secret is right is recorded; a wrong secret leaves nothing', async () => {
  const tenant = await world.tenant();
  const { key, secret } = await tenant.owner.keys.createServiceKey({
    name: 'old',
    scopes: ['agent_runs:read'],
    allProjects: true,
  });
  await tenant.owner.keys.revokeServiceKey({ keyId: key!.id, reason: 'test' });
  await expect(world.as(secret).keys.whoAmI()).rejects.toMatchObject({ reason: 'KEY_REVOKED' });
  const short = await tenant.key({ name: 'short' });
  await world.sql(
    `update keys set expires_at = now() - interval '1 second' where name = 'short' and organization_id = $1`,
    [uuid(tenant.organizationId)],
  );
  await expect(world.as(short).keys.whoAmI()).rejects.toMatchObject({ reason: 'KEY_EXPIRED' });
  await expect(world.as(`${secret.slice(0, -7)}0000000`).keys.whoAmI()).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  const found = await refusals(tenant.owner, 2);
  expect(found.map(({ outcomeReason }) => outcomeReason)).toEqual(['KEY_REVOKED', 'KEY_EXPIRED']);
  expect(found[0]).toMatchObject({ keyId: key!.id, outcomeCode: 'UNAUTHENTICATED' });
  expect(JSON.stringify(found)).not.toContain(secret.split('_')[2]);
});

test.concurrent('text that is no id is kept apart, where it can be erased, and credentials in it are masked', async () => {
  const tenant = await world.tenant();
  const token = ['ghp', '_', 'a1B2'.repeat(9)].join('');
  await tenant.owner.tickets.listTickets({ project: `sl-${'x'.repeat(20)} ${token}` }).catch(() => {});
  await tenant.owner.projects.createProject({ name: 'Twice', slug: 'tenant-slug' });
  await expect(tenant.owner.projects.createProject({ name: 'Twice', slug: 'tenant-slug' })).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
  });
  const [named, taken] = await refusals(tenant.owner, 2);
  expect(named).toMatchObject({ resourceType: 'project', resourceId: '' });
  expect(payload(named!).asked).toMatch(/^sl-x+ \*\*\*$/);
  expect(named!.masked).toBeGreaterThan(0);
  expect(outputs(taken!)).toEqual({ method: 'ProjectService.CreateProject', action: 'project.create' });
});

test.concurrent('a call that was answered, a server that is away, and a caller who hung up leave no refusal', async () => {
  const tenant = await world.tenant();
  await tenant.owner.tickets.listTickets();
  await expect(tenant.owner.tickets.listTickets({ pageSize: 1_000 })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
  });
  await tenant.owner.tickets.createTicket({ title: 'x'.repeat(501) }).catch(() => {});
  const [only] = await refusals(tenant.owner, 1);
  expect(only).toMatchObject({ outcomeReason: 'INVALID_FIELDS' });
  expect(outputs(only!).method).toBe('TicketService.CreateTicket');
});

const refusal = (n: number, keyId = 'k'): Refusal => ({
  ...{
    organizationId: 'o',
    keyPrefix: '',
    // Somewhat late, as the clock of the database may be behind.
    at: new Date(3_600_000 + n),
    method: 'S.M',
    action: null,
    code: 'NOT_FOUND',
    reason: 'NOT_FOUND',
  },
  actor: { type: 'service_key', keyId, keyName: '', memberId: null, memberName: '' },
  ...{
    asked: undefined,
    projectId: undefined,
    callId: String(n),
    requestId: '',
    request: new Uint8Array(),
    peer: '',
    userAgent: '',
  },
});

test.concurrent('a thousand refusals of one key in a minute are twenty events and one that counts the rest', async () => {
  const tenant = await world.tenant();
  let now = 0;
  const recorder = new RefusalRecorder(() => now);
  const { keyId } = await tenant.owner.keys.whoAmI();
  const organizationId = uuid(tenant.organizationId);
  for (let n = 0; n < 1_000; n += 1) recorder.note({ ...refusal(n, uuid(keyId)), organizationId });
  const flush = () => recorder.flush(world.server.orm.em.fork());
  await flush();
  now = 60_000;
  recorder.note({ ...refusal(1_000, uuid(keyId)), organizationId });
  await flush();
  const found = await refusals(tenant.owner, 22);
  expect(found.filter((event) => 'refused' in outputs(event)).map((event) => outputs(event).refused)).toEqual([980]);
  const report = await tenant.owner.audit.getAuditReport({ since: new Date(0), until: new Date(Date.now() + 60_000) });
  expect(report.refusals).toEqual([expect.objectContaining({ code: 'NOT_FOUND', method: 'S.M', count: 1_001 })]);
  expect(report.keys[0]).toMatchObject({ keyId, refused: 1_001 });
});
