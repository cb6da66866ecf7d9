import { batchOf } from '../db/batch.ts';
import { uuidOf } from '../db/ids.ts';
import type { Context, RowKey } from '../server/context.ts';
import { notFound, rateLimited } from '../server/errors.ts';
import { type AgentRun, runRow } from './entity.ts';
import { readRuns } from './statements.ts';

/** Reads a run within the caller's reach, as `context.row` does; calls that read at the same time share a statement. */
export async function loadRun(context: Context, runId: string): Promise<AgentRun> {
  const id = uuidOf(runRow.prefix, runId);
  if (!id) throw notFound(runRow.field);
  const { organizationId } = context.principal;
  const run = await batchOf(context.pool, loadRun, reading).add({ organizationId, id }, context.signal);
  if (!run || !context.reaches(run.projectId)) throw notFound(runRow.field);
  return run;
}

const reading: Parameters<typeof batchOf<RowKey, AgentRun | undefined>>[2] = (pool) => ({
  async run(keys) {
    const found = await readRuns(pool, keys);
    const byId = new Map(found.map((run) => [`${run.organizationId} ${run.id}`, run]));
    return keys.map(({ organizationId, id }) => ({ answer: byId.get(`${organizationId} ${id}`) }));
  },
  full: () => rateLimited('too many reads are waiting for the database; send it again in a moment', 1_000),
});
