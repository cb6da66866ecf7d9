import type { ListFindingsRequest, ListFindingsResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { foreignToken, readPage } from '../server/page.ts';
import { AgentRun, Finding, runRow } from './entity.ts';
import { sizedPage } from './sized_page.ts';
import { findingMessage } from './wire.ts';

/** Lists a run's findings: the worst first, and those that are equally bad in the order in which they came. */
export async function listFindings(request: ListFindingsRequest, context: Context): Promise<ListFindingsResponse> {
  const { organizationId, id: runId } = await context.row(AgentRun, runRow, request.runId);
  const filters = { runId };
  const { rows, nextPageToken } = await sizedPage<Finding>(readPage(request, filters), filters, {
    fetch: (after, limit) =>
      context.em.find(
        Finding,
        { organizationId, runId, ...(after === undefined ? {} : behind(after)) },
        { orderBy: { severityRank: 'desc', number: 'asc' }, limit, disableIdentityMap: true },
      ),
    cursor: ({ severityRank, number }) => `${severityRank}:${number}`,
    bytes: (finding) =>
      [finding.message, finding.recommendation, finding.extraJson, finding.title, finding.path].reduce(
        (sum, text) => sum + Buffer.byteLength(text),
        1_000,
      ),
  });
  return { findings: rows.map(findingMessage), nextPageToken };
}

function behind(cursor: string) {
  const [, rank, number] = /^([0-4]):(\d{1,9})$/.exec(cursor) ?? [];
  if (rank === undefined) throw foreignToken();
  const worse = Number(rank);
  return { $or: [{ severityRank: { $lt: worse } }, { severityRank: worse, number: { $gt: Number(number) } }] };
}
