import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListAuditEventsRequest, ListAuditEventsResponse } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { cutPage, foreignToken, readPage, tokenFor } from '../server/page.ts';
import { eventMessage } from './event_message.ts';
import { leavesOf, type Where } from './filter.ts';
import { readLogged } from './logged.ts';

/**
 * Lists events that have a place, the newest first: the place is the order and the cursor. With filters of which no index knows all, a page
 * ends after some thousand events that were looked at, and may be empty.
 */
export async function listAuditEvents(
  request: ListAuditEventsRequest,
  context: Context,
): Promise<ListAuditEventsResponse> {
  const { pageSize: _size, pageToken: _token, ...filters } = request;
  const page = readPage(request, filters);
  if (page.after !== undefined && !/^\d{1,15}$/.test(page.after)) throw foreignToken();
  const { walked, ...asked } = leavesOf(request, context);
  const below = page.after === undefined ? asked : and(asked, 'l.leaf_index < ?', page.after);
  const floor = walked && (await floorOf(context.em, walked, page.after));
  const where = floor === undefined ? below : and(below, 'l.leaf_index >= ?', floor);
  const found = await readLogged(context.em, where, 'falling', page.size + 1);
  const { rows, nextPageToken } = cutPage(
    page,
    filters,
    found,
    ({ leafIndex }) => String(leafIndex),
    ({ body, payload }) => body.length + 2 * (payload?.length ?? 0) + 500,
  );
  return {
    events: rows.map((row) => eventMessage(row.leafIndex, row.body, row.payload)),
    nextPageToken: nextPageToken || (floor === undefined ? '' : tokenFor(filters, floor)),
  };
}

/** How many events one page looks at, at most, for filters of which its index knows one at most. */
const lookLimit = 5_000;

/** The place of the last event that the page may look at; undefined where there are fewer. Places never change, so this may go first. */
async function floorOf(em: EntityManager, walked: Where, after: string | undefined): Promise<string | undefined> {
  const where = after === undefined ? walked : and(walked, 'l.leaf_index < ?', after);
  const [row] = await em.execute<{ leaf_index: string }[]>(
    `select l.leaf_index from audit_leaves l where ${where.sql} order by l.leaf_index desc limit 1 offset ${lookLimit - 1}`,
    where.values,
  );
  return row?.leaf_index;
}

const and = ({ sql, values }: Where, more: string, value: unknown): Where => ({
  sql: `${sql} and ${more}`,
  values: [...values, value],
});
