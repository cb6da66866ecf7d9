import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { critical, finish, issue, newTicket, startOf } from './board.ts';

let world: World;
let worker: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
});
afterAll(() => world.stop());

const historyOf = async (ticketId: string) =>
  (await worker.tickets.listTicketHistory({ ticketId, pageSize: 200 })).changes;

test('an update changes what the mask names, clears what is empty, and leaves the rest', async () => {
  const parent = await newTicket(worker, { kind: issue });
  const { id: ticketId } = await newTicket(worker, {
    ...{ description: 'Old', assignedTo: 'ann', fileRefs: ['a'], parentTicketId: parent.id },
    acceptanceCriteria: [{ text: 'one', done: false }],
  });
  const updateMask = ['title', 'priority', 'assigned_to', 'acceptance_criteria', 'file_refs', 'parent_ticket_id'];
  const { ticket } = await worker.tickets.updateTicket({
    ...{ ticketId, updateMask, title: 'New', description: 'ignored', priority: critical },
    acceptanceCriteria: [{ text: 'one', done: true }],
  });
  expect(ticket).toMatchObject({
    ...{
      title: 'New',
      description: 'Old',
      priority: critical,
      assignedTo: undefined,
      fileRefs: [],
      parentTicketId: undefined,
    },
    acceptanceCriteria: [{ text: 'one', done: true }],
  });
  expect((await worker.tickets.getTicket({ ticketId })).ticket).toEqual(ticket);
});

test('an update that says nothing, an empty title, or an unknown field is refused', async () => {
  const { id: ticketId } = await newTicket(worker);
  const refused = async (request: object, field: string) =>
    expect(worker.tickets.updateTicket({ ticketId, ...request })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field }],
    });
  await refused({ updateMask: [] }, 'update_mask');
  await refused({ updateMask: ['title'], title: ' ' }, 'title');
  await refused({ updateMask: ['status'] }, 'update_mask');
  const { id } = await newTicket(worker, { kind: issue });
  const request = { ticketId: id, updateMask: ['parent_ticket_id'], parentTicketId: id };
  await expect(worker.tickets.updateTicket(request)).rejects.toMatchObject({
    violations: [{ field: 'parent_ticket_id' }],
  });
});

test('every changed field is kept with its old and new value as JSON, and who changed it', async () => {
  const { id: ticketId } = await newTicket(worker, { description: 'Zuerst', fileRefs: ['a'] });
  const [first, second] = [await newTicket(worker), await newTicket(worker)];
  await world.owner.tickets.updateTicket({
    ...{ ticketId, title: 'Dann 🎉', description: '', fileRefs: ['a', 'b'], dependsOn: [first.id, second.id] },
    updateMask: ['title', 'description', 'file_refs', 'depends_on'],
  });
  const changes = await historyOf(ticketId);
  const shown = changes.map(({ field, oldValue, newValue, command }) => [command, field, oldValue, newValue]);
  expect(shown.toSorted()).toEqual([
    ['update', 'depends_on', '[]', JSON.stringify([first.id, second.id])],
    ['update', 'description', '"Zuerst"', '""'],
    ['update', 'file_refs', '["a"]', '["a","b"]'],
    ['update', 'title', '"Check the login form"', '"Dann 🎉"'],
  ]);
  expect(changes.every((change) => change.actor?.memberId?.startsWith('mem_'))).toBe(true);
  expect(changes.every((change) => /^te_[0-9a-f]{32}$/.test(change.id))).toBe(true);
});

test('commands are kept too: status, lease, notes and who', async () => {
  const { id: ticketId } = await newTicket(worker);
  await finish(worker, ticketId, 'Notes');
  const changes = await historyOf(ticketId);
  const fields = (command: string) => changes.filter((one) => one.command === command).map((one) => one.field);
  expect(fields('start').toSorted()).toEqual(['lease', 'status']);
  expect(fields('complete').toSorted()).toEqual(['completed_by', 'completion_notes', 'lease', 'status']);
  const lease = changes.find((one) => one.field === 'lease')!;
  expect(JSON.parse(lease.oldValue)).toEqual({ holder: null, epoch: 0 });
  expect(JSON.parse(lease.newValue)).toMatchObject({ holder: { actor_type: 'service_key', name: 'worker' }, epoch: 1 });
  expect(changes.map((one) => one.epoch)).toEqual(changes.map(() => 1));
});

test('an update that changes nothing leaves no change, no event and no new time', async () => {
  const { id: ticketId } = await newTicket(worker, {
    fileRefs: ['a'],
    acceptanceCriteria: [{ text: 'x', done: false }],
  });
  const before = await worker.tickets.getTicket({ ticketId });
  const { ticket } = await worker.tickets.updateTicket({
    ...{ ticketId, title: 'Check the login form', fileRefs: ['a'], acceptanceCriteria: [{ text: 'x', done: false }] },
    updateMask: ['title', 'description', 'file_refs', 'acceptance_criteria', 'depends_on'],
  });
  expect(ticket).toEqual(before.ticket);
  expect(await historyOf(ticketId)).toEqual([]);
  const events = await world.sql(
    `select 1 from audit_events where convert_from(body, 'UTF8')::jsonb #>> '{resource,id}' = $1
       and convert_from(body, 'UTF8')::jsonb ->> 'action' <> 'call.refused'`,
    [ticketId],
  );
  expect(events).toHaveLength(1);
});

test('history comes oldest first, in pages, also where rows have the same time', async () => {
  const { id: ticketId } = await newTicket(worker);
  for (let i = 0; i < 4; i += 1) {
    const updateMask = ['title', 'description', 'assigned_to'];
    await worker.tickets.updateTicket({
      ticketId,
      title: `T${i}`,
      description: `D${i}`,
      assignedTo: `a${i}`,
      updateMask,
    });
  }
  const all = await historyOf(ticketId);
  expect(all).toHaveLength(12);
  expect(all.map((one) => one.id)).toEqual(all.map((one) => one.id).toSorted());
  const paged: string[] = [];
  let pageToken = '';
  do {
    const page = await worker.tickets.listTicketHistory({ ticketId, pageSize: 5, pageToken });
    paged.push(...page.changes.map((one) => one.id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(paged).toEqual(all.map((one) => one.id));
});

test('a page of history ends at about 2 MiB and goes on with its token', async () => {
  const { id: ticketId } = await newTicket(worker);
  // Written as JSON each of these characters takes six bytes.
  for (let i = 0; i < 5; i += 1) {
    const description = `${i}${'\u0001'.repeat(65_000)}`;
    await worker.tickets.updateTicket({ ticketId, description, updateMask: ['description'] });
  }
  const first = await worker.tickets.listTicketHistory({ ticketId });
  expect(first.changes.length).toBeLessThan(5);
  expect(first.changes.length).toBeGreaterThan(0);
  const rest = await worker.tickets.listTicketHistory({ ticketId, pageToken: first.nextPageToken });
  expect(first.changes.length + rest.changes.length).toBe(5);
  expect(rest.nextPageToken).toBe('');
});

test('a change and a heartbeat: the first moves the revision, the second does not', async () => {
  const { id: ticketId } = await newTicket(worker);
  const epoch = await startOf(worker, ticketId);
  const revision = async () =>
    (await world.sql<{ revision: number }>('select revision from tickets where id = $1', [uuid(ticketId)]))[0]!
      .revision;
  const before = await revision();
  await worker.tickets.heartbeatTicket({ ticketId, epoch });
  expect(await revision()).toBe(before);
  await worker.tickets.addTicketComment({ ticketId, content: 'x' });
  expect(await revision()).toBe(before + 1);
});
