import { uuidOf } from '../db/ids.ts';
import { query } from '../db/statements.ts';
import type { ListTicketsRequest, ListTicketsResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { cutPage, lastId, readPage, tokenFor } from '../server/page.ts';
import { Ticket } from './entity.ts';
import { listStatement, type Reading, type Walk } from './list_statements.ts';
import { dependenciesOf } from './load.ts';
import { kindWords, priorityWords, sourceWords, statusWords, ticketMessage } from './wire.ts';

/** `last`: no more may be looked at. */
type Row = { fits: boolean; last: boolean; id: string; bytes: number };

/** Lists tickets, newest first. With several filters, a page ends after some thousand tickets that were looked at, and may be empty. */
export async function listTickets(request: ListTicketsRequest, context: Context): Promise<ListTicketsResponse> {
  const { organizationId } = context.principal;
  const projectId = context.project.id;
  const { pageSize, pageToken, ...filters } = { ...request, project: projectId };
  const page = readPage({ pageSize, pageToken }, filters);
  const asked = read(request);
  const { reading, value } = chooseReading(asked, projectId);
  const values = [organizationId, projectId, value, lastId(page) ?? null];
  const { statuses, kind, priority, source, assignee, parent } = asked;
  const all = [statuses, kind, priority, source, assignee, parent].map((filter) => filter ?? null);
  const statement = listStatement(reading, page.size + 1);
  const found = await query<Row>(context.pool, statement, reading.how === 'filtered' ? [...values, ...all] : values);
  const { rows, nextPageToken } = cutPage(
    page,
    filters,
    found.filter(({ fits }) => fits),
    (row) => row.id,
    (row) => row.bytes,
  );
  const stopped = found.find(({ last }) => last);
  return {
    tickets: await load(
      context,
      rows.map((row) => row.id),
    ),
    nextPageToken: nextPageToken || (stopped ? tokenFor(filters, stopped.id) : ''),
  };
}

/** The filters in the words of the database. */
interface Asked {
  statuses?: string[] | undefined;
  kind?: string | undefined;
  priority?: string | undefined;
  source?: string | undefined;
  assignee?: string | undefined;
  parent?: string | undefined;
}

function read(request: ListTicketsRequest): Asked {
  const statuses = request.statuses.flatMap((number) => statusWords.word(number) ?? []);
  return {
    statuses: statuses.length > 0 ? statuses : undefined,
    kind: kindWords.word(request.kind),
    priority: priorityWords.word(request.priority),
    source: sourceWords.word(request.source),
    assignee: request.assignedTo || undefined,
    parent: uuidOf('tk', request.parentTicketId),
  };
}

/** The one index that is read: of what is asked for, what few tickets have in common. */
function chooseReading(asked: Asked, projectId: string): { reading: Reading; value: string | string[] } {
  const { statuses, kind, priority, source, assignee, parent } = asked;
  const filters = Object.values(asked).filter((filter) => filter !== undefined).length;
  if (statuses && statuses.length > 1 && filters === 1) return { reading: { how: 'statuses' }, value: statuses };
  const how = filters > 1 ? 'filtered' : 'plain';
  const candidates: [Walk, string | undefined][] = [
    ['parent', parent],
    ['assignee', assignee],
    ['status', statuses?.length === 1 ? statuses[0] : undefined],
    ['source', source],
    ['priority', priority],
    ['kind', kind],
  ];
  for (const [walk, value] of candidates) if (value) return { reading: { how, walk }, value };
  return { reading: { how, walk: 'project' }, value: projectId };
}

async function load(context: Context, ids: string[]) {
  const { organizationId } = context.principal;
  const tickets = await context.em.find(Ticket, { organizationId, id: { $in: ids } }, { exclude: ['description'] });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const dependsOn = await dependenciesOf(context.em, organizationId, ids);
  return ids.flatMap((id) => {
    const ticket = byId.get(id);
    if (!ticket) return [];
    return [
      ticketMessage({ ...ticket, description: '' } as Ticket, { dependsOn: dependsOn.get(id) ?? [], children: [] }),
    ];
  });
}
