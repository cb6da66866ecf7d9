import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.owner.personas.createPersona({ name: 'sentinel', role: 'reviewer' });
});
afterAll(() => world?.stop());

const sixteen = Array.from({ length: 16 });
const events = async (action: string) =>
  (
    await world.sql<{ n: number }>(
      `select count(*)::int as n from audit_events where convert_from(body, 'UTF8')::json ->> 'action' = $1`,
      [action],
    )
  )[0]!.n;

test('the same request id 16 times at once: one run, one event, everyone gets it', async () => {
  const before = await events('agent_run.create');
  const request = { persona: 'sentinel', start: true, requestId: 'storm' };
  const answers = await Promise.all(sixteen.map(() => world.owner.runs.createAgentRun(request)));
  expect(new Set(answers.map(({ run }) => run!.id)).size).toBe(1);
  expect(new Set(answers.map(({ context }) => context!.digest)).size).toBe(1);
  expect(await events('agent_run.create')).toBe(before + 1);
});

test('the same request id after a restart, on another server: the resource as it is now, marked as replayed', async () => {
  const request = { title: 'remember me', requestId: 'restart' };
  const { ticket } = await world.owner.tickets.createTicket(request);
  await world.owner.tickets.startTicket({ ticketId: ticket!.id });
  const replica = await world.replica();
  let replayed: unknown;
  const again = await replica.as(world.ownerKey).tickets.createTicket(request, {
    trailers: (trailers) => {
      replayed = trailers.get('sfs-replayed')[0];
    },
  });
  expect(again.ticket).toMatchObject({ id: ticket!.id, status: 3 });
  expect(replayed).toBe('true');
});

test('a method with a secret: exactly one of 16 answers holds it', async () => {
  const request = { name: 'once', scopes: ['agent_runs:read'], allProjects: true, requestId: 'secret' };
  const answers = await Promise.all(sixteen.map(() => world.owner.keys.createServiceKey(request)));
  expect(new Set(answers.map(({ key }) => key!.id)).size).toBe(1);
  expect(answers.filter(({ secret }) => secret !== '')).toHaveLength(1);
  for (const { secret, secretShownAt } of answers) expect(secretShownAt === undefined).toBe(secret !== '');
});

test('another request under the same id: REQUEST_ID_REUSED', async () => {
  await world.owner.tickets.createTicket({ title: 'one', requestId: 'reused' });
  const other = world.owner.tickets.createTicket({ title: 'two', requestId: 'reused' });
  await expect(other).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
    reason: 'REQUEST_ID_REUSED',
    metadata: { request_id: 'reused' },
  });
});

test('a request that was refused is not remembered: the same id works once it is mended', async () => {
  const refused = world.owner.personas.updatePersona({
    name: 'sentinel',
    expectedVersion: 9,
    role: 'x',
    updateMask: ['role'],
    requestId: 'mended',
  });
  await expect(refused).rejects.toMatchObject({ reason: 'VERSION_CHANGED' });
  const { persona } = await world.owner.personas.updatePersona({
    name: 'sentinel',
    expectedVersion: 1,
    role: 'x',
    updateMask: ['role'],
    requestId: 'mended',
  });
  expect(persona!.version).toBe(2);
});

test('the same id of two keys, and of two methods: two requests', async () => {
  const other = world.as(await world.key());
  const a = await world.owner.tickets.createTicket({ title: 'mine', requestId: 'shared' });
  const b = await other.tickets.createTicket({ title: 'mine', requestId: 'shared' });
  expect(a.ticket!.id).not.toBe(b.ticket!.id);
  await expect(other.tickets.startTicket({ ticketId: b.ticket!.id, requestId: 'shared' })).resolves.toBeTruthy();
});

test('a replay asks for permission again', async () => {
  const key = await world.key({ name: 'soon revoked' });
  const client = world.as(key);
  await client.tickets.createTicket({ title: 'x', requestId: 'again' });
  const { keys } = await world.owner.keys.listServiceKeys();
  await world.owner.keys.revokeServiceKey({
    keyId: keys.find(({ name }) => name === 'soon revoked')!.id,
    reason: 'test',
  });
  await expect(client.tickets.createTicket({ title: 'x', requestId: 'again' })).rejects.toMatchObject({
    reason: 'KEY_REVOKED',
  });
});

test('request ids older than 48 hours are forgotten, younger ones kept', async () => {
  await world.owner.tickets.createTicket({ title: 'old', requestId: 'old' });
  await world.owner.tickets.createTicket({ title: 'young', requestId: 'young' });
  await world.sql(`update idempotency set created_at = now() - interval '49 hours' where request_id = 'old'`);
  const { clean } = await import('../../src/server/background.ts');
  await clean(world.server.orm.em.fork());
  const left = await world.sql<{ request_id: string }>(
    `select request_id from idempotency where request_id in ('old', 'young')`,
  );
  expect(left).toEqual([{ request_id: 'young' }]);
});
