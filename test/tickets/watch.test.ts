import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WatchTicketResponse } from '../../src/gen/client/sfs/v1/ticket.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { newTicket, startOf, statusOf } from './board.ts';

let world: World;
let worker: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
});
afterAll(() => world.stop());

/** Status or comment. */
const short = ({ ticket, comment }: WatchTicketResponse) => comment?.content ?? statusOf({ ticket });

test('a watch sends the ticket at once, each change and comment, and ends with the ticket', async () => {
  const { id: ticketId } = await newTicket(worker);
  await worker.tickets.addTicketComment({ ticketId, content: 'before' });
  // One of several steps is told when the one before it was seen, so that none is merged with it.
  const steps: (() => Promise<unknown>)[] = [
    () => startOf(worker, ticketId),
    () => worker.tickets.addTicketComment({ ticketId, content: 'one' }),
    () =>
      worker.tickets.heartbeatTicket({ ticketId, epoch: 1 }).then(() => world.owner.tickets.blockTicket({ ticketId })),
    () => world.owner.tickets.cancelTicket({ ticketId, reason: 'over' }),
  ];
  const seen: unknown[] = [];
  for await (const message of worker.tickets.watchTicket({ ticketId })) {
    seen.push(short(message));
    if (seen.at(-1) !== 'over') await steps.shift()?.();
  }
  expect(seen).toEqual(['open', 'in_progress', 'one', 'blocked', 'over', 'cancelled']);
});

test('a watch of a ticket that has ended sends it and ends', async () => {
  const { id: ticketId } = await newTicket(worker);
  await worker.tickets.cancelTicket({ ticketId });
  const seen: unknown[] = [];
  for await (const message of worker.tickets.watchTicket({ ticketId })) seen.push(short(message));
  expect(seen).toEqual(['cancelled']);
});

test('a watch sees what another replica did', async () => {
  const replica = await world.replica();
  const elsewhere = replica.as(world.ownerKey);
  const { id: ticketId } = await newTicket(worker);
  const seen: unknown[] = [];
  for await (const message of elsewhere.tickets.watchTicket({ ticketId })) {
    seen.push(short(message));
    if (seen.length === 1) await worker.tickets.cancelTicket({ ticketId });
  }
  expect(seen).toEqual(['open', 'cancelled']);
});

test('many comments between two looks all arrive, in order', async () => {
  const { id: ticketId } = await newTicket(worker);
  const seen: unknown[] = [];
  for await (const message of worker.tickets.watchTicket({ ticketId })) {
    seen.push(short(message));
    if (seen.length > 1) continue;
    for (let i = 0; i < 120; i += 1) await worker.tickets.addTicketComment({ ticketId, content: `${i}` });
    await worker.tickets.cancelTicket({ ticketId });
  }
  expect(seen).toEqual(['open', ...Array.from({ length: 120 }, (_, i) => `${i}`), 'cancelled']);
});

test('a caller that goes away leaves no poll behind', async () => {
  const { id: ticketId } = await newTicket(worker);
  for await (const _ of worker.tickets.watchTicket({ ticketId })) break;
  const other = await newTicket(worker);
  const abort = new AbortController();
  const watching = (async () => {
    for await (const _ of worker.tickets.watchTicket({ ticketId: other.id }, { signal: abort.signal })) abort.abort();
  })();
  await expect(watching).rejects.toMatchObject({ code: 'CANCELLED' });
});
