import { status } from '@grpc/grpc-js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type EventOrigin, prepareEvent, writeEvent } from '../audit/row.ts';
import type { Pool } from '../db/statements.ts';
import { databaseTime } from '../db/time.ts';
import type { Change, Write } from './context.ts';
import { precondition } from './errors.ts';
import { type Claim, claim, forgotten, settled } from './idempotency.ts';

/** What write.ts knows of the call. */
export interface WriteCall {
  /** A new entity manager. */
  em: () => EntityManager;
  pool: Pool;
  claim: () => Omit<Claim, 'requestId'>;
  origin: Omit<EventOrigin, 'occurredAt' | 'requestId'>;
  /** Called when the answer comes from an earlier call with the same request id. */
  onReplay: () => void;
  /** Called when what changed is kept, although the caller is refused. */
  onKept: () => void;
  /** Caches to tell once the change is committed. */
  afterCommit: (() => void)[];
  ledger: Ledger;
}

/** What write.ts needs of the audit log. */
export interface Ledger {
  /** Why nothing may be changed; undefined where it may. */
  problem(): string | undefined;
  /** There is an event that waits for its place. */
  appended(): void;
}

/**
 * Where a change happens: claims the request id, runs the handler's statements, adds the audit event, commits.
 *
 * All of it is one transaction: without the event there is no change, and without the change no event.
 */
export async function write<Answer>(call: WriteCall, it: Write<Answer>): Promise<Answer> {
  requireLog(call.ledger);
  const outcome = await call.em().transactional((tx) => attempt(tx, call, it));
  if ('replay' in outcome) {
    call.onReplay();
    return it.replay(outcome.replay.ref, call.em(), outcome.replay.at);
  }
  call.ledger.appended();
  for (const tell of call.afterCommit) tell();
  if (outcome.refusal) {
    call.onKept();
    throw outcome.refusal;
  }
  return outcome.answer;
}

/** Throws where nothing may be changed, because it could not be logged. */
export function requireLog(ledger: Ledger): void {
  const problem = ledger.problem();
  if (problem) throw precondition('LOG_KEY_MISMATCH', `nothing can be changed: ${problem}`);
}

type Outcome<Answer> = Change<Answer> | { replay: { ref: string; at: Date } };

async function attempt<Answer>(tx: EntityManager, call: WriteCall, it: Write<Answer>): Promise<Outcome<Answer>> {
  const claiming = it.requestId ? { ...call.claim(), requestId: it.requestId } : undefined;
  const claimed = claiming ? await claim(tx, claiming) : { first: true as const, now: await databaseTime(tx) };
  if (!claimed.first) return { replay: { ref: claimed.ref, at: claimed.at } };
  const change = await it.change(tx, claimed.now);
  const { event, refusal } = change;
  const refused = refusal ? { refused: { code: status[refusal.code], reason: refusal.reason } } : {};
  const origin = { ...call.origin, ...refused, occurredAt: claimed.now, requestId: it.requestId };
  const row =
    event === 'unchanged'
      ? undefined
      : prepareEvent(origin, { ...event, state: { after: change.answer, ...event.state } });
  await tx.flush();
  const ending = claiming && (refusal ? forgotten(claiming) : settled(claiming, change.ref));
  if (row) await writeEvent(tx, row, ending);
  else if (ending) await tx.execute(ending.statement, ending.values);
  return change;
}
