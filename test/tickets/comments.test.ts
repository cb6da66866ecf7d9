import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { newTicket } from './board.ts';

let world: World;
let worker: Clients;
beforeAll(async () => {
  world = await startWorld();
  worker = world.as(await world.key({ name: 'worker' }));
});
afterAll(() => world.stop());

async function pagesOf(ticketId: string, options: { newestFirst: boolean; pageSize: number }): Promise<string[]> {
  const found: string[] = [];
  let pageToken = '';
  do {
    const page = await worker.tickets.listTicketComments({ ticketId, pageToken, ...options });
    found.push(...page.comments.map((comment) => comment.content));
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}

test('a comment is kept as it was said, with who said it and as whom', async () => {
  const { id: ticketId } = await newTicket(worker);
  const content = '第一 – ok?\n\u202e<script> ?? $1 \\ \' "';
  const { comment } = await worker.tickets.addTicketComment({ ticketId, content, authorPersona: 'sentinel' });
  expect(comment).toMatchObject({ ticketId, content, authorPersona: 'sentinel', author: { serviceKeyName: 'worker' } });
  expect((await worker.tickets.listTicketComments({ ticketId })).comments).toEqual([comment]);
});

test('comments come in the order they were made, in either direction and in pages', async () => {
  const { id: ticketId } = await newTicket(worker);
  const said = Array.from({ length: 11 }, (_, i) => `comment ${i}`);
  for (const content of said) await worker.tickets.addTicketComment({ ticketId, content });
  expect(await pagesOf(ticketId, { newestFirst: false, pageSize: 3 })).toEqual(said);
  expect(await pagesOf(ticketId, { newestFirst: true, pageSize: 4 })).toEqual(said.toReversed());
  const first = await worker.tickets.listTicketComments({ ticketId, pageSize: 3 });
  const other = { ticketId, newestFirst: true, pageToken: first.nextPageToken };
  await expect(worker.tickets.listTicketComments(other)).rejects.toMatchObject({
    violations: [{ field: 'page_token' }],
  });
});

test('a reader that goes on from its last comment misses none, however many write at once', async () => {
  const { id: ticketId } = await newTicket(worker);
  const replica = await world.replica();
  const second = replica.as(await world.key());
  const seen: string[] = [];
  let writing = true;
  const reader = (async () => {
    let pageToken = '';
    for (;;) {
      const last = !writing;
      const page = await worker.tickets.listTicketComments({ ticketId, pageSize: 1, pageToken });
      if (page.comments[0] && seen.at(-1) !== page.comments[0].content) seen.push(page.comments[0].content);
      if (page.nextPageToken) pageToken = page.nextPageToken;
      else if (last) return;
    }
  })();
  const write = (by: Clients, i: number) => by.tickets.addTicketComment({ ticketId, content: `${i}` });
  await Promise.all(Array.from({ length: 60 }, (_, i) => write(i % 2 ? worker : second, i)));
  writing = false;
  await reader;
  expect(new Set(seen).size).toBe(60);
});

test('a comment comes after one that another replica wrote with its clock ahead', async () => {
  const { id: ticketId } = await newTicket(worker);
  await worker.tickets.addTicketComment({ ticketId, content: 'first' });
  const ahead = 'ffff0000-0000-7000-8000-0000000000ff';
  await world.sql('update ticket_comments set id = $2 where ticket_id = $1', [uuid(ticketId), ahead]);
  const { comment } = await worker.tickets.addTicketComment({ ticketId, content: 'second' });
  expect(comment?.id).toBe('tc_ffff00000000700080000000000' + '00100');
  expect(await pagesOf(ticketId, { newestFirst: false, pageSize: 1 })).toEqual(['first', 'second']);
});

test('a comment of only space, or one that is too long, is refused', async () => {
  const { id: ticketId } = await newTicket(worker);
  for (const content of ['', ' \n\t ', 'x'.repeat(10_001)])
    await expect(worker.tickets.addTicketComment({ ticketId, content })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field: 'content' }],
    });
  await worker.tickets.addTicketComment({ ticketId, content: '😀'.repeat(10_000) });
});

test('a page of long comments ends at about 2 MiB', async () => {
  const { id: ticketId } = await newTicket(worker);
  const content = '😀'.repeat(10_000);
  await Promise.all(Array.from({ length: 60 }, () => worker.tickets.addTicketComment({ ticketId, content })));
  const first = await worker.tickets.listTicketComments({ ticketId, pageSize: 200 });
  expect(first.comments).toHaveLength(52);
  const rest = await worker.tickets.listTicketComments({ ticketId, pageSize: 200, pageToken: first.nextPageToken });
  expect(rest.comments).toHaveLength(8);
});
