import type { EntityManager } from '@mikro-orm/postgresql';
import type {
  ContextComment,
  ContextDependency,
  ContextInput,
  ContextRelative,
  ContextTicket,
} from '../agent_runs/context.ts';
import type { ActorRecord } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import { Ticket, TicketComment, TicketDependency } from './entity.ts';

// As many as the compiled context shows.
const commentsShown = 10;
// More than any budget holds; an issue may have thousands.
const childrenShown = 200;

/** What the compiled context says of a ticket. */
export type TicketContextInputs = Required<Pick<ContextInput, 'ticket' | 'children' | 'dependencies' | 'comments'>> &
  Pick<ContextInput, 'parent'>;

/**
 * Loads what the compiled context says of a ticket. Every read names the organization and the project, so that nothing of
 * another project is ever handed to an agent, whatever the rows point to.
 *
 * It only reads, and it is the one loader that another slice may use: a run for a ticket is given the same text.
 */
export async function ticketContextInputs(em: EntityManager, ticket: Ticket): Promise<TicketContextInputs> {
  const { organizationId, projectId } = ticket;
  const within = { organizationId, projectId };
  const edges = await em.find(
    TicketDependency,
    { organizationId, ticketId: ticket.id },
    { orderBy: { position: 'asc' }, disableIdentityMap: true },
  );
  const order = edges.map((edge) => edge.dependsOnId);
  const finished = await em.find(
    Ticket,
    { ...within, id: { $in: order }, status: { $in: ['done', 'closed'] } },
    { disableIdentityMap: true },
  );
  const parent = ticket.parentTicketId
    ? await em.findOne(Ticket, { ...within, id: ticket.parentTicketId }, { disableIdentityMap: true })
    : null;
  const children =
    ticket.kind === 'issue'
      ? await em.find(
          Ticket,
          { ...within, parentTicketId: ticket.id },
          { orderBy: { id: 'asc' }, limit: childrenShown, disableIdentityMap: true },
        )
      : [];
  const comments = await em.find(
    TicketComment,
    { organizationId, ticketId: ticket.id },
    { orderBy: { id: 'desc' }, limit: commentsShown, disableIdentityMap: true },
  );
  finished.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return {
    ticket: ticketOf(ticket),
    parent: parent ? relative(parent) : undefined,
    children: children.map(relative),
    dependencies: finished.map(dependency),
    comments: comments.reverse().map(comment),
  };
}

const ticketOf = (ticket: Ticket): ContextTicket => ({
  id: wireId('tk', ticket.id),
  kind: ticket.kind,
  title: ticket.title,
  priority: ticket.priority,
  status: ticket.status,
  description: ticket.description,
  acceptanceCriteria: JSON.parse(ticket.acceptanceCriteria),
  fileRefs: ticket.fileRefs,
  contextRefs: ticket.contextRefs,
});

const relative = ({ id, status, title }: Ticket): ContextRelative => ({ id: wireId('tk', id), status, title });

const dependency = ({ id, title, completionNotes }: Ticket): ContextDependency => ({
  id: wireId('tk', id),
  title,
  completionNotes,
});

const comment = ({ author, authorPersona, createdAt, content }: TicketComment): ContextComment => ({
  author: authorPersona ? `${authorPersona} (${nameOf(author)})` : nameOf(author),
  createdAt: createdAt.toISOString(),
  content,
});

// The persona is what the author says of themselves; the key or member is what the server knows.
const nameOf = (author: ActorRecord): string => {
  if (author.type === 'system') return 'sfs';
  return author.type === 'member' ? author.memberName : author.keyName;
};
