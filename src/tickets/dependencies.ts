import { status } from '@grpc/grpc-js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf, wireId } from '../db/ids.ts';
import { takeTurn } from '../db/lock.ts';
import { notFound, SfsError } from '../server/errors.ts';
import { Ticket, TicketDependency } from './entity.ts';

type Place = Pick<Ticket, 'organizationId' | 'projectId'>;

/** Who changes edges between existing tickets, or several tickets at once, waits here: one at a time in a project. */
export const takeDependencyTurn = (tx: EntityManager, place: Place): Promise<void> =>
  takeTurn(tx, 'ticket dependencies', place.organizationId, place.projectId);

/** The uuids of the tickets named, each once, all of the same project; unknown and foreign ones answer alike. */
export async function readDependencies(em: EntityManager, place: Place, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)].map((id) => uuidOf('tk', id) ?? '');
  const { organizationId, projectId } = place;
  const there = await em.count(Ticket, { organizationId, projectId, id: { $in: wanted } });
  if (there !== wanted.length) throw notFound('depends_on', 'names a ticket that the project does not have');
  return wanted;
}

/** Adds the edges of a ticket that has none. */
export async function insertDependencies(
  tx: EntityManager,
  ticket: Ticket,
  dependsOn: readonly string[],
): Promise<void> {
  if (dependsOn.length === 0) return;
  const { organizationId, id: ticketId } = ticket;
  const rows = dependsOn.map((dependsOnId, position) => ({ organizationId, ticketId, dependsOnId, position }));
  await tx.insertMany(TicketDependency, rows);
}

/** Replaces a ticket's edges as a whole. The caller has its turn, so no other edge appears meanwhile. */
export async function replaceDependencies(
  tx: EntityManager,
  ticket: Ticket,
  dependsOn: readonly string[],
): Promise<void> {
  await refuseCycle(tx, ticket, dependsOn);
  await tx.nativeDelete(TicketDependency, { organizationId: ticket.organizationId, ticketId: ticket.id });
  await insertDependencies(tx, ticket, dependsOn);
}

// Walks on from each new dependency; the one from which the ticket itself is reached closes the circle.
const walk = `
  with recursive reached (start, id) as (
    select start, start from unnest(?::uuid[]) as start
    union
    select reached.start, edge.depends_on_id from reached
    join ticket_dependencies as edge on edge.organization_id = ? and edge.ticket_id = reached.id
  )
  select start from reached where id = ? limit 1`;

async function refuseCycle(tx: EntityManager, ticket: Ticket, dependsOn: readonly string[]): Promise<void> {
  const rows = await tx.execute(walk, [`{${dependsOn.join(',')}}`, ticket.organizationId, ticket.id]);
  if (!rows[0]) return;
  const id = wireId('tk', rows[0].start);
  const description = `${id} waits for this ticket already, so it would close a circle`;
  throw new SfsError(status.INVALID_ARGUMENT, 'DEPENDENCY_CYCLE', `depends_on: ${description}`, {
    metadata: { ticket_id: id },
    violations: [{ field: 'depends_on', description }],
  });
}

const unfinished = `
  select distinct edge.ticket_id, edge.depends_on_id from ticket_dependencies as edge
  join tickets as other on other.organization_id = edge.organization_id and other.id = edge.depends_on_id
  where edge.organization_id = ? and edge.ticket_id = any(?::uuid[]) and other.status not in ('done', 'closed')
  order by edge.ticket_id, edge.depends_on_id`;

/** What these tickets still wait for, by ticket; those that wait for nothing are missing. */
export async function waitsFor(em: EntityManager, organizationId: string, ids: readonly string[]) {
  const rows = await em.execute(unfinished, [organizationId, `{${ids.join(',')}}`]);
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.ticket_id, [...(found.get(row.ticket_id) ?? []), row.depends_on_id]);
  return found;
}
