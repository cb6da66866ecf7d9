import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import type { ListAgentRunsRequest, ListAgentRunsResponse } from '../gen/sfs/v1/agent_run.ts';
import { personaByName } from '../personas/by_name.ts';
import type { Context } from '../server/context.ts';
import { afterId, readPage } from '../server/page.ts';
import { AgentRun } from './entity.ts';
import { sizedPage } from './sized_page.ts';
import { policyWords, providerWords, runMessage, severityWords, statusWords, triggerWords } from './wire.ts';

/** Lists the runs of a project, newest first: ids rise with time, so the id is the order and the cursor. */
export async function listAgentRuns(request: ListAgentRunsRequest, context: Context): Promise<ListAgentRunsResponse> {
  const { organizationId } = context.principal;
  const projectId = context.project.id;
  const { pageSize: _size, pageToken: _token, project: _project, ...asked } = request;
  const filters = { projectId, ...asked, statuses: [...asked.statuses].sort() };
  const page = readPage(request, filters);
  const chosen = await where(context.em, { organizationId, projectId }, request);
  if (!chosen) return { runs: [], nextPageToken: '' };
  const { rows, nextPageToken } = await sizedPage<AgentRun>(page, filters, {
    fetch: (after, limit) =>
      context.em.find(
        AgentRun,
        { ...chosen, ...afterId({ after }) },
        { orderBy: { id: 'desc' }, limit, disableIdentityMap: true },
      ),
    cursor: (run) => run.id,
    bytes: (run) => Buffer.byteLength(run.resultSummary) + 2_000,
  });
  return { runs: rows.map(runMessage), nextPageToken };
}

/** The rows that a request asks for; undefined where there can be none. */
async function where(
  em: EntityManager,
  place: { organizationId: string; projectId: string },
  request: ListAgentRunsRequest,
): Promise<(FilterQuery<AgentRun> & object) | undefined> {
  const persona = request.persona ? await personaByName(em, place, request.persona) : undefined;
  if (persona === null) return undefined;
  const { createdAfter: from, createdBefore: to } = request;
  const equals = {
    personaId: persona?.id,
    severity: severityWords.word(request.severity),
    policyResult: policyWords.word(request.policyResult),
    triggerSource: triggerWords.word(request.triggerSource),
    triggerRef: request.triggerRef || undefined,
    commit: request.commit.toLowerCase() || undefined,
    ticketId: uuidOf('tk', request.ticketId),
    ciProvider: providerWords.word(request.ciProvider),
  };
  const statuses = request.statuses.flatMap((number) => statusWords.word(number) ?? []);
  return {
    ...place,
    ...Object.fromEntries(Object.entries(equals).filter(([, value]) => value !== undefined)),
    ...(statuses.length > 0 ? { status: { $in: statuses } } : {}),
    ...(from || to ? { createdAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
  };
}
