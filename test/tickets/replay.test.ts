import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { finish, issue, newTicket, startOf, statusOf } from './board.ts';

let world: World;
let worker: Clients;
let owner: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
  owner = world.owner;
});
afterAll(() => world.stop());

const eventsOf = async (ticketId: string) =>
  (
    await world.sql(
      `select 1 from audit_events where convert_from(body, 'UTF8')::jsonb #>> '{resource,id}' = $1
       and convert_from(body, 'UTF8')::jsonb ->> 'action' <> 'call.refused'`,
      [ticketId],
    )
  ).length;

const inProgress = async () => {
  const ticket = await newTicket(worker);
  await startOf(worker, ticket.id);
  return ticket.id;
};
const inReview = async () => {
  const ticket = await newTicket(worker);
  await finish(worker, ticket.id);
  return ticket.id;
};
const suggested = async () => {
  const { id } = await newTicket(owner, {
    source: 3,
    description: 'Twenty characters it is.',
    acceptanceCriteria: [{ text: 'x', done: false }],
  });
  return id;
};
const blocked = async () => {
  const ticketId = await inProgress();
  await owner.tickets.blockTicket({ ticketId });
  return ticketId;
};

// Request ids are remembered by method, so one does for all.
const requestId = 'again';
type Case = [name: string, ready: () => Promise<string>, call: (ticketId: string) => Promise<unknown>];
const cases: Case[] = [
  ['start', async () => (await newTicket(owner)).id, (id) => owner.tickets.startTicket({ ticketId: id, requestId })],
  ['release', inProgress, (id) => owner.tickets.releaseTicket({ ticketId: id, requestId })],
  ['complete', inProgress, (id) => owner.tickets.completeTicket({ ticketId: id, notes: 'n', requestId })],
  ['accept', inReview, (id) => owner.tickets.acceptTicket({ ticketId: id, reason: 'good', requestId })],
  ['reopen', inReview, (id) => owner.tickets.reopenTicket({ ticketId: id, reason: 'no', requestId })],
  ['block', inProgress, (id) => owner.tickets.blockTicket({ ticketId: id, requestId })],
  ['unblock', blocked, (id) => owner.tickets.unblockTicket({ ticketId: id, requestId })],
  ['approve', suggested, (id) => owner.tickets.approveTicket({ ticketId: id, requestId })],
  ['dismiss', suggested, (id) => owner.tickets.dismissTicket({ ticketId: id, requestId })],
  ['cancel', inProgress, (id) => owner.tickets.cancelTicket({ ticketId: id, requestId })],
  [
    'update',
    async () => (await newTicket(owner)).id,
    (id) => owner.tickets.updateTicket({ ticketId: id, title: 'New', updateMask: ['title'], requestId }),
  ],
  [
    'comment',
    async () => (await newTicket(owner)).id,
    (id) => owner.tickets.addTicketComment({ ticketId: id, content: 'once', requestId }),
  ],
  [
    'close',
    async () => {
      const ticket = await newTicket(owner, { kind: issue });
      await startOf(owner, ticket.id);
      return ticket.id;
    },
    (id) => owner.tickets.closeTicket({ ticketId: id, requestId }),
  ],
];

test.each(cases)('%s sent again with its request id takes effect once, answers the same', async (_, ready, call) => {
  const ticketId = await ready();
  const first = await call(ticketId);
  const events = await eventsOf(ticketId);
  expect(await call(ticketId)).toEqual(first);
  expect(await Promise.all([call(ticketId), call(ticketId)])).toEqual([first, first]);
  expect(await eventsOf(ticketId)).toBe(events);
  const other = await newTicket(owner);
  await expect(call(other.id)).rejects.toMatchObject({ code: 'ALREADY_EXISTS', reason: 'REQUEST_ID_REUSED' });
});

test('a create that is sent 16 times at once makes one ticket', async () => {
  const call = () => worker.tickets.createTicket({ title: 'Once', requestId: 'create-once' });
  const answers = await Promise.all(Array.from({ length: 16 }, call));
  expect(new Set(answers.map((answer) => answer.ticket?.id)).size).toBe(1);
  expect(await eventsOf(answers[0]!.ticket!.id)).toBe(1);
});

test('a start that is sent 16 times at once has one epoch', async () => {
  const { id: ticketId } = await newTicket(worker);
  const call = () => worker.tickets.startTicket({ ticketId, requestId: 'start-once' });
  const answers = await Promise.all(Array.from({ length: 16 }, call));
  expect(new Set(answers.map((answer) => answer.ticket?.lease?.epoch))).toEqual(new Set([1]));
  expect(new Set(answers.map((answer) => answer.context?.digest)).size).toBe(1);
});

test('a replay answers the ticket as it is now', async () => {
  const call = () => worker.tickets.createTicket({ title: 'First', requestId: 'as-it-is-now' });
  const { ticket } = await call();
  await owner.tickets.cancelTicket({ ticketId: ticket!.id });
  expect(statusOf(await call())).toBe('cancelled');
});
