import type { GetTicketRequest, GetTicketResponse, TicketServiceService } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import type { Handlers } from '../server/handler.ts';
import { acceptTicket } from './accept.ts';
import {
  approveTicket,
  blockTicket,
  cancelTicket,
  closeTicket,
  dismissTicket,
  reopenTicket,
  unblockTicket,
} from './commands.ts';
import { addTicketComment, listTicketComments } from './comments.ts';
import { completeTicket } from './complete.ts';
import { createTicket } from './create.ts';
import { Ticket, ticketRow } from './entity.ts';
import { heartbeatTicket } from './heartbeat.ts';
import { listTickets } from './list.ts';
import { listTicketHistory } from './list_history.ts';
import { loadMessage } from './load.ts';
import { releaseTicket } from './release.ts';
import { startTicket } from './start.ts';
import { updateTicket } from './update.ts';
import { watchTicket } from './watch.ts';

/** TicketService. */
export const ticketHandlers: Handlers<typeof TicketServiceService> = {
  createTicket,
  getTicket,
  listTickets,
  updateTicket,
  startTicket,
  heartbeatTicket,
  releaseTicket,
  completeTicket,
  acceptTicket,
  reopenTicket,
  blockTicket,
  unblockTicket,
  approveTicket,
  dismissTicket,
  cancelTicket,
  closeTicket,
  addTicketComment,
  listTicketComments,
  listTicketHistory,
  watchTicket,
};

async function getTicket(request: GetTicketRequest, context: Context): Promise<GetTicketResponse> {
  const ticket = await context.row(Ticket, ticketRow, request.ticketId);
  return { ticket: await loadMessage(context.em, ticket) };
}
