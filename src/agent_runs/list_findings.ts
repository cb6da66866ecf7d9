import { type Pool, query } from '../db/statements.ts';
import type { ListFindingsRequest, ListFindingsResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { foreignToken, readPage } from '../server/page.ts';
import { AgentRun, type Finding, runRow } from './entity.ts';
import { milder, sameRank } from './finding_statements.ts';
import { severities } from './severity.ts';
import { sizedPage } from './sized_page.ts';
import { findingMessage } from './wire.ts';

/** Lists a run's findings: the worst first, and those that are equally bad in the order in which they came. */
export async function listFindings(request: ListFindingsRequest, context: Context): Promise<ListFindingsResponse> {
  const run = await context.row(AgentRun, runRow, request.runId);
  const filters = { runId: run.id };
  const page = readPage(request, filters);
  if (page.after !== undefined) placeOf(page.after);
  const { rows, nextPageToken } = await sizedPage<Finding>(page, filters, {
    fetch: async (after, limit) => ({ rows: await read(context.pool, run, after, limit) }),
    cursor: ({ severityRank, number }) => `${severityRank}:${number}`,
    bytes: (finding) =>
      [finding.message, finding.recommendation, finding.extraJson, finding.title, finding.path].reduce(
        (sum, text) => sum + Buffer.byteLength(text),
        1_000,
      ),
  });
  return { findings: rows.map(findingMessage), nextPageToken };
}

/** One statement that finds both would have to read those before the cursor, or to sort. */
async function read(pool: Pool, run: AgentRun, after: string | undefined, limit: number): Promise<Finding[]> {
  const within = [run.organizationId, run.id];
  if (after === undefined) return query(pool, milder, [...within, severities.length, limit]);
  const { rank, number } = placeOf(after);
  const same = await query<Finding>(pool, sameRank, [...within, rank, number, limit]);
  if (same.length === limit) return same;
  return [...same, ...(await query<Finding>(pool, milder, [...within, rank, limit - same.length]))];
}

function placeOf(cursor: string): { rank: number; number: number } {
  const [, rank, number] = /^([0-4]):(\d{1,9})$/.exec(cursor) ?? [];
  if (rank === undefined) throw foreignToken();
  return { rank: Number(rank), number: Number(number) };
}
