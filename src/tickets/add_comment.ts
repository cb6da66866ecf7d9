import type { ActorRecord } from '../db/base.ts';
import { idAfter } from '../db/id_after.ts';
import { TicketComment } from './entity.ts';
import type { Work } from './write_ticket.ts';

/**
 * Adds a comment to a locked ticket: its id comes after those of all others, so the id alone is a reader's cursor. The caller
 * touches the ticket, so that watchers see it.
 */
export async function addComment(
  { tx, now, context, ticket }: Pick<Work, 'tx' | 'now' | 'context' | 'ticket'>,
  {
    content,
    author = context.actor,
    authorPersona = '',
  }: { content: string; author?: ActorRecord; authorPersona?: string },
): Promise<TicketComment> {
  const { organizationId, id: ticketId } = ticket;
  const newest = await tx.find(
    TicketComment,
    { organizationId, ticketId },
    { fields: ['id'], orderBy: { id: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  const id = idAfter(newest[0]?.id);
  const comment = tx.create(TicketComment, {
    organizationId,
    ticketId,
    id,
    content,
    author,
    authorPersona,
    createdAt: now,
  });
  tx.persist(comment);
  return comment;
}
