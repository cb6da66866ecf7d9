import type { ListAuditEventsRequest, ListAuditEventsResponse } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { cutPage, foreignToken, readPage } from '../server/page.ts';
import { eventMessage } from './event_message.ts';
import { leavesOf } from './filter.ts';
import { readLogged } from './logged.ts';

/** Lists events that have a place, the newest first: the place is the order and the cursor. */
export async function listAuditEvents(
  request: ListAuditEventsRequest,
  context: Context,
): Promise<ListAuditEventsResponse> {
  const { pageSize: _size, pageToken: _token, ...filters } = request;
  const page = readPage(request, filters);
  const where = leavesOf(request, context);
  if (page.after !== undefined) {
    if (!/^\d{1,15}$/.test(page.after)) throw foreignToken();
    where.sql += ' and l.leaf_index < ?';
    where.values.push(page.after);
  }
  const found = await readLogged(context.em, where, 'falling', page.size + 1);
  const { rows, nextPageToken } = cutPage(
    page,
    filters,
    found,
    ({ leafIndex }) => String(leafIndex),
    ({ body, payload }) => body.length + 2 * (payload?.length ?? 0) + 500,
  );
  return { events: rows.map((row) => eventMessage(row.leafIndex, row.body, row.payload)), nextPageToken };
}
