import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ticket as TicketMessage } from '../gen/sfs/v1/ticket.ts';
import { Ticket, TicketDependency } from './entity.ts';
import { ticketMessage } from './wire.ts';

// An issue may have more tasks than a message holds; ListTickets pages through all of them.
const childrenShown = 1_000;

/** A ticket's message with what belongs to it. */
export async function loadMessage(em: EntityManager, ticket: Ticket): Promise<TicketMessage> {
  const dependsOn = (await dependenciesOf(em, ticket.organizationId, [ticket.id])).get(ticket.id) ?? [];
  return ticketMessage(ticket, { dependsOn, children: await childrenOf(em, ticket) });
}

/** What each of these tickets waits for, in the order that was given. */
export async function dependenciesOf(em: EntityManager, organizationId: string, ids: readonly string[]) {
  const edges = await em.find(
    TicketDependency,
    { organizationId, ticketId: { $in: [...ids] } },
    { orderBy: { position: 'asc' }, disableIdentityMap: true },
  );
  const found = new Map<string, string[]>();
  for (const { ticketId, dependsOnId } of edges) found.set(ticketId, [...(found.get(ticketId) ?? []), dependsOnId]);
  return found;
}

async function childrenOf(em: EntityManager, ticket: Ticket): Promise<string[]> {
  if (ticket.kind !== 'issue') return [];
  const children = await em.find(
    Ticket,
    { organizationId: ticket.organizationId, parentTicketId: ticket.id },
    { fields: ['id'], orderBy: { id: 'asc' }, limit: childrenShown, disableIdentityMap: true },
  );
  return children.map((child) => child.id);
}
