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

const dependsOn = (ticketId: string, ids: string[]) =>
  worker.tickets.updateTicket({ ticketId, dependsOn: ids, updateMask: ['depends_on'] });

async function edgesOf(ticketId: string): Promise<string[]> {
  return (await worker.tickets.getTicket({ ticketId })).ticket!.dependsOn;
}

describe('a list of dependencies', () => {
  test('is kept in its order, each once, and replaced as a whole', async () => {
    const [a, b, c] = [await newTicket(worker), await newTicket(worker), await newTicket(worker)];
    const d = await newTicket(worker, { dependsOn: [b.id, a.id, b.id] });
    expect(d.dependsOn).toEqual([b.id, a.id]);
    expect((await dependsOn(d.id, [c.id, b.id])).ticket?.dependsOn).toEqual([c.id, b.id]);
    expect(await edgesOf(d.id)).toEqual([c.id, b.id]);
    await dependsOn(d.id, []);
    expect(await edgesOf(d.id)).toEqual([]);
  });

  test('names tickets of the same project only; others answer as unknown ones do', async () => {
    const { project } = await world.owner.projects.createProject({ name: 'Other', slug: 'other' });
    const elsewhere = await newTicket(world.owner, { project: project!.id });
    const foreign = await newTicket((await world.tenant()).owner);
    const unknown = `tk_${'0'.repeat(32)}`;
    const known = await newTicket(world.owner, { project: world.projectId });
    const mine = world.as(await world.key({ projects: [world.projectId] }));
    const messages = new Set<string>();
    for (const id of [elsewhere.id, foreign.id, unknown]) {
      for (const call of [
        () => newTicket(mine, { dependsOn: [id] }),
        () => mine.tickets.updateTicket({ ticketId: known.id, dependsOn: [id], updateMask: ['depends_on'] }),
      ]) {
        const error = await call().then(
          () => undefined,
          (refused) => refused,
        );
        expect(error).toMatchObject({ code: 'NOT_FOUND', metadata: { field: 'depends_on' } });
        messages.add(error.message);
      }
    }
    expect(messages.size).toBe(1);
    expect(await edgesOf(known.id)).toEqual([]);
  });

  test('never closes a circle, however long', async () => {
    const chain = [await newTicket(worker, { project: world.projectId })];
    for (let i = 0; i < 5; i += 1)
      chain.push(await newTicket(worker, { project: world.projectId, dependsOn: [chain[i]!.id] }));
    const [first, , , , , last] = chain;
    await expect(dependsOn(first!.id, [last!.id])).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      reason: 'DEPENDENCY_CYCLE',
      metadata: { ticket_id: last!.id },
    });
    await expect(dependsOn(first!.id, [first!.id])).rejects.toMatchObject({ reason: 'DEPENDENCY_CYCLE' });
    expect(await edgesOf(first!.id)).toEqual([]);
  });

  test('never closes a circle when 200 opposite edges come at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => newTicket(worker, { project: world.projectId })));
    const ids = made.map((ticket) => ticket.id);
    const pairs = Array.from({ length: 100 }, (_, i) => [ids[i % 20]!, ids[(i + 1 + (i % 7)) % 20]!] as const);
    const edges = pairs.flatMap(([a, b]) => [
      [a, b],
      [b, a],
    ]);
    const results = await outcomes(edges.map(([from, to]) => dependsOn(from!, [to!])));
    expect(results.every((one) => one === 'done' || one === 'DEPENDENCY_CYCLE')).toBe(true);
    expect(results).toContain('done');
    expect(results).toContain('DEPENDENCY_CYCLE');
    const circles = await world.sql(
      `with recursive walk (start, id) as (
         select ticket_id, depends_on_id from ticket_dependencies
         union select walk.start, edge.depends_on_id from walk join ticket_dependencies edge on edge.ticket_id = walk.id
       ) select start from walk where start = id`,
    );
    expect(circles).toEqual([]);
  }, 60_000);
});

describe('a ticket that waits for others', () => {
  test('does not start before they are done, unless forced, and says which', async () => {
    const [a, b] = [
      await newTicket(worker, { project: world.projectId }),
      await newTicket(worker, { project: world.projectId }),
    ];
    const { id: ticketId } = await newTicket(worker, { project: world.projectId, dependsOn: [a.id, b.id] });
    await finish(worker, a.id);
    await other.tickets.acceptTicket({ ticketId: a.id });
    await expect(worker.tickets.startTicket({ ticketId })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'DEPENDENCY_NOT_DONE',
      metadata: { ticket_ids: b.id },
    });
    expect(statusOf(await worker.tickets.startTicket({ ticketId, force: true }))).toBe('in_progress');
  });

  test('starts when it is blocked only by force', async () => {
    const { id: ticketId } = await newTicket(worker, { project: world.projectId });
    await startOf(worker, ticketId);
    await worker.tickets.blockTicket({ ticketId, epoch: 1 });
    await expect(worker.tickets.startTicket({ ticketId })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    const { ticket } = await worker.tickets.startTicket({ ticketId, force: true });
    expect(ticket?.lease?.epoch).toBe(2);
  });

  test('hears of each that is accepted, and goes on without holder after the last', async () => {
    const a = await newTicket(worker, { project: world.projectId, title: 'Schema' });
    const b = await newTicket(worker, { project: world.projectId, title: 'Loader' });
    const { id: ticketId } = await newTicket(worker, { project: world.projectId, dependsOn: [a.id, b.id] });
    await worker.tickets.startTicket({ ticketId, force: true });
    await worker.tickets.blockTicket({ ticketId, epoch: 1 });
    await finish(worker, a.id, 'The schema has two tables.');
    await finish(worker, b.id, `${'n'.repeat(9_990)}😀😀😀😀${'n'.repeat(500)}`);
    await other.tickets.acceptTicket({ ticketId: a.id });
    expect(statusOf(await worker.tickets.getTicket({ ticketId }))).toBe('blocked');
    await other.tickets.acceptTicket({ ticketId: b.id });
    const { ticket } = await worker.tickets.getTicket({ ticketId });
    expect(statusOf({ ticket })).toBe('in_progress');
    expect(ticket?.lease).toMatchObject({ holder: undefined, epoch: 1 });
    const { comments } = await worker.tickets.listTicketComments({ ticketId });
    expect(comments.map((comment) => comment.author?.actorType)).toEqual([3, 3]);
    expect(comments[0]?.content).toBe(`${a.id} is done: Schema\n\nThe schema has two tables.`);
    expect(comments[1]!.content.length).toBeLessThanOrEqual(10_000);
    expect(comments[1]?.content.isWellFormed()).toBe(true);
    const { changes } = await worker.tickets.listTicketHistory({ ticketId });
    expect(changes.at(-1)).toMatchObject({ command: 'unblock', field: 'status', newValue: '"in_progress"' });
    expect(await startOf(other, ticketId)).toBe(2);
    await expect(other.tickets.acceptTicket({ ticketId: b.id })).rejects.toMatchObject({ reason: 'WRONG_STATUS' });
    expect((await worker.tickets.listTicketComments({ ticketId })).comments).toHaveLength(2);
  });

  test('goes on when its last two are accepted at the same time', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [
        await newTicket(worker, { project: world.projectId }),
        await newTicket(worker, { project: world.projectId }),
      ];
      const { id: ticketId } = await newTicket(worker, { project: world.projectId, dependsOn: [a.id, b.id] });
      await worker.tickets.startTicket({ ticketId, force: true });
      await worker.tickets.blockTicket({ ticketId, epoch: 1 });
      await Promise.all([finish(worker, a.id), finish(worker, b.id)]);
      const accepted = [a, b].map(({ id }) => other.tickets.acceptTicket({ ticketId: id }));
      expect(await outcomes(accepted)).toEqual(['done', 'done']);
      expect(statusOf(await worker.tickets.getTicket({ ticketId }))).toBe('in_progress');
    }
  });

  test('counts a closed issue as done', async () => {
    const first = await newTicket(worker, { project: world.projectId, kind: issue, title: 'Umbrella' });
    const { id: ticketId } = await newTicket(worker, { project: world.projectId, dependsOn: [first.id] });
    await startOf(worker, first.id);
    await expect(worker.tickets.startTicket({ ticketId })).rejects.toMatchObject({ reason: 'DEPENDENCY_NOT_DONE' });
    await worker.tickets.closeTicket({ ticketId: first.id, epoch: 1 });
    expect(statusOf(await worker.tickets.startTicket({ ticketId }))).toBe('in_progress');
    const { comments } = await worker.tickets.listTicketComments({ ticketId });
    expect(comments[0]?.content).toBe(`${first.id} is closed: Umbrella`);
  });
});

test('a planted edge into another project tells the agent nothing', async () => {
  const { project } = await world.owner.projects.createProject({ name: 'Secret', slug: 'secret' });
  const secret = await newTicket(world.owner, { project: project!.id });
  await finish(world.owner, secret.id, 'the secret notes');
  await other.tickets.acceptTicket({ ticketId: secret.id });
  const { id: ticketId } = await newTicket(worker, { project: world.projectId });
  const [row] = await world.sql<{ organization_id: string }>('select organization_id from tickets where id = $1', [
    uuid(ticketId),
  ]);
  await world.sql('insert into ticket_dependencies values ($1, $2, $3, 0)', [
    row!.organization_id,
    uuid(ticketId),
    uuid(secret.id),
  ]);
  const { context } = await worker.tickets.startTicket({ ticketId });
  expect(context?.markdown).not.toContain('the secret notes');
});
