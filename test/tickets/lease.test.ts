import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { newTicket, outcomes, startOf, statusOf } from './board.ts';

let world: World;
let worker: Clients;
let other: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
  other = world.as(await world.key({ name: 'other' }));
});
afterAll(() => world.stop());

/** Moves the end of a lease; negative: into the past. */
const leaseEndsIn = (ticketId: string, minutes: number) =>
  world.sql(`update tickets set lease_expires_at = now() + $2 * interval '1 minute' where id = $1`, [
    uuid(ticketId),
    minutes,
  ]);

/** Opens connections to the database, so that what comes next really runs at the same time. */
const warm = (ticketId: string) =>
  Promise.all(Array.from({ length: 20 }, () => worker.tickets.heartbeatTicket({ ticketId, epoch: 1 }))).then(() =>
    leaseEndsIn(ticketId, -1),
  );

const minutesLeft = (expiresAt: Date | undefined) => ((expiresAt?.getTime() ?? 0) - Date.now()) / 60_000;

test('a start holds the ticket for 60 minutes, against everybody, also the same key', async () => {
  const { id: ticketId } = await newTicket(worker);
  const { ticket } = await worker.tickets.startTicket({ ticketId });
  expect(minutesLeft(ticket?.lease?.expiresAt)).toBeGreaterThan(58);
  expect(minutesLeft(ticket?.lease?.expiresAt)).toBeLessThan(61);
  for (const by of [worker, other, world.owner]) {
    await expect(by.tickets.startTicket({ ticketId, force: true })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'LEASE_HELD',
      metadata: { expires_at: ticket?.lease?.expiresAt?.toISOString() },
    });
  }
});

test('a start that is sent again after another job took the ticket is refused: the epoch of now is not its own', async () => {
  const { id: ticketId } = await newTicket(worker);
  const start = (requestId: string) => worker.tickets.startTicket({ ticketId, requestId });
  await start('job 1');
  expect((await start('job 1')).ticket?.lease?.epoch).toBe(1);
  await leaseEndsIn(ticketId, -1);
  expect((await start('job 2')).ticket?.lease?.epoch).toBe(2);
  await expect(start('job 1')).rejects.toMatchObject({ code: 'ABORTED', reason: 'STALE_LEASE' });
  expect((await start('job 2')).ticket?.lease?.epoch).toBe(2);
});

test('a lease that ran out lets anyone start again, and the first worker is told its epoch is old', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  await leaseEndsIn(ticketId, -1);
  expect(await startOf(other, ticketId)).toBe(2);
  const stale = { code: 'ABORTED', reason: 'STALE_LEASE', metadata: { epoch: '2' } };
  const { tickets } = worker;
  for (const write of [tickets.completeTicket, tickets.blockTicket, tickets.cancelTicket, tickets.releaseTicket])
    await expect(write({ ticketId, epoch: 1 })).rejects.toMatchObject(stale);
  await expect(tickets.heartbeatTicket({ ticketId, epoch: 1 })).rejects.toMatchObject(stale);
  await expect(tickets.addTicketComment({ ticketId, epoch: 1, content: 'x' })).rejects.toMatchObject(stale);
  const update = { ticketId, epoch: 1, title: 'x', updateMask: ['title'] };
  await expect(tickets.updateTicket(update)).rejects.toMatchObject(stale);
  await expect(world.owner.tickets.updateTicket(update)).rejects.toMatchObject(stale);
  const { ticket } = await tickets.getTicket({ ticketId });
  expect(ticket?.lease).toMatchObject({ epoch: 2, holder: { serviceKeyName: 'other' } });
});

test('a worker whose lease ran out may go on as long as nobody else started', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  await leaseEndsIn(ticketId, -1);
  expect(statusOf(await worker.tickets.completeTicket({ ticketId, epoch: 1 }))).toBe('review');
});

test('of all who start an expired ticket one gets it', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  await leaseEndsIn(ticketId, -1);
  await warm(ticketId);
  const results = await outcomes(Array.from({ length: 16 }, () => other.tickets.startTicket({ ticketId })));
  expect(results.filter((one) => one === 'done')).toHaveLength(1);
  expect(results.filter((one) => one === 'LEASE_HELD')).toHaveLength(15);
});

test('service keys send the epoch while a ticket is in progress, people need not', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  const required = { code: 'INVALID_ARGUMENT', reason: 'EPOCH_REQUIRED', violations: [{ field: 'epoch' }] };
  const { tickets } = worker;
  for (const write of [tickets.completeTicket, tickets.blockTicket, tickets.cancelTicket, tickets.releaseTicket])
    await expect(write({ ticketId })).rejects.toMatchObject(required);
  await expect(tickets.heartbeatTicket({ ticketId })).rejects.toMatchObject(required);
  await expect(tickets.updateTicket({ ticketId, title: 'x', updateMask: ['title'] })).rejects.toMatchObject(required);
  await tickets.addTicketComment({ ticketId, content: 'a comment needs none' });
  await world.owner.tickets.updateTicket({ ticketId, title: 'Renamed', updateMask: ['title'] });
  expect(statusOf(await world.owner.tickets.blockTicket({ ticketId }))).toBe('blocked');
});

test('a heartbeat and every write with the right epoch renew the lease; a write without it does not', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  const left = async () => minutesLeft((await worker.tickets.getTicket({ ticketId })).ticket?.lease?.expiresAt);
  const writes = [
    () => worker.tickets.heartbeatTicket({ ticketId, epoch: 1 }),
    () => worker.tickets.addTicketComment({ ticketId, epoch: 1, content: 'still here' }),
    () => worker.tickets.updateTicket({ ticketId, epoch: 1, title: 'New', updateMask: ['title'] }),
    // Nothing changes here, but the worker is alive.
    () => worker.tickets.updateTicket({ ticketId, epoch: 1, title: 'New', updateMask: ['title'] }),
    () => world.owner.tickets.heartbeatTicket({ ticketId }),
  ];
  for (const write of writes) {
    await leaseEndsIn(ticketId, 5);
    await write();
    expect(await left()).toBeGreaterThan(58);
  }
  await leaseEndsIn(ticketId, 5);
  await other.tickets.addTicketComment({ ticketId, content: 'from outside' });
  await world.owner.tickets.updateTicket({ ticketId, title: 'Newer', updateMask: ['title'] });
  expect(await left()).toBeLessThan(6);
});

test('another key does not speak for the holder, even with the right epoch; a person may', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  const denied = { code: 'PERMISSION_DENIED', reason: 'NOT_HOLDER', metadata: { holder: 'worker' } };
  await expect(other.tickets.completeTicket({ ticketId, epoch: 1 })).rejects.toMatchObject(denied);
  await expect(other.tickets.releaseTicket({ ticketId, epoch: 1 })).rejects.toMatchObject(denied);
  await expect(other.tickets.heartbeatTicket({ ticketId, epoch: 1 })).rejects.toMatchObject(denied);
  expect(statusOf(await world.owner.tickets.completeTicket({ ticketId }))).toBe('review');
});

test('a released ticket stays in progress without holder, and anyone may start it with the next epoch', async () => {
  const { id: ticketId } = await newTicket(worker);
  await startOf(worker, ticketId);
  const { ticket } = await worker.tickets.releaseTicket({ ticketId, epoch: 1 });
  expect(statusOf({ ticket })).toBe('in_progress');
  expect(ticket?.lease).toMatchObject({ epoch: 1, holder: undefined, expiresAt: undefined });
  await expect(worker.tickets.heartbeatTicket({ ticketId, epoch: 1 })).rejects.toMatchObject({
    reason: 'WRONG_STATUS',
    metadata: { command: 'heartbeat', status: 'in_progress' },
  });
  expect(await startOf(other, ticketId)).toBe(2);
});

test('64 workers starting 200 tickets start each once', async () => {
  const ids: string[] = [];
  for (let batch = 0; batch < 10; batch += 1)
    ids.push(...(await Promise.all(Array.from({ length: 20 }, () => newTicket(worker)))).map((ticket) => ticket.id));
  const started = new Map<string, number>();
  let refused = 0;
  // Four workers at a time go for the same tickets, in the same order, so that they meet at each.
  const work = async (by: Clients, group: number) => {
    for (let i = group; i < ids.length; i += 16) {
      const ticketId = ids[i]!;
      const [result] = await outcomes([by.tickets.startTicket({ ticketId })]);
      if (result === 'done') started.set(ticketId, (started.get(ticketId) ?? 0) + 1);
      if (result === 'LEASE_HELD') refused += 1;
    }
  };
  await Promise.all(Array.from({ length: 64 }, (_, index) => work(index % 2 ? worker : other, Math.floor(index / 4))));
  expect([...started.values()].every((times) => times === 1)).toBe(true);
  expect(started.size).toBe(200);
  expect(refused).toBe(3 * 200);
  const rows = await world.sql<{ lease_epoch: number }>('select lease_epoch from tickets where id = any($1)', [
    ids.map(uuid),
  ]);
  expect(rows.every((row) => row.lease_epoch === 1)).toBe(true);
}, 60_000);
