import type { EntityManager } from '@mikro-orm/postgresql';
import { changesOf } from '../db/watch.ts';
import type { Ticket as TicketMessage, WatchTicketRequest, WatchTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { Ticket, TicketComment, ticketRow } from './entity.ts';
import { loadMessage } from './load.ts';
import { isFinal } from './status.ts';
import { commentMessage } from './wire.ts';

// Comments that are read at once while catching up.
const batch = 50;

/** The ticket at once, then what happens to it, until it has ended. A comment is sent before what changed with it. */
export async function* watchTicket(
  request: WatchTicketRequest,
  context: Context,
): AsyncGenerator<WatchTicketResponse, void, undefined> {
  const { organizationId, id } = await context.row(Ticket, ticketRow, request.ticketId);
  let newest = await newestComment(context.em, organizationId, id);
  let revision = 0;
  let sent = '';
  for await (const _ of changesOf(context.em, 'tickets', 'row.revision', { organizationId, id }, context.signal)) {
    const em = context.em.fork();
    const ticket = await context.row(Ticket, ticketRow, request.ticketId, { em });
    if (ticket.revision === revision) continue;
    revision = ticket.revision;
    for await (const comment of commentsAfter(em, organizationId, id, newest)) {
      newest = comment.id;
      yield { comment: commentMessage(comment) };
    }
    const message = await loadMessage(em, ticket);
    const content = contentOf(message);
    if (content !== sent) yield { ticket: message };
    sent = content;
    if (isFinal(ticket.kind, ticket.status)) return;
  }
}

// What tells one state from another: a comment moves updated_at alone, and it is sent itself.
const contentOf = (ticket: TicketMessage): string => JSON.stringify({ ...ticket, updatedAt: undefined });

async function newestComment(em: EntityManager, organizationId: string, ticketId: string): Promise<string | undefined> {
  const options = { fields: ['id'], orderBy: { id: 'desc' }, limit: 1, disableIdentityMap: true } as const;
  const [comment] = await em.find(TicketComment, { organizationId, ticketId }, options);
  return comment?.id;
}

async function* commentsAfter(em: EntityManager, organizationId: string, ticketId: string, after: string | undefined) {
  let last = after;
  for (;;) {
    const later = last ? { id: { $gt: last } } : {};
    const options = { orderBy: { id: 'asc' }, limit: batch, disableIdentityMap: true } as const;
    const found = await em.find(TicketComment, { organizationId, ticketId, ...later }, options);
    yield* found;
    if (found.length < batch) return;
    last = found.at(-1)?.id;
  }
}
