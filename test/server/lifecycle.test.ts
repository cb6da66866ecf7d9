import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  HealthClient,
  HealthCheckResponse_ServingStatus as Serving,
} from '../../src/gen/client/grpc/health/v1/health.ts';
import { clients } from '../support/clients.ts';
import { makePki } from '../support/pki.ts';
import { startWorld, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const health = (address: string) => new HealthClient(address, credentials.createInsecure());

function check(client: HealthClient, service: string): Promise<number | string> {
  return new Promise((resolve) => {
    client.check({ service }, (error: ServiceError | null, answer) => resolve(error ? error.code : answer.status));
  });
}

test('health: SERVING for the server and each service, NOT_FOUND for others, without a key', async () => {
  const client = health(world.address);
  expect(await check(client, '')).toBe(Serving.SERVING);
  expect(await check(client, 'sfs.v1.AgentRunService')).toBe(Serving.SERVING);
  expect(await check(client, 'nobody')).toBe(5);
  client.close();
});

test('a server that stops says NOT_SERVING to those who watch, answers what is running, and refuses what is new', async () => {
  const replica = await world.replica();
  const client = health(replica.address);
  const watch = client.watch({ service: '' });
  const seen: number[] = [];
  const ended = new Promise<void>((resolve) => {
    watch.on('data', ({ status }) => seen.push(status));
    watch.on('end', resolve);
    watch.on('error', () => resolve());
  });
  await expect.poll(() => seen).toEqual([Serving.SERVING]);

  // A call that waits for a lock which is held until the server is told to stop.
  const locker = world.server.orm.em.fork();
  await locker.begin();
  await locker.execute('lock table projects in access exclusive mode');
  const slow = replica.as(world.ownerKey).projects.listProjects();
  await expect.poll(async () => (await waiting()).length).toBe(1);
  const stopped = replica.server.stop();
  await ended;
  await locker.rollback();
  expect((await slow).projects.length).toBe(1);
  await stopped;
  expect(seen).toEqual([Serving.SERVING, Serving.NOT_SERVING]);
  await expect(replica.as(world.ownerKey).keys.whoAmI({}, { deadlineMs: 1_000 })).rejects.toMatchObject({
    code: expect.stringMatching(/UNAVAILABLE|DEADLINE/),
  });
  client.close();
});

/** Statements that wait for a lock in this world's database. */
const waiting = () =>
  world.sql(`select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);

test('a deadline reaches PostgreSQL: DEADLINE_EXCEEDED in time, and no statement is left waiting', async () => {
  const locker = world.server.orm.em.fork();
  await locker.begin();
  await locker.execute('lock table projects in access exclusive mode');
  try {
    const call = world.owner.projects.listProjects({}, { deadlineMs: 300 });
    await expect(call).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect.poll(waiting).toEqual([]);
  } finally {
    await locker.rollback();
  }
});

test('a caller who hangs up ends the statement, and nothing is changed', async () => {
  const locker = world.server.orm.em.fork();
  await locker.begin();
  await locker.execute('lock table projects in access exclusive mode');
  const hangUp = new AbortController();
  try {
    const call = world.owner.projects.createProject({ name: 'Never', slug: 'never' }, { signal: hangUp.signal });
    const refused = expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect.poll(async () => (await waiting()).length).toBe(1);
    hangUp.abort();
    await refused;
    await expect.poll(waiting).toEqual([]);
  } finally {
    await locker.rollback();
  }
  expect(await world.sql(`select id from projects where slug = 'never'`)).toEqual([]);
});

test('TLS and mTLS: the right certificates get through, others do not', async () => {
  const pki = makePki();
  const replica = await world.replica({ tls: { ...pki.server, clientCa: pki.ca } });
  const whoAmI = async (creds: Parameters<typeof clients>[2]) => {
    const made = clients(replica.address.replace('127.0.0.1', 'localhost'), world.ownerKey, creds);
    try {
      return (await made.keys.whoAmI({}, { deadlineMs: 2_000 })).keyName;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      for (const client of Object.values(made)) client.raw.close();
    }
  };
  expect(await whoAmI(credentials.createSsl(pki.ca, pki.client.key, pki.client.cert))).toBe('first key');
  expect(await whoAmI(credentials.createSsl(pki.ca))).toMatch(/UNAVAILABLE|DEADLINE_EXCEEDED/);
  expect(await whoAmI(credentials.createSsl(makePki().ca, pki.client.key, pki.client.cert))).toMatch(
    /UNAVAILABLE|DEADLINE_EXCEEDED/,
  );
  expect(await whoAmI(credentials.createInsecure())).toMatch(/UNAVAILABLE|DEADLINE_EXCEEDED/);
});

test('metrics: calls are counted by method and status on a port of their own', async () => {
  const replica = await world.replica({ metrics: { host: '127.0.0.1', port: 0 } });
  await replica.as(world.ownerKey).keys.whoAmI();
  await replica
    .as('nonsense')
    .keys.whoAmI()
    .catch(() => {});
  const url = `http://127.0.0.1:${replica.server.metricsPort}`;
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('sfs_calls_total{method="/sfs.v1.ServiceKeyService/WhoAmI",code="OK"} 1');
  expect(text).toContain('sfs_calls_total{method="/sfs.v1.ServiceKeyService/WhoAmI",code="UNAUTHENTICATED"} 1');
  expect(text).toContain('sfs_calls_open{method="/sfs.v1.ServiceKeyService/WhoAmI"} 0');
  expect((await fetch(`${url}/other`)).status).toBe(404);
});

test('a method that is not there: UNIMPLEMENTED', async () => {
  const client = new Client(world.address, credentials.createInsecure());
  const identity = (value: unknown) => value as Buffer;
  const code = await new Promise((resolve) => {
    client.makeUnaryRequest('/sfs.v1.AgentRunService/Nothing', identity, identity, Buffer.alloc(0), (error) =>
      resolve(error?.code),
    );
  });
  expect(code).toBe(12);
  client.close();
});

test('two keys in one header: KEY_MALFORMED', async () => {
  const both = world.as(`${world.ownerKey}, Bearer ${world.ownerKey}`);
  await expect(both.keys.whoAmI()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MALFORMED' });
});

test('an open watch ends with UNAVAILABLE when the server stops, so that its caller goes elsewhere', async () => {
  await world.owner.personas.createPersona({ name: 'watched', role: 'reviewer' });
  const { run } = await world.owner.runs.createAgentRun({ persona: 'watched', start: true });
  const { ticket } = await world.owner.tickets.createTicket({ title: 'watched' });
  const replica = await world.replica({ graceMs: 20_000 });
  const there = replica.as(world.ownerKey);
  const watches = [
    there.runs.watchAgentRun({ runId: run!.id }),
    there.tickets.watchTicket({ ticketId: ticket!.id }),
  ].map((watch) => watch[Symbol.asyncIterator]());
  for (const watch of watches) expect((await watch.next()).done).toBe(false);
  const ends = watches.map((watch) =>
    expect(watch.next()).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'SHUTTING_DOWN' }),
  );
  await replica.server.stop();
  await Promise.all(ends);
});

test('an open health watch does not keep the server from stopping', async () => {
  const replica = await world.replica({ graceMs: 20_000 });
  const client = health(replica.address);
  const watch = client.watch({ service: '' });
  watch.on('error', () => {});
  await new Promise((resolve) => watch.once('data', resolve));
  const begun = performance.now();
  await replica.server.stop();
  expect(performance.now() - begun).toBeLessThan(10_000);
  client.close();
});
