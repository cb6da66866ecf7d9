import type { Check } from '../../audit/proof/check.ts';
import { AuditServiceService, GetCheckpointRequest, ReadLogRequest } from '../../gen/client/sfs/v1/audit.ts';
import type { Context } from '../context.ts';
import { listedKeys } from './listed_keys.ts';
import { type Kept, readRemembered, remember, rememberedPath } from './log/kept.ts';
import { type LogKeys, logKeys } from './log/log_keys.ts';
import { Progress } from './log/progress.ts';
import { LogWalk } from './log/walk.ts';
import type { Trust } from './trust.ts';

export interface VerifyLogOptions {
  trust: Trust;
  /** The text of a checkpoint that was kept earlier. */
  since: string | undefined;
  /** Tells a person something on stderr. */
  note: (text: string) => void;
}

/**
 * Verifies the whole log of the organization: every entry, hash, tile, checkpoint, payload and run, in one pass and constant
 * memory. Where nothing contradicts, the newest checkpoint is remembered on this machine and compared with the next time.
 */
export async function verifyLog(context: Context, { trust, since, note }: VerifyLogOptions): Promise<Check[]> {
  const [listed, head] = await Promise.all([
    listedKeys(context),
    context.call(AuditServiceService.getCheckpoint, GetCheckpointRequest.create()),
  ]);
  const keys = logKeys({ origin: listed.answer.origin, keys: listed.keys }, trust);
  const path = await memory(context, keys);
  const remembered = path === undefined ? undefined : readRemembered(path);
  const kept: Kept[] = [
    ...(since === undefined ? [] : [{ name: '--since', text: since }]),
    ...(remembered ? [remembered] : []),
  ];
  const walk = new LogWalk(keys, kept);
  await read(context, walk, new Progress(context.io, note, head.size));
  const checks = walk.finish();
  // Keys that nobody vouched for are no reason to forget: what was seen with them must still be there the next time.
  const holds = checks.every(({ name, result }) => result === 'ok' || (name === 'keys' && result === 'incomplete'));
  const problem = holds && path !== undefined && walk.head ? remember(path, walk.head.note) : undefined;
  // A home that cannot be written to takes nothing from what was verified.
  if (problem !== undefined) note(problem);
  return checks;
}

async function read(context: Context, walk: LogWalk, progress: Progress): Promise<void> {
  const request = ReadLogRequest.create();
  try {
    for await (const message of context.stream(AuditServiceService.readLog, request)) {
      if (walk.take(message)) return;
      progress.at(walk.size);
      // A stream that breaks off is opened again with this request, and goes on here.
      request.firstIndex = String(walk.resumeAt);
    }
  } finally {
    progress.end();
  }
}

async function memory(context: Context, { organizationId }: LogKeys): Promise<string | undefined> {
  if (organizationId === undefined) return undefined;
  return rememberedPath(context.io, (await context.settings()).server.value.name, organizationId);
}
