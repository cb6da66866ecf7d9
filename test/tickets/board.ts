import type { Ticket } from '../../src/gen/client/sfs/v1/ticket.ts';
import { kindWords, priorityWords, sourceWords, statusWords } from '../../src/tickets/wire.ts';
import type { Clients } from '../support/clients.ts';

export const issue = kindWords.number('issue');
export const agent = sourceWords.number('agent');
export const critical = priorityWords.number('critical');

/** The status as a word. */
export const statusOf = (answer: { ticket?: Ticket | undefined }): string | undefined =>
  statusWords.word(answer.ticket?.status);

/** Makes a ticket and returns it. */
export async function newTicket(by: Clients, fields: object = {}): Promise<Ticket> {
  const { ticket } = await by.tickets.createTicket({ title: 'Check the login form', ...fields });
  return ticket!;
}

/** Starts a ticket and returns the epoch. */
export async function startOf(by: Clients, ticketId: string): Promise<number> {
  const { ticket } = await by.tickets.startTicket({ ticketId });
  return ticket!.lease!.epoch;
}

/** Takes a task to review. */
export async function finish(by: Clients, ticketId: string, notes = ''): Promise<void> {
  const epoch = await startOf(by, ticketId);
  await by.tickets.completeTicket({ ticketId, epoch, notes });
}

/** What each of many calls came to: 'done', or the reason of its refusal. */
export async function outcomes(calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { reason: string }).reason));
}
