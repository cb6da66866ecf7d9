import type { ReleaseTicketRequest, ReleaseTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { endLease, requireHolder } from './lease.ts';
import { loadMessage } from './load.ts';
import { wrongStatus } from './move.ts';
import { type Work, writeTicket } from './write_ticket.ts';

/** Gives the lease back: the ticket stays in progress without holder, so that anyone may start it; its epoch stays used. */
export function releaseTicket(request: ReleaseTicketRequest, context: Context): Promise<ReleaseTicketResponse> {
  return writeTicket(context, request, {
    command: 'release',
    apply: release,
    answer: async (em, ticket) => ({ ticket: await loadMessage(em, ticket) }),
  });
}

function release({ ticket, context }: Work): void {
  requireHolder(context, ticket);
  if (ticket.status !== 'in_progress')
    throw wrongStatus(
      ticket.status,
      'release',
      `the ${ticket.kind} is ${ticket.status}; release needs it to be in_progress`,
    );
  endLease(ticket);
}
