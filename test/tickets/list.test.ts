import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindWords, statusWords } from '../../src/tickets/wire.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';
import { agent, critical, finish, issue, newTicket } from './board.ts';

let world: World;
let worker: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
});
afterAll(() => world.stop());

const titles = async (request: object): Promise<string[]> => {
  const { tickets } = await worker.tickets.listTickets(request);
  return tickets.map((ticket) => ticket.title);
};

test('tickets are listed newest first, without descriptions, by any filter', async () => {
  await world.owner.personas.createPersona({ name: 'Émile-not', role: 'x' }).catch(() => undefined);
  const parent = await newTicket(worker, { title: 'issue', kind: issue, description: 'long' });
  await newTicket(worker, { title: 'child', parentTicketId: parent.id, assignedTo: 'Zoë', fileRefs: ['a'] });
  await newTicket(worker, { title: 'urgent', priority: critical, assignedTo: 'ZOË' });
  const done = await newTicket(worker, { title: 'done', dependsOn: [parent.id] });
  await worker.tickets.cancelTicket({ ticketId: parent.id });
  await worker.tickets.startTicket({ ticketId: done.id, force: true });
  await newTicket(worker, {
    ...{ title: 'idea', source: agent, description: 'Twenty characters it is.' },
    acceptanceCriteria: [{ text: 'x', done: false }],
  });
  expect(await titles({})).toEqual(['idea', 'done', 'urgent', 'child', 'issue']);
  expect(await titles({ kind: kindWords.number('issue') })).toEqual(['issue']);
  expect(await titles({ priority: critical })).toEqual(['urgent']);
  expect(await titles({ assignedTo: 'zoë' })).toEqual(['urgent', 'child']);
  expect(await titles({ parentTicketId: parent.id })).toEqual(['child']);
  expect(await titles({ parentTicketId: `tk_${'0'.repeat(32)}` })).toEqual([]);
  expect(await titles({ source: agent })).toEqual(['idea']);
  const statuses = [statusWords.number('in_progress'), statusWords.number('suggested')];
  expect(await titles({ statuses })).toEqual(['idea', 'done']);
  expect(await titles({ statuses, source: agent })).toEqual(['idea']);
  const { tickets } = await worker.tickets.listTickets({});
  expect(tickets.map((ticket) => ticket.description)).toEqual(['', '', '', '', '']);
  expect(tickets[1]?.dependsOn).toEqual([parent.id]);
  expect(tickets[4]?.childTicketIds).toEqual([]);
  expect(tickets[3]?.fileRefs).toEqual(['a']);
});

test('pages cover each ticket once, and a token belongs to its filters', async () => {
  const { project } = await world.owner.projects.createProject({ name: 'Pages', slug: 'pages' });
  const made: string[] = [];
  for (let i = 0; i < 7; i += 1) made.push((await newTicket(world.owner, { project: project!.id })).id);
  const found: string[] = [];
  let pageToken = '';
  do {
    const page = await world.owner.tickets.listTickets({ project: 'pages', pageSize: 3, pageToken });
    found.push(...page.tickets.map((ticket) => ticket.id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(found).toEqual(made.toReversed());
  const first = await world.owner.tickets.listTickets({ project: 'pages', pageSize: 3 });
  const refused = { violations: [{ field: 'page_token' }] };
  for (const other of [{ project: 'pages', priority: critical }, { project: world.projectId }])
    await expect(world.owner.tickets.listTickets({ ...other, pageToken: first.nextPageToken })).rejects.toMatchObject(
      refused,
    );
});

test('a page of large tickets ends at about 2 MiB', async () => {
  const { project } = await world.owner.projects.createProject({ name: 'Large', slug: 'large' });
  const fileRefs = Array.from({ length: 200 }, (_, i) => `${i}${'ü'.repeat(990)}`);
  for (let i = 0; i < 8; i += 1) await newTicket(world.owner, { project: project!.id, fileRefs });
  const first = await world.owner.tickets.listTickets({ project: 'large' });
  expect(first.tickets).toHaveLength(5);
  const rest = await world.owner.tickets.listTickets({ project: 'large', pageToken: first.nextPageToken });
  expect(rest.tickets).toHaveLength(3);
});

test('a finished ticket stays in the list, and other projects stay out', async () => {
  const { project } = await world.owner.projects.createProject({ name: 'Two', slug: 'two' });
  const { id } = await newTicket(world.owner, { project: project!.id });
  await finish(worker, id);
  const near = world.as(await world.key({ projects: [world.projectId] }));
  const { tickets } = await near.tickets.listTickets({});
  expect(tickets.map((ticket) => ticket.id)).not.toContain(id);
  expect((await world.owner.tickets.listTickets({ project: 'two' })).tickets.map((one) => one.id)).toEqual([id]);
});
