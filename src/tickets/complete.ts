import type { CompleteTicketRequest, CompleteTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { requireHolder } from './lease.ts';
import { loadMessage } from './load.ts';
import { move } from './move.ts';
import { writeTicket } from './write_ticket.ts';

/** Hands a task over to review, with what its worker says; what an earlier completion said is replaced. */
export function completeTicket(request: CompleteTicketRequest, context: Context): Promise<CompleteTicketResponse> {
  return writeTicket(context, request, {
    command: 'complete',
    apply: (work) => {
      const { ticket } = work;
      requireHolder(context, ticket);
      move(work, 'complete');
      ticket.completionNotes = request.notes;
      ticket.changedFiles = request.changedFiles;
      ticket.completedBy = context.actor;
      ticket.completedByKeyId = context.principal.keyId;
    },
    answer: async (em, ticket) => ({ ticket: await loadMessage(em, ticket) }),
    event: () => ({
      inputs: [{ name: 'notes', content: request.notes }],
      artifacts: request.changedFiles.map((path) => ({ path })),
      outputs: { changed_files: request.changedFiles.length },
    }),
  });
}
