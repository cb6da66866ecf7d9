import { wireId } from '../db/ids.ts';
import type { Context } from '../server/context.ts';
import { denied } from '../server/errors.ts';
import type { AgentRun } from './entity.ts';
import { loadRun } from './load_run.ts';

/**
 * Throws unless the caller may write to the run: it holds the key that started it (any secret of it), or is a person. A run that
 * nobody started yet is held by the key that made it.
 */
export function requireHolder(context: Context, run: Pick<AgentRun, 'startedByKeyId' | 'createdBy'>): void {
  const holder = run.startedByKeyId ?? run.createdBy.keyId;
  const { kind, keyId } = context.principal;
  if (kind === 'personal' || keyId === holder) return;
  throw denied('NOT_HOLDER', 'the run is held by the key that started it; only that key or a person may do this', {
    holder: wireId('key', holder),
  });
}

/** Reads a run that the caller may write to. */
export async function loadHeldRun(context: Context, runId: string): Promise<AgentRun> {
  const run = await loadRun(context, runId);
  requireHolder(context, run);
  return run;
}
