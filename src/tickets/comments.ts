import { wireId } from '../db/ids.ts';
import type {
  AddTicketCommentRequest,
  AddTicketCommentResponse,
  ListTicketCommentsRequest,
  ListTicketCommentsResponse,
} from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { invalidField, notFound } from '../server/errors.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { addComment } from './add_comment.ts';
import { Ticket, TicketComment, ticketRow } from './entity.ts';
import { fence, renewLease } from './lease.ts';
import { commentMessage } from './wire.ts';
import { lockTicket, requireKind, touch } from './write_ticket.ts';

/** Adds a comment, also to a ticket that has ended. */
export function addTicketComment(
  request: AddTicketCommentRequest,
  context: Context,
): Promise<AddTicketCommentResponse> {
  const { ticketId, content, authorPersona, epoch, requestId } = request;
  if (content.trim() === '') throw invalidField('content', 'is empty or only space; say something');
  return context.write({
    requestId,
    change: async (tx, now) => {
      const ticket = await lockTicket(context, tx, ticketId);
      fence(context, ticket, epoch, true);
      const comment = await addComment({ tx, now, context, ticket }, { content, authorPersona });
      if (epoch !== undefined && ticket.leaseHolder) renewLease(ticket, now);
      touch(ticket, now);
      return {
        answer: { comment: commentMessage(comment) },
        ref: comment.id,
        event: {
          resource: { type: 'ticket', id: wireId('tk', ticket.id) },
          projectId: ticket.projectId,
          inputs: [{ name: 'comment', content }],
          outputs: { comment_id: wireId('tc', comment.id), status: ticket.status, epoch: ticket.leaseEpoch },
          payload: { title: ticket.title, author_persona: authorPersona },
        },
      };
    },
    replay: async (ref, em) => {
      const ticket = await context.row(Ticket, ticketRow, ticketId, { em });
      requireKind(context, ticket);
      const { organizationId, id } = ticket;
      const comment = await em.findOne(TicketComment, { organizationId, ticketId: id, id: ref });
      if (!comment) throw notFound('ticket_id');
      return { comment: commentMessage(comment) };
    },
  });
}

/** Lists comments; ids rise within a ticket, so the last id is where the next page begins. */
export async function listTicketComments(
  request: ListTicketCommentsRequest,
  context: Context,
): Promise<ListTicketCommentsResponse> {
  const ticket = await context.row(Ticket, ticketRow, request.ticketId);
  const filters = { comments: ticket.id, newestFirst: request.newestFirst };
  const page = readPage(request, filters);
  const { organizationId, id: ticketId } = ticket;
  const found = await context.em.find(
    TicketComment,
    { organizationId, ticketId, ...afterId(page, !request.newestFirst) },
    { orderBy: { id: request.newestFirst ? 'desc' : 'asc' }, limit: page.size + 1 },
  );
  const bytes = (comment: TicketComment) => Buffer.byteLength(comment.content);
  const { rows, nextPageToken } = cutPage(page, filters, found, (comment) => comment.id, bytes);
  return { comments: rows.map(commentMessage), nextPageToken };
}
