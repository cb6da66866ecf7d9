import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { priorityWords, sourceWords } from '../../src/tickets/wire.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { agent, critical, issue, newTicket, outcomes, statusOf } from './board.ts';

let world: World;
let worker: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
});
afterAll(() => world.stop());

const suggestion = (more: object = {}) => ({
  source: agent,
  description: 'The login form leaks the token.',
  acceptanceCriteria: [{ text: 'No token in the log', done: false }],
  ...more,
});

describe('a new ticket', () => {
  test('of a person is human, open and medium', async () => {
    const ticket = await newTicket(world.owner, { title: 'By hand' });
    expect([sourceWords.word(ticket.source), priorityWords.word(ticket.priority)]).toEqual(['human', 'medium']);
    expect(statusOf({ ticket })).toBe('open');
    expect(ticket).toMatchObject({
      title: 'By hand',
      dependsOn: [],
      projectId: world.projectId,
      assignedTo: undefined,
    });
    expect(ticket.createdBy?.memberName).not.toBe('');
    expect(ticket.lease).toMatchObject({ epoch: 0, holder: undefined });
  });

  test('keeps everything that it was given, in any script', async () => {
    const given = {
      title: '修复 “login” 🚀 – Ünïcode \u202e x',
      description: 'Zeile 1\r\nΑβγ\t\u0001 \\ " \' $(rm) `x` {a,b} %s ? ??',
      priority: critical,
      assignedTo: 'nobody in particular 🤷',
      acceptanceCriteria: [
        { text: 'Größe ≥ 1', done: true },
        { text: '第二', done: false },
      ],
      fileRefs: ['src/ä ö.ts', 'a,b', '{x}', '"q"', '\\', 'NULL', ' ', '\n'],
      contextRefs: ['https://example.com/?q=1', 'kb_42'],
      sessionId: 'sitzung-ß',
    };
    const ticket = await newTicket(worker, given);
    expect(ticket).toMatchObject(given);
    expect((await worker.tickets.getTicket({ ticketId: ticket.id })).ticket).toEqual(ticket);
  });

  test('of a service key is of ci, and cannot claim to be human', async () => {
    expect(sourceWords.word((await newTicket(worker)).source)).toBe('ci');
    await expect(newTicket(worker, { source: sourceWords.number('human') })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field: 'source' }],
    });
  });

  test('without a title that says something is refused', async () => {
    for (const title of ['', '   ', '\n'])
      await expect(newTicket(worker, { title })).rejects.toMatchObject({ violations: [{ field: 'title' }] });
  });

  test('is assigned to the persona of that name, spelled as the project spells it', async () => {
    await world.owner.personas.createPersona({ name: 'Sentinel', role: 'reviewer' });
    expect((await newTicket(worker, { assignedTo: 'sENTINEL' })).assignedTo).toBe('Sentinel');
    expect((await newTicket(worker, { assignedTo: 'Sentinel 2' })).assignedTo).toBe('Sentinel 2');
  });

  test('in an archived project is refused', async () => {
    const { project } = await world.owner.projects.createProject({ name: 'Old', slug: 'old' });
    await world.owner.projects.archiveProject({ project: project!.id });
    await expect(newTicket(world.owner, { project: 'old' })).rejects.toMatchObject({ reason: 'PROJECT_ARCHIVED' });
  });
});

describe('a parent', () => {
  test('is an issue, which lists its tasks', async () => {
    const parent = await newTicket(worker, { project: world.projectId, kind: issue });
    const child = await newTicket(worker, { project: world.projectId, parentTicketId: parent.id });
    expect(child.parentTicketId).toBe(parent.id);
    const { ticket } = await worker.tickets.getTicket({ ticketId: parent.id });
    expect(ticket?.childTicketIds).toEqual([child.id]);
    expect((await worker.tickets.getTicket({ ticketId: child.id })).ticket?.childTicketIds).toEqual([]);
  });

  test('is not a task, not of another project, and not of an issue', async () => {
    const task = await newTicket(worker, { project: world.projectId });
    const parent = await newTicket(worker, { project: world.projectId, kind: issue });
    const { project } = await world.owner.projects.createProject({ name: 'Far', slug: 'far' });
    const far = await newTicket(world.owner, { project: project!.id, kind: issue });
    const refused = { code: 'INVALID_ARGUMENT', violations: [{ field: 'parent_ticket_id' }] };
    const below = (parentTicketId: string, more: object = {}) =>
      newTicket(worker, { project: world.projectId, parentTicketId, ...more });
    await expect(below(task.id)).rejects.toMatchObject(refused);
    await expect(below(parent.id, { kind: issue })).rejects.toMatchObject(refused);
    for (const id of [far.id, `tk_${'0'.repeat(32)}`])
      await expect(below(id)).rejects.toMatchObject({ code: 'NOT_FOUND', metadata: { field: 'parent_ticket_id' } });
  });
});

describe('a ticket of an agent', () => {
  test('waits as suggested for a person, who approves or dismisses it', async () => {
    const first = await newTicket(worker, { project: world.projectId, ...suggestion() });
    const second = await newTicket(worker, { project: world.projectId, ...suggestion() });
    expect(statusOf({ ticket: first })).toBe('suggested');
    await expect(worker.tickets.startTicket({ ticketId: first.id })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    await expect(worker.tickets.approveTicket({ ticketId: first.id })).rejects.toMatchObject({
      reason: 'HUMAN_REQUIRED',
    });
    expect(statusOf(await world.owner.tickets.approveTicket({ ticketId: first.id, reason: 'Good catch' }))).toBe(
      'open',
    );
    const { ticket } = await worker.tickets.dismissTicket({ ticketId: second.id });
    expect(statusOf({ ticket })).toBe('cancelled');
    expect(ticket?.resolvedBy?.serviceKeyName).toBe('worker');
  });

  test('needs a criterion and a description of 20 characters, also after an update', async () => {
    const lacking = suggestion({
      project: world.projectId,
      description: `  ${'ü'.repeat(19)}  `,
      acceptanceCriteria: [],
    });
    await expect(newTicket(worker, lacking)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field: 'acceptance_criteria' }, { field: 'description' }],
    });
    const { id: ticketId } = await newTicket(worker, suggestion({ project: world.projectId }));
    await expect(worker.tickets.updateTicket({ ticketId, updateMask: ['description'] })).rejects.toMatchObject({
      violations: [{ field: 'description' }],
    });
    const wholesome = { project: world.projectId, source: agent, kind: issue };
    expect(statusOf({ ticket: await newTicket(worker, wholesome) })).toBe('open');
  });

  test('is one of at most 3 open ones of its session, also when 12 come at once', async () => {
    const by = world.as(await world.key());
    const call = () => newTicket(by, suggestion({ project: world.projectId, sessionId: 'busy' }));
    const results = await outcomes(Array.from({ length: 12 }, call));
    expect(results.filter((one) => one === 'done')).toHaveLength(3);
    expect(results.filter((one) => one === 'LIMIT_REACHED')).toHaveLength(9);
    await expect(call()).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED', metadata: { limit: '3' } });
    await newTicket(by, suggestion({ project: world.projectId, sessionId: 'another' }));
    const { tickets } = await by.tickets.listTickets({ project: world.projectId, statuses: [1] });
    const mine = tickets.find((ticket) => ticket.sessionId === 'busy')!;
    await world.owner.tickets.dismissTicket({ ticketId: mine.id });
    await call();
  });

  test('is one of at most 60 an hour of its key, also when 80 come at once', async () => {
    const by = world.as(await world.key());
    const call = () => newTicket(by, suggestion({ project: world.projectId }));
    const results = await outcomes(Array.from({ length: 80 }, call));
    expect(results.filter((one) => one === 'done')).toHaveLength(60);
    expect(results.filter((one) => one === 'LIMIT_REACHED')).toHaveLength(20);
    const { tickets } = await by.tickets.listTickets({ project: world.projectId, pageSize: 1 });
    await world.sql(`update tickets set created_at = now() - interval '61 minutes' where id = $1`, [
      uuid(tickets[0]!.id),
    ]);
    await call();
    await expect(call()).rejects.toMatchObject({ metadata: { limit: '60' } });
  }, 60_000);
});
