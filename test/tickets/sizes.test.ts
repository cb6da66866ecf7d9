import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { newTicket, startOf } from './board.ts';

// A worker's lists must not make a ticket, its history or the project's list too large for everybody else to read.
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const limit = 256 * 1024;
/** Texts of 1,000 bytes each, and a rest, that come to `bytes` bytes; a control character is six in JSON. */
const texts = (bytes: number, character = '\u0001') =>
  Array.from({ length: Math.ceil(bytes / 1_000) }, (_, n) => character.repeat(Math.min(1_000, bytes - 1_000 * n)));

test('lists as large as they may be: ticket, list and history stay readable', async () => {
  const { owner } = world;
  const refs = (character: string) => ({ fileRefs: texts(200_000, character), contextRefs: texts(200_000, character) });
  const { id: ticketId } = await newTicket(owner, { ...refs('\u0001'), description: '\u0001'.repeat(65_536) });
  await owner.tickets.updateTicket({ ticketId, ...refs('\u0002'), updateMask: ['file_refs', 'context_refs'] });
  for (const character of ['\u0001', '\u0002']) {
    await startOf(owner, ticketId);
    await owner.tickets.completeTicket({ ticketId, changedFiles: texts(limit, character) });
    await owner.tickets.reopenTicket({ ticketId });
  }
  expect((await owner.tickets.getTicket({ ticketId })).ticket?.changedFiles).toHaveLength(263);
  expect((await owner.tickets.listTickets()).tickets.map(({ id }) => id)).toContain(ticketId);
  let pageToken = '';
  const fields: string[] = [];
  do {
    const page = await owner.tickets.listTicketHistory({ ticketId, pageToken });
    fields.push(...page.changes.map(({ field }) => field));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(fields.filter((field) => field === 'changed_files')).toHaveLength(2);
});

test('changed_files of more than 256 KiB in all are refused', async () => {
  const { id: ticketId } = await newTicket(world.owner);
  await startOf(world.owner, ticketId);
  const completed = world.owner.tickets.completeTicket({ ticketId, changedFiles: texts(limit + 1) });
  await expect(completed).rejects.toMatchObject({ violations: [{ field: 'changed_files' }] });
});
