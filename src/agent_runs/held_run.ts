import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../db/ids.ts';
import type { Context } from '../server/context.ts';
import { denied } from '../server/errors.ts';
import { AgentRun, runRow } from './entity.ts';

/**
 * Loads a run that the caller may write to: it holds the key that started it (any secret of it), or is a person. A run that
 * nobody started yet is held by the key that made it.
 */
export async function heldRun(
  context: Context,
  em: EntityManager,
  runId: string,
  { lock = false } = {},
): Promise<AgentRun> {
  const run = await context.row(AgentRun, runRow, runId, { em, lock });
  const holder = run.startedByKeyId ?? run.createdBy.keyId;
  const { kind, keyId } = context.principal;
  if (kind === 'personal' || keyId === holder) return run;
  throw denied('NOT_HOLDER', 'the run is held by the key that started it; only that key or a person may do this', {
    holder: wireId('key', holder),
  });
}
