import { fitting } from '../db/fit.ts';
import type { ExportAuditEventsRequest, ExportAuditEventsResponse } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { eventMessage } from './event_message.ts';
import { leavesOf } from './filter.ts';
import { type Logged, readLogged } from './logged.ts';

const chunk = 200;

/** Streams events in the order of the log, up to where it ended when the call began. */
export async function* exportAuditEvents(
  request: ExportAuditEventsRequest,
  context: Context,
): AsyncGenerator<ExportAuditEventsResponse> {
  const where = leavesOf(request, context);
  const [head] = await context.em.execute<[{ last: string }]>(
    'select coalesce(max(leaf_index), -1) as last from audit_leaves where organization_id = ?',
    [context.principal.organizationId],
  );
  let after = request.afterIndex === '' ? -1 : Number(request.afterIndex);
  for (;;) {
    const next = {
      sql: `${where.sql} and l.leaf_index > ? and l.leaf_index <= ?`,
      values: [...where.values, after, head.last],
    };
    const rows = await readLogged(context.em, next, 'rising', chunk);
    const last = rows.at(-1);
    if (!last) return;
    yield* messages(rows);
    after = last.leafIndex;
  }
}

/** The rows in messages that any client accepts. */
function* messages(rows: Logged[]): Generator<ExportAuditEventsResponse> {
  let left = rows;
  while (left.length > 0) {
    const count = fitting(left.map(({ body, payload }) => 2 * body.length + 3 * (payload?.length ?? 0) + 500));
    yield { records: left.slice(0, count).map(record) };
    left = left.slice(count);
  }
}

const record = ({ leafIndex, body, salt, payload }: Logged) => ({
  event: eventMessage(leafIndex, body, payload),
  body,
  salt: salt ?? undefined,
  payload: payload ?? undefined,
});
