import { status } from '@grpc/grpc-js';
import { type EventOrigin, type EventRows, prepareEvent, writeEvents } from '../audit/row.ts';
import { type BatchWork, batchOf } from '../db/batch.ts';
import { uuidOf } from '../db/ids.ts';
import { batchTransaction, type Pool, type Transaction } from '../db/statements.ts';
import { type BatchClaim, type BatchClaimed, claimAll, claimText, forgetAll } from './claim_all.ts';
import {
  type BatchedChange,
  type BatchedWrite,
  type BatchKind,
  type Principal,
  type RowKey,
  reaches,
} from './context.ts';
import { notFound, rateLimited, SfsError } from './errors.ts';
import { requireLog, type WriteCall } from './write.ts';

/** One call's part of a batch. */
interface BatchedCall<Row, Saved> {
  claim: BatchClaim | undefined;
  origin: Omit<EventOrigin, 'occurredAt' | 'requestId'>;
  signal: AbortSignal;
  /** The row to lock; undefined where there is none yet. */
  row: RowKey | undefined;
  change: (
    row: Row | undefined,
    now: Date,
    tx: Transaction,
  ) => BatchedChange<unknown, Saved> | Promise<BatchedChange<unknown, Saved>>;
}

/** What a call came to. */
type BatchedOutcome = { change: BatchedChange<unknown, unknown> } | { replay: { ref: string; at: Date } };

/** Where a hot change happens: as in write.ts, but in one transaction for many calls. */
export async function writeInBatch<Row extends object, Saved, Answer>(
  call: WriteCall,
  { principal, signal }: { principal: Principal; signal: AbortSignal },
  kind: BatchKind<Row, Saved>,
  it: BatchedWrite<Row, Saved, Answer>,
): Promise<Answer> {
  if (call.origin.action) requireLog(call.ledger);
  const { organizationId } = principal;
  const id = it.row && uuidOf(it.row.prefix, it.row.wireId);
  if (it.row && !id) throw notFound(it.row.field);
  const batched: BatchedCall<Row, Saved> = {
    claim: it.requestId ? { ...call.claim(), requestId: it.requestId, ref: it.ref ?? id ?? '' } : undefined,
    origin: call.origin,
    signal,
    row: id ? { organizationId, id } : undefined,
    change(row, now, tx) {
      if (it.row && !(row && isReached(principal, row))) throw notFound(it.row.field);
      return it.change(row as Row, now, tx);
    },
  };
  const batch = batchOf(call.pool, kind, (pool) => batchedWork(pool, kind));
  const outcome = await (it.alone
    ? batch.beside(signal, () => changeAlone(call.pool, kind, batched))
    : batch.add(batched, signal));
  if ('replay' in outcome) {
    call.onReplay();
    return it.replay(outcome.replay.ref, call.em(), outcome.replay.at);
  }
  const { answer, event, refusal } = outcome.change;
  if (event !== 'unchanged') call.ledger.appended();
  if (refusal) {
    call.onKept();
    throw refusal;
  }
  return answer as Answer;
}

const isReached = (principal: Principal, row: { projectId?: string }) =>
  row.projectId === undefined || reaches(principal, row.projectId);

/** How the changes of a kind share a transaction; see db/batch.ts. */
function batchedWork<Row, Saved>(
  pool: Pool,
  kind: BatchKind<Row, Saved>,
): BatchWork<BatchedCall<Row, Saved>, BatchedOutcome> {
  return {
    async run(calls) {
      const ended = await batchTransaction(pool, (tx) => changeAll(tx, kind, calls, false));
      // A row that another transaction has, or that is not there: nobody else should wait for what comes of it.
      return ended.map((one, at) => one ?? { alone: () => changeAlone(pool, kind, calls[at]!) });
    },
    keys: ({ claim, row }) => [...(claim ? [claimText(claim)] : []), ...(row ? [keyText(row)] : [])],
    bytes: ({ origin }) => origin.request.length,
    full: () => rateLimited('too many changes are waiting for the database; send it again in a moment', 1_000),
  };
}

function changeAlone<Row, Saved>(
  pool: Pool,
  kind: BatchKind<Row, Saved>,
  call: BatchedCall<Row, Saved>,
): Promise<BatchedOutcome> {
  return batchTransaction(
    pool,
    async (tx) => {
      const [ended] = await changeAll(tx, kind, [call], true);
      if (ended && 'answer' in ended) return ended.answer;
      throw ended?.error;
    },
    call.signal,
  );
}

type Ended = { answer: BatchedOutcome } | { error: unknown };

/**
 * The way of write.ts, for many calls at once: claims the request ids, locks the rows, lets each call decide, writes what they decided
 * and the events. A call that is refused leaves nothing behind, and is no matter to the others.
 *
 * @param wait for rows that another transaction has; without it they are left out, as those that are not there
 * @returns undefined for what was left out
 */
async function changeAll<Row, Saved>(
  tx: Transaction,
  kind: BatchKind<Row, Saved>,
  calls: readonly BatchedCall<Row, Saved>[],
  wait: boolean,
): Promise<(Ended | undefined)[]> {
  const claims = calls.flatMap(({ claim }) => claim ?? []);
  const wanted = calls.flatMap(({ row }) => row ?? []);
  const lock = async () => (wanted.length > 0 ? kind.lock(tx, wanted, { wait }) : []);
  // A batch claims first and waits for no row. Who waits for a row does it before the claim: the same request may come again on another
  // server, where a whole batch would wait for the claim.
  const waited = wait ? lock() : undefined;
  const [claimed, locked, now] = await Promise.all([claimAll(tx, claims), waited ?? lock(), tx.now()]);
  const rows = new Map(locked.map((row) => [keyText(kind.keyOf(row)), row]));
  const decided = await Promise.all(calls.map((call) => decide(tx, call, { claimed, rows, now, wait })));
  const changed = decided.flatMap((one) => (one && 'change' in one ? one : []));
  const kept = new Set(calls.filter((_, at) => isKept(decided[at])));
  await Promise.all([
    kind.save(
      tx,
      changed.flatMap(({ change }) => change.saved ?? []),
    ),
    writeEvents(
      tx,
      changed.flatMap(({ event }) => event ?? []),
    ),
    forgetAll(
      tx,
      calls.flatMap((call) =>
        call.claim && !kept.has(call) && claimed.get(claimText(call.claim)) === 'first' ? call.claim : [],
      ),
    ),
  ]);
  return decided.map((one) => (one && !('error' in one) ? { answer: one } : one));
}

type Decided<Saved> =
  | { change: BatchedChange<unknown, Saved>; event: EventRows | undefined }
  | { replay: { ref: string; at: Date } }
  | { error: unknown }
  | undefined;

/** Only successes are remembered by their request id. */
const isKept = (one: Decided<unknown>) => one !== undefined && 'change' in one && !one.change.refusal;

interface Found<Row> {
  claimed: Map<string, BatchClaimed>;
  rows: Map<string, Row>;
  now: Date;
  wait: boolean;
}

async function decide<Row, Saved>(
  tx: Transaction,
  call: BatchedCall<Row, Saved>,
  { claimed, rows, now, wait }: Found<Row>,
): Promise<Decided<Saved>> {
  const earlier = call.claim && claimed.get(claimText(call.claim));
  if (earlier instanceof SfsError) return { error: earlier };
  if (earlier && earlier !== 'first') return { replay: earlier };
  const row = call.row && rows.get(keyText(call.row));
  if (call.row && !row && !wait) return undefined;
  try {
    const change = await call.change(row, now, tx);
    return { change, event: eventOf(call, change, now) };
  } catch (error) {
    return { error };
  }
}

function eventOf<Row, Saved>(
  { origin, claim }: BatchedCall<Row, Saved>,
  change: BatchedChange<unknown, Saved>,
  occurredAt: Date,
): EventRows | undefined {
  const { event, refusal, answer } = change;
  if (event === 'unchanged') return undefined;
  const refused = refusal ? { refused: { code: status[refusal.code], reason: refusal.reason } } : {};
  return prepareEvent(
    { ...origin, ...refused, occurredAt, requestId: claim?.requestId ?? '' },
    { ...event, state: { after: answer, ...event.state } },
  );
}

const keyText = ({ organizationId, id }: RowKey) => `${organizationId}/${id}`;
