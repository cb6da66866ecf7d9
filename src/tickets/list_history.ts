import type { ListTicketHistoryRequest, ListTicketHistoryResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { cutPage, lastId, readPage } from '../server/page.ts';
import { Ticket, TicketChange, ticketRow } from './entity.ts';
import { changeMessage } from './wire.ts';

// Sizes first, because each row may hold two descriptions of 64 KiB, written as JSON.
const sizes = `
  select id, octet_length(old_value) + octet_length(new_value) as bytes from ticket_changes
  where organization_id = ? and ticket_id = ? and id > ? order by id limit ?`;

const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Lists every change of every field, oldest first. */
export async function listTicketHistory(
  request: ListTicketHistoryRequest,
  context: Context,
): Promise<ListTicketHistoryResponse> {
  const ticket = await context.row(Ticket, ticketRow, request.ticketId);
  const filters = { history: ticket.id };
  const page = readPage(request, filters);
  const { organizationId, id: ticketId } = ticket;
  const found: { id: string; bytes: number }[] = await context.em.execute(sizes, [
    ...[organizationId, ticketId, lastId(page) ?? beforeAll, page.size + 1],
  ]);
  const { rows, nextPageToken } = cutPage(
    page,
    filters,
    found,
    (row) => row.id,
    (row) => row.bytes,
  );
  const changes = await context.em.find(
    TicketChange,
    { organizationId, ticketId, id: { $in: rows.map((row) => row.id) } },
    { orderBy: { id: 'asc' } },
  );
  return { changes: changes.map(changeMessage), nextPageToken };
}
