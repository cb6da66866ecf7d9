import { type QBFilterQuery, raw } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import type { ListTicketsRequest, ListTicketsResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { Ticket } from './entity.ts';
import { dependenciesOf } from './load.ts';
import { kindWords, priorityWords, sourceWords, statusWords, ticketMessage } from './wire.ts';

// What a row brings into the answer, description left out; some fields may hold a megabyte.
const bytes = raw(`octet_length(title) + octet_length(acceptance_criteria) + octet_length(completion_notes)
  + octet_length(file_refs::text) + octet_length(context_refs::text) + octet_length(changed_files::text) as bytes`);

/** Lists tickets, newest first. */
export async function listTickets(request: ListTicketsRequest, context: Context): Promise<ListTicketsResponse> {
  const { organizationId } = context.principal;
  const { pageSize, pageToken, ...filters } = { ...request, project: context.project.id };
  const page = readPage({ pageSize, pageToken }, filters);
  const where = { ...whereOf(request), organizationId, projectId: context.project.id, ...afterId(page) };
  const found: { id: string; bytes: number }[] = await context.em
    .createQueryBuilder(Ticket)
    .select(['id', bytes])
    .where(where as QBFilterQuery<Ticket>)
    .orderBy({ id: 'desc' })
    .limit(page.size + 1)
    .execute('all', false);
  const { rows, nextPageToken } = cutPage(
    page,
    filters,
    found,
    (row) => row.id,
    (row) => row.bytes,
  );
  return {
    tickets: await load(
      context,
      rows.map((row) => row.id),
    ),
    nextPageToken,
  };
}

function whereOf(request: ListTicketsRequest): object {
  const kind = kindWords.word(request.kind);
  const priority = priorityWords.word(request.priority);
  const source = sourceWords.word(request.source);
  const statuses = request.statuses.flatMap((number) => statusWords.word(number) ?? []);
  return {
    ...(kind ? { kind } : {}),
    ...(priority ? { priority } : {}),
    ...(source ? { source } : {}),
    ...(statuses.length > 0 ? { status: { $in: statuses } } : {}),
    // The index on assignees leaves out tickets without one, so the second condition is what makes it usable.
    ...(request.assignedTo
      ? { [raw('lower(assigned_to)')]: raw('lower(?)', [request.assignedTo]), assignedTo: { $ne: '' } }
      : {}),
    ...(request.parentTicketId ? { parentTicketId: uuidOf('tk', request.parentTicketId) ?? null } : {}),
  };
}

async function load(context: Context, ids: string[]) {
  const { organizationId } = context.principal;
  const tickets = await context.em.find(
    Ticket,
    { organizationId, id: { $in: ids } },
    { orderBy: { id: 'desc' }, exclude: ['description'] },
  );
  const dependsOn = await dependenciesOf(context.em, organizationId, ids);
  return tickets.map((ticket) =>
    ticketMessage({ ...ticket, description: '' } as Ticket, {
      dependsOn: dependsOn.get(ticket.id) ?? [],
      children: [],
    }),
  );
}
