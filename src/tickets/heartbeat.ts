import { databaseTime } from '../db/time.ts';
import type { HeartbeatTicketRequest, HeartbeatTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { fence, renewLease, requireHolder } from './lease.ts';
import { loadMessage } from './load.ts';
import { wrongStatus } from './move.ts';
import { lockTicket } from './write_ticket.ts';

/** Renews the lease, also one that ran out as long as nobody else has started the ticket. */
export function heartbeatTicket(request: HeartbeatTicketRequest, context: Context): Promise<HeartbeatTicketResponse> {
  return context.em.transactional(async (tx) => {
    const ticket = await lockTicket(context, tx, request.ticketId);
    fence(context, ticket, request.epoch);
    requireHolder(context, ticket);
    if (!ticket.leaseHolder)
      throw wrongStatus(
        ticket.status,
        'heartbeat',
        `nobody holds the ticket, which is ${ticket.status}; start it first`,
      );
    // Watchers are not told: an end that moves changes nothing that they could act on.
    renewLease(ticket, await databaseTime(tx));
    await tx.flush();
    return { ticket: await loadMessage(tx, ticket) };
  });
}
