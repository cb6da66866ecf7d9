import type { Ticket as TicketMessage } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { tellDependents } from './dependents.ts';
import { loadMessage } from './load.ts';
import { move } from './move.ts';
import { type TicketRequest, writeTicket } from './write_ticket.ts';

/** A command that does nothing but move the ticket. */
type Plain = 'reopen' | 'block' | 'unblock' | 'approve' | 'dismiss' | 'cancel';

const plain = (command: Plain) => (request: TicketRequest, context: Context) =>
  writeTicket(context, request, { command, apply: (work) => move(work, command), answer });

export const reopenTicket = plain('reopen');
export const blockTicket = plain('block');
export const unblockTicket = plain('unblock');
export const approveTicket = plain('approve');
export const dismissTicket = plain('dismiss');
export const cancelTicket = plain('cancel');

/** Ends an issue. Those that waited for it hear of it as they do of an accepted task. */
export function closeTicket(request: TicketRequest, context: Context) {
  let told = { dependents: 0, unblocked: 0 };
  return writeTicket(context, request, {
    command: 'close',
    dependencies: true,
    apply: async (work) => {
      move(work, 'close');
      told = await tellDependents(work);
    },
    answer,
    event: () => ({ outputs: told }),
  });
}

async function answer(...args: Parameters<typeof loadMessage>): Promise<{ ticket: TicketMessage }> {
  return { ticket: await loadMessage(...args) };
}
