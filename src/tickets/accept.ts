import type { AcceptTicketRequest, AcceptTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { denied } from '../server/errors.ts';
import { tellDependents } from './dependents.ts';
import { loadMessage } from './load.ts';
import { move } from './move.ts';
import { type Work, writeTicket } from './write_ticket.ts';

/** Ends a task as done. Who did the work may not also say that it is good. */
export function acceptTicket(request: AcceptTicketRequest, context: Context): Promise<AcceptTicketResponse> {
  let told = { dependents: 0, unblocked: 0 };
  return writeTicket(context, request, {
    command: 'accept',
    dependencies: true,
    apply: async (work) => {
      accept(work);
      told = await tellDependents(work);
    },
    answer: async (em, ticket) => ({ ticket: await loadMessage(em, ticket) }),
    event: () => ({ outputs: told }),
  });
}

function accept(work: Work): void {
  const { ticket, context } = work;
  move(work, 'accept');
  if (ticket.completedByKeyId === context.principal.keyId)
    throw denied('SELF_ACCEPT', 'the key that completed a ticket may not accept it; let another key or a person do it');
}
