import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import { type Pool, query } from '../db/statements.ts';
import type { ListAgentRunsRequest, ListAgentRunsResponse } from '../gen/sfs/v1/agent_run.ts';
import { personaByName } from '../personas/by_name.ts';
import type { Context } from '../server/context.ts';
import { lastId, readPage } from '../server/page.ts';
import type { AgentRun } from './entity.ts';
import { type Asked, chooseReading } from './list_choice.ts';
import { listStatement } from './list_statements.ts';
import { type Found, sizedPage } from './sized_page.ts';
import { type Status, statuses } from './status.ts';
import { policyWords, providerWords, runMessage, severityWords, statusWords, triggerWords } from './wire.ts';

/**
 * Lists the runs of a project, newest first by the database's clock; the id alone is the cursor, because its run says the time.
 *
 * With filters of which no index knows all, a page ends after some thousand runs that were looked at, and may be empty.
 */
export async function listAgentRuns(request: ListAgentRunsRequest, context: Context): Promise<ListAgentRunsResponse> {
  const { organizationId } = context.principal;
  const projectId = context.project.id;
  const { pageSize: _size, pageToken: _token, project: _project, ...rest } = request;
  const filters = { projectId, ...rest, statuses: [...rest.statuses].sort() };
  const page = readPage(request, filters);
  lastId(page);
  const asked = await read(context.em, { organizationId, projectId }, request);
  if (!asked) return { runs: [], nextPageToken: '' };
  const fetch = readRuns(context.pool, { organizationId, projectId, asked, request });
  const { rows, nextPageToken } = await sizedPage(page, filters, {
    fetch,
    cursor: (run) => run.id,
    bytes: (run) => Buffer.byteLength(run.resultSummary) + 2_000,
  });
  return { runs: rows.map(runMessage), nextPageToken };
}

/** The filters in the words of the database; undefined where they let no run through. */
async function read(
  em: EntityManager,
  place: { organizationId: string; projectId: string },
  request: ListAgentRunsRequest,
): Promise<Asked | undefined> {
  const wanted = statusesOf(request);
  if (wanted?.length === 0) return undefined;
  const persona = request.persona ? await personaByName(em, place, request.persona) : undefined;
  if (persona === null) return undefined;
  return {
    ...(wanted ? { statuses: wanted } : {}),
    persona: persona?.id,
    severity: severityWords.word(request.severity),
    trigger: triggerWords.word(request.triggerSource),
    ref: request.triggerRef || undefined,
    commit: request.commit.toLowerCase() || undefined,
    ticket: uuidOf('tk', request.ticketId),
    provider: providerWords.word(request.ciProvider),
  };
}

// The table's own checks tie each status to one policy result, so there is no index on results.
const statusesBy: Record<'pass' | 'fail', readonly Status[]> = {
  pass: ['passed'],
  fail: ['failed', 'errored', 'cancelled'],
};

/** The statuses that the request lets through; undefined: all. */
function statusesOf(request: ListAgentRunsRequest): Status[] | undefined {
  const named = request.statuses.flatMap((number) => statusWords.word(number) ?? []);
  const result = policyWords.word(request.policyResult);
  if (named.length === 0 && !result) return undefined;
  const of = named.length > 0 ? named : statuses;
  return result ? of.filter((status) => statusesBy[result].includes(status)) : [...of];
}

/** `fits`: false in the row where the looking ended. */
type Row = AgentRun & { fits?: boolean };

const noId = '00000000-0000-0000-0000-000000000000';

function readRuns(
  pool: Pool,
  it: { organizationId: string; projectId: string; asked: Asked; request: ListAgentRunsRequest },
) {
  const { organizationId, projectId, asked, request } = it;
  const { reading, value } = chooseReading(asked, projectId);
  const { persona, statuses: any, severity, trigger, ref, commit, ticket, provider } = asked;
  const filters = [persona, any, severity, trigger, ref, commit, ticket, provider].map((filter) => filter ?? null);
  return async (after = noId, limit: number): Promise<Found<AgentRun>> => {
    const span = [request.createdBefore ?? 'infinity', after, request.createdAfter ?? '-infinity'];
    const values = [organizationId, projectId, value, ...span, ...(reading.how === 'filtered' ? filters : [])];
    const rows = await query<Row>(pool, listStatement(reading, limit), values);
    const last = rows.at(-1);
    return last?.fits === false ? { rows: rows.slice(0, -1), stoppedAt: last.id } : { rows };
  };
}
