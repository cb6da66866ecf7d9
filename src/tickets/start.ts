import { wireId } from '../db/ids.ts';
import type { StartTicketRequest, StartTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { precondition } from '../server/errors.ts';
import { waitsFor } from './dependencies.ts';
import { isHeld, leaseHeld, takeLease } from './lease.ts';
import { loadMessage } from './load.ts';
import { move } from './move.ts';
import { workerContext } from './worker_context.ts';
import { type Work, writeTicket } from './write_ticket.ts';

/**
 * Takes a ticket. One that is held is refused to everybody, also to the key that holds it: two jobs may share a key, and only
 * the one that started has the epoch. Who lost the answer sends the same request id again; who lost that too releases the ticket.
 */
export function startTicket(request: StartTicketRequest, context: Context): Promise<StartTicketResponse> {
  return writeTicket(context, request, {
    command: 'start',
    takesLease: true,
    apply: (work) => start(work, request.force),
    answer: async (em, ticket) => ({
      ticket: await loadMessage(em, ticket),
      context: await workerContext(em, ticket, request.tool),
    }),
    event: (_work, { context: given }) => ({
      inputs: [{ name: 'context', content: given.markdown }],
      outputs: { context_digest: given.digest, forced: request.force },
    }),
  });
}

async function start(work: Work, force: boolean): Promise<void> {
  const { tx, ticket, now, context } = work;
  if (isHeld(ticket, now)) throw leaseHeld(ticket);
  move(work, 'start', { force, unheld: ticket.status === 'in_progress' });
  if (!force) {
    const open = (await waitsFor(tx, ticket.organizationId, [ticket.id])).get(ticket.id);
    if (open) throw dependenciesOpen(open.map((id) => wireId('tk', id)));
  }
  takeLease(ticket, context.actor, now);
}

function dependenciesOpen(ids: string[]) {
  // Metadata travels in a header, so only the first few are named.
  const named = ids.slice(0, 20).join(',');
  const more = ids.length > 20 ? ` and ${ids.length - 20} more` : '';
  return precondition(
    'DEPENDENCY_NOT_DONE',
    `the ticket waits for ${named.replaceAll(',', ', ')}${more}; finish them, remove the dependency, or give force`,
    { ticket_ids: named },
  );
}
