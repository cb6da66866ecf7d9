import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inOrder, type PendingEvent, takePending } from '../../src/audit/sequencer/pending.ts';
import { newId } from '../../src/db/base.ts';
import { transaction } from '../../src/db/statements.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';
import { eventually, expectSound, intrude, logOf, settled } from './ledger.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

/** An organization whose log has begun; the ticket saves waiting for the server's next look around. */
async function busy(): Promise<Tenant> {
  const tenant = await world.tenant();
  await tenant.owner.tickets.createTicket({ title: 'first' });
  return tenant;
}

test("the first leaves are the server's own: organization, project, member", async () => {
  const tenant = await busy();
  const log = await logOf(world, tenant);
  const first = log.slice(0, 3).map(({ body }) => `${body.action} ${body.actor.type}`);
  expect(first).toEqual(['organization.create system', 'project.create system', 'member.create system']);
  expect(await expectSound(world, tenant)).toBeGreaterThan(0);
});

test('two servers on one database: one log without a fork, whoever wrote', async () => {
  const tenant = await busy();
  const replica = await world.replica();
  const clients = [world.as(tenant.ownerKey), replica.as(tenant.ownerKey)];
  for (let round = 0; round < 5; round += 1)
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => clients[n % 2]!.tickets.createTicket({ title: `${round} ${n}` })),
    );
  expect(await logOf(world, tenant)).toHaveLength(4 + 40);
  await expectSound(world, tenant);
  await replica.server.stop();
  await tenant.owner.tickets.createTicket({ title: 'after the other is gone' });
  expect(await logOf(world, tenant)).toHaveLength(4 + 41);
  await expectSound(world, tenant);
});

test('a log over several tiles, and events that come while others get their places', async () => {
  const tenant = await busy();
  const writes = Array.from({ length: 12 }, async (_, n) => {
    for (let i = 0; i < 22; i += 1) await tenant.owner.tickets.createTicket({ title: `${n} ${i}` });
  });
  await Promise.all(writes);
  expect(await logOf(world, tenant)).toHaveLength(268);
  await expectSound(world, tenant);
});

test('a server that is stopped leaves nothing without a place', async () => {
  const tenant = await busy();
  const replica = await world.replica();
  await replica.as(tenant.ownerKey).tickets.createTicket({ title: 'last' });
  await replica.server.stop();
  const pending = await world.sql('select 1 from audit_pending where organization_id = $1', [
    uuid(tenant.organizationId),
  ]);
  expect(pending).toEqual([]);
});

test("events of a run keep the run's order, whatever their ids say", () => {
  const event = (id: string, runId: string | null, runSeq: number | null): PendingEvent => ({
    ...{ organizationId: 'o', body: null, id, runId, runSeq, placed: false },
  });
  const waiting = [
    event('5', 'r', 1),
    event('1', 'r', 2),
    event('3', null, null),
    event('2', 's', 1),
    event('4', 'r', 3),
  ];
  expect(inOrder(waiting).map(({ id }) => id)).toEqual(['5', '2', '3', '1', '4']);
});

test("where a round goes on behind the one before, a run's older event is not left behind", async () => {
  const [organizationId, runId] = [newId(), newId()];
  const [first, place, second] = [newId(), newId(), newId()];
  const taken: string[] = [];
  const undone = new Error('undone');
  const attempt = () =>
    transaction(world.server.orm.em.fork(), async (tx) => {
      for (const [at, id] of [first, second].entries()) {
        await tx.execute(
          'insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body) values (?, ?, now(), ?, ?, ?)',
          [organizationId, id, runId, at + 1, Buffer.from('{}')],
        );
        await tx.execute('insert into audit_pending (organization_id, event_id) values (?, ?)', [organizationId, id]);
      }
      const { mine, byOrganization } = await takePending(tx, { organizationId, id: place }, 100);
      if (mine) taken.push(...byOrganization.get(organizationId)!.map(({ id }) => id));
      throw undone;
    }).catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  // The server's own sequencer may be at it.
  await eventually('the lock', async () => {
    await attempt();
    return taken.length > 0 || undefined;
  });
  expect(taken.toSorted()).toEqual([first, second].toSorted());
});

const setNoBeginning = `
  with l as (delete from audit_leaves where organization_id = $1), t as (delete from audit_tiles where organization_id = $1),
    a as (delete from audit_attestations where organization_id = $1), e as (delete from audit_events where organization_id = $1)
  delete from audit_checkpoints where organization_id = $1`;

describe.concurrent('a log that was changed behind the server is not signed any more', () => {
  test.each<[string, string, RegExp]>([
    [
      'a tile',
      `update audit_tiles set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where organization_id = $1`,
      /tiles/,
    ],
    ['a tile that is missing', 'delete from audit_tiles where organization_id = $1', /missing/],
    ["a checkpoint's root", `update audit_checkpoints set root = sha256(root) where organization_id = $1`, /others/],
    [
      "a checkpoint's note",
      `update audit_checkpoints set note = translate(note, 'ABCDEFGHIJ', 'BCDEFGHIJA') where organization_id = $1`,
      /checkpoint/,
    ],
    [
      'its last leaf',
      `delete from audit_leaves where organization_id = $1 and leaf_index = (
        select max(leaf_index) from audit_leaves where organization_id = $1)`,
      /leaves/,
    ],
    ['the whole of it', setNoBeginning, /leaves/],
  ])('%s', async (_what, change, says) => {
    const [tenant, other] = [await busy(), await busy()];
    await Promise.all([settled(world, tenant), settled(world, other)]);
    await intrude(world, change, [uuid(tenant.organizationId)]);
    await expectStopped(world, tenant, says);
    await other.owner.tickets.createTicket({ title: 'of another organization' });
    expect(await logOf(world, other)).toHaveLength(5);
  });

  test('the whole of it, where the servers that saw it are gone: it has no beginning', async () => {
    const own = await startWorld();
    try {
      await settled(own, own);
      await own.server.stop();
      await intrude(own, setNoBeginning, [uuid(own.organizationId)]);
      const next = await own.replica();
      await expectStopped(own, own, /no beginning/, next.as(own.ownerKey));
    } finally {
      await own.stop();
    }
  });

  test('an event of another organization in the queue', async () => {
    const [tenant, other] = [await busy(), await busy()];
    await Promise.all([settled(world, tenant), settled(world, other)]);
    await intrude(
      world,
      `with one as (select * from audit_events where organization_id = $1 limit 1), event as (
         insert into audit_events (organization_id, id, occurred_at, body) select $2, id, occurred_at, body from one)
       insert into audit_pending select $2, id from one`,
      [uuid(other.organizationId), uuid(tenant.organizationId)],
    );
    await expectStopped(world, tenant, /another log/);
  });

  test('an event that has its place, in the queue again', async () => {
    const tenant = await busy();
    await settled(world, tenant);
    const again =
      'insert into audit_pending select organization_id, event_id from audit_leaves where organization_id = $1 limit 1';
    await intrude(world, again, [uuid(tenant.organizationId)]);
    await expectStopped(world, tenant, /has a place already/);
  });

  test('something that lies where the next of it belongs: the logs of others go on', async () => {
    const [tenant, other] = [await busy(), await busy()];
    await Promise.all([settled(world, tenant), settled(world, other)]);
    const lies = `insert into audit_checkpoints select organization_id, size + 1, root, note from audit_checkpoints where organization_id = $1
      order by size desc limit 1`;
    await intrude(world, lies, [uuid(tenant.organizationId)]);
    await expectStopped(world, tenant, /leaves/);
    await other.owner.tickets.createTicket({ title: 'goes on' });
    expect(await logOf(world, other)).toHaveLength(5);
  });

  test('an event in a form that no event has: the logs of others go on', async () => {
    const [tenant, other] = [await busy(), await busy()];
    await Promise.all([settled(world, tenant), settled(world, other)]);
    await intrude(
      world,
      `with one as (select *, gen_random_uuid() as copy from audit_events where organization_id = $1 and run_id is null limit 1), event as (
         insert into audit_events (organization_id, id, occurred_at, body)
           select $1, copy, occurred_at, convert_to(regexp_replace(replace(convert_from(body, 'UTF8'), replace(id::text, '-', ''),
             replace(copy::text, '-', '')), '"occurred_at":"[^"]*"', '"occurred_at":"x"'), 'UTF8') from one)
       insert into audit_pending select $1, copy from one`,
      [uuid(tenant.organizationId)],
    );
    await expectStopped(world, tenant, /the database refuses to extend it \(22/);
    await other.owner.tickets.createTicket({ title: 'goes on' });
    expect(await logOf(world, other)).toHaveLength(5);
  });

  test('a genuine event once more', async () => {
    const tenant = await busy();
    await settled(world, tenant);
    await intrude(
      world,
      `with one as (select *, gen_random_uuid() as copy from audit_events where organization_id = $1 limit 1), event as (
         insert into audit_events (organization_id, id, occurred_at, body) select $1, copy, occurred_at, body from one)
       insert into audit_pending select $1, copy from one`,
      [uuid(tenant.organizationId)],
    );
    await expectStopped(world, tenant, /says that it is evt_/);
  });
});

/** A change is taken, gets no place, and the log says why, once. */
async function expectStopped(on: World, tenant: Tenant, says: RegExp, clients = tenant.owner): Promise<void> {
  const before = await headsOf(on, tenant);
  await clients.tickets.createTicket({ title: 'goes on' });
  const alarms = () =>
    on.logs
      .map((line) => JSON.parse(line))
      .filter((line) => line.organization_id === tenant.organizationId && /ALARM/.test(line.msg));
  const alarm = await eventually('an alarm', () => alarms()[0]);
  expect(alarm.what).toMatch(says);
  expect(await headsOf(on, tenant)).toEqual(before);
}

const headsOf = (on: World, tenant: Tenant) =>
  on.sql('select size, note from audit_checkpoints where organization_id = $1 order by size', [
    uuid(tenant.organizationId),
  ]);
