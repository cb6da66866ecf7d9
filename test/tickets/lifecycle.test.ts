import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { finish, issue, newTicket, outcomes, startOf, statusOf } from './board.ts';

let world: World;
let worker: Clients;
let other: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
  other = world.as(await world.key({ name: 'other' }));
});
afterAll(() => world.stop());

describe('a task', () => {
  test('goes from open to done, with what its worker said', async () => {
    const { id } = await newTicket(worker, { title: 'Fix the gate' });
    const started = await worker.tickets.startTicket({ ticketId: id });
    expect(statusOf(started)).toBe('in_progress');
    expect(started.ticket?.lease).toMatchObject({ epoch: 1, holder: { serviceKeyName: 'worker' } });
    const completed = await worker.tickets.completeTicket({
      ticketId: id,
      epoch: 1,
      notes: 'Done, see the diff.',
      changedFiles: ['src/a.ts', 'odd "name", {x}\n\\.ts', ' spaced ', 'null', 'a,\nb'],
    });
    expect(statusOf(completed)).toBe('review');
    expect(completed.ticket?.lease?.holder).toBeUndefined();
    expect(completed.ticket?.completedBy?.serviceKeyName).toBe('worker');
    const { ticket } = await other.tickets.acceptTicket({ ticketId: id, reason: 'Looks right.' });
    expect(statusOf({ ticket })).toBe('done');
    expect(ticket?.resolvedBy?.serviceKeyName).toBe('other');
    expect(ticket?.resolvedAt).toBeInstanceOf(Date);
    const read = await worker.tickets.getTicket({ ticketId: id });
    expect(read.ticket).toEqual(ticket);
    expect(read.ticket?.changedFiles).toEqual(['src/a.ts', 'odd "name", {x}\n\\.ts', ' spaced ', 'null', 'a,\nb']);
    expect(read.ticket?.completionNotes).toBe('Done, see the diff.');
    const { comments } = await worker.tickets.listTicketComments({ ticketId: id });
    expect(comments.map((comment) => comment.content)).toEqual(['Looks right.']);
  });

  test('can be blocked, unblocked, reopened and cancelled, and each step ends the lease', async () => {
    const { id: ticketId } = await newTicket(worker);
    await startOf(worker, ticketId);
    const blocked = await worker.tickets.blockTicket({ ticketId, epoch: 1, reason: 'No access.' });
    expect([statusOf(blocked), blocked.ticket?.lease?.holder]).toEqual(['blocked', undefined]);
    const unblocked = await worker.tickets.unblockTicket({ ticketId });
    expect([statusOf(unblocked), unblocked.ticket?.lease?.holder]).toEqual(['in_progress', undefined]);
    expect(await startOf(other, ticketId)).toBe(2);
    await other.tickets.completeTicket({ ticketId, epoch: 2 });
    expect(statusOf(await worker.tickets.reopenTicket({ ticketId }))).toBe('open');
    expect(statusOf(await worker.tickets.cancelTicket({ ticketId }))).toBe('cancelled');
    await expect(worker.tickets.startTicket({ ticketId })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'WRONG_STATUS',
      metadata: { status: 'cancelled', command: 'start' },
    });
  });

  test('in the wrong status refuses each command and stays as it is', async () => {
    const { id: ticketId } = await newTicket(worker);
    const { tickets } = worker;
    const wrong = [tickets.completeTicket, tickets.acceptTicket, tickets.reopenTicket, tickets.blockTicket];
    for (const command of [...wrong, tickets.unblockTicket, tickets.releaseTicket, tickets.closeTicket]) {
      await expect(command({ ticketId })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    }
    await expect(world.owner.tickets.approveTicket({ ticketId })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    expect(statusOf(await tickets.getTicket({ ticketId }))).toBe('open');
    expect((await tickets.listTicketHistory({ ticketId })).changes).toEqual([]);
  });

  test('is not accepted by the key that completed it, whoever started it', async () => {
    const { id: ticketId } = await newTicket(worker);
    await finish(worker, ticketId);
    await expect(worker.tickets.acceptTicket({ ticketId })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      reason: 'SELF_ACCEPT',
    });
    expect(statusOf(await other.tickets.acceptTicket({ ticketId }))).toBe('done');
  });

  test('that is done cannot be edited, and takes comments', async () => {
    const { id: ticketId } = await newTicket(worker);
    await finish(worker, ticketId);
    await other.tickets.acceptTicket({ ticketId });
    await expect(
      worker.tickets.updateTicket({ ticketId, title: 'Other', updateMask: ['title'] }),
    ).rejects.toMatchObject({ reason: 'WRONG_STATUS', metadata: { status: 'done', command: 'update' } });
    await worker.tickets.addTicketComment({ ticketId, content: 'For the record.' });
  });

  test('completed and blocked at the same time is one of the two, never both', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id: ticketId } = await newTicket(worker);
      const epoch = await startOf(worker, ticketId);
      const results = await outcomes([
        worker.tickets.completeTicket({ ticketId, epoch, notes: 'mine' }),
        world.owner.tickets.blockTicket({ ticketId }),
      ]);
      expect(results.toSorted()).toEqual(['WRONG_STATUS', 'done']);
      const { ticket } = await worker.tickets.getTicket({ ticketId });
      expect(statusOf({ ticket })).toBe(results[0] === 'done' ? 'review' : 'blocked');
      expect(ticket?.completionNotes).toBe(results[0] === 'done' ? 'mine' : '');
    }
  });

  test('leaves one event for each change, and none as if it had happened for a refusal', async () => {
    const { id: ticketId } = await newTicket(worker);
    await finish(worker, ticketId, 'notes');
    await outcomes([worker.tickets.acceptTicket({ ticketId }), worker.tickets.completeTicket({ ticketId })]);
    const rows = await world.sql<{ body: Buffer }>(
      `select body from audit_events where convert_from(body, 'UTF8')::jsonb #>> '{resource,id}' = $1
       and convert_from(body, 'UTF8')::jsonb ->> 'action' <> 'call.refused' order by id`,
      [ticketId],
    );
    const bodies = rows.map((row) => JSON.parse(row.body.toString()));
    expect(bodies.map((body) => body.action)).toEqual(['ticket.create', 'ticket.start', 'ticket.complete']);
    expect(bodies[2]).toMatchObject({ outputs: { status: 'review', epoch: 1 } });
    expect(rows.map((row) => row.body.toString()).join()).not.toContain('Check the login form');
  });
});

describe('an issue', () => {
  test('goes from open to closed, and never to review', async () => {
    const { id: ticketId } = await newTicket(worker, { kind: issue });
    const epoch = await startOf(worker, ticketId);
    await expect(worker.tickets.completeTicket({ ticketId, epoch })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    await expect(worker.tickets.blockTicket({ ticketId, epoch })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    const { ticket } = await worker.tickets.closeTicket({ ticketId, epoch });
    expect(statusOf({ ticket })).toBe('closed');
    expect(ticket?.resolvedAt).toBeInstanceOf(Date);
  });

  test('is written to only with issues:write, and read without', async () => {
    const { id: ticketId } = await newTicket(worker, { kind: issue });
    const plain = world.as(await world.key({ scopes: ['tickets:read', 'tickets:write'] }));
    const { tickets } = plain;
    const missing = { code: 'PERMISSION_DENIED', reason: 'SCOPE_MISSING', metadata: { required: 'issues:write' } };
    await expect(newTicket(plain, { kind: issue })).rejects.toMatchObject(missing);
    await expect(tickets.startTicket({ ticketId })).rejects.toMatchObject(missing);
    await expect(tickets.cancelTicket({ ticketId })).rejects.toMatchObject(missing);
    await expect(tickets.dismissTicket({ ticketId })).rejects.toMatchObject(missing);
    await expect(tickets.addTicketComment({ ticketId, content: 'x' })).rejects.toMatchObject(missing);
    await expect(tickets.updateTicket({ ticketId, updateMask: ['title'], title: 'x' })).rejects.toMatchObject(missing);
    await expect(tickets.heartbeatTicket({ ticketId, epoch: 0 })).rejects.toMatchObject(missing);
    expect(statusOf(await tickets.getTicket({ ticketId }))).toBe('open');
    const member = world.as((await world.member('member')).key);
    await expect(newTicket(member, { kind: issue })).rejects.toMatchObject({
      reason: 'ROLE_REQUIRED',
      metadata: { required_role: 'admin', role: 'member' },
    });
    expect(await newTicket(world.as((await world.member('admin')).key), { kind: issue })).toBeDefined();
  });
});

test('an id of another organization, of a project out of reach and of nothing are the same to every method', async () => {
  const foreign = await newTicket((await world.tenant()).owner);
  const { project } = await world.owner.projects.createProject({ name: 'Far', slug: 'far' });
  const far = await newTicket(world.owner, { project: project!.id });
  const near = world.as(await world.key({ projects: [world.projectId] }));
  const { tickets } = near;
  const nothing = `tk_${uuid(far.id).replaceAll('-', '').slice(0, 31)}0`;
  const commands = [
    ...[tickets.getTicket, tickets.startTicket, tickets.heartbeatTicket, tickets.releaseTicket, tickets.completeTicket],
    ...[tickets.acceptTicket, tickets.reopenTicket, tickets.blockTicket, tickets.unblockTicket, tickets.dismissTicket],
    ...[tickets.cancelTicket, tickets.closeTicket, tickets.listTicketComments, tickets.listTicketHistory],
    (q: { ticketId: string }) => tickets.addTicketComment({ ...q, content: 'x' }),
    (q: { ticketId: string }) => tickets.updateTicket({ ...q, title: 'x', updateMask: ['title'] }),
    (q: { ticketId: string }) => tickets.updateTicket({ ...q, updateMask: ['depends_on'] }),
    async (q: { ticketId: string }) => {
      for await (const message of tickets.watchTicket(q)) return message;
    },
  ];
  for (const command of commands) {
    const refusals = [];
    for (const ticketId of [foreign.id, far.id, nothing]) {
      const refusal = await Promise.resolve(command({ ticketId })).then(
        () => 'answered',
        (error) => [error.code, error.reason, error.message, error.metadata.field],
      );
      refusals.push(refusal);
    }
    const [code, reason, , field] = refusals[0] as string[];
    expect([code, reason, field]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'ticket_id']);
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
  }
});
