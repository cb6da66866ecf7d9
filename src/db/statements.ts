import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool as PgPool, PoolClient } from 'pg';
import { failureOf } from './failure.ts';

/** Runs statements whose values stand as question marks; an entity manager is one of these, too. */
export interface Statements {
  execute<Rows = unknown[]>(text: string, values?: unknown[]): Promise<Rows>;
}

/** Runs prepared statements in a transaction, in the order in which they are given; none waits for the answer of the one before. */
export interface Transaction extends Statements {
  /** The database's time of this transaction. */
  now(): Promise<Date>;
  /** The rows as the database writes them, column by column. */
  rows(text: string, values?: unknown[]): Promise<(string | null)[][]>;
}

/** The ORM's own pool. */
export type Pool = () => Promise<PgPool>;

/** The pool behind an ORM or one of its entity managers. */
export const poolOf =
  (em: Pick<EntityManager, 'getDriver'>): Pool =>
  async () =>
    (await em.getDriver().getConnection().getNativeClient()) as PgPool;

// The statements of batches find their rows by key, whatever the statistics say: a plan that was made while a table was empty would read
// all of it later, for as long as the connection lives.
const byKey =
  'SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL plan_cache_mode = force_generic_plan';

/** How long the database may take for one statement of a batch, in milliseconds: others wait behind it. */
const batchMs = 20_000;

/**
 * Runs a transaction on a connection of the ORM's pool, with prepared statements: the ORM writes values into the text of a statement,
 * which for large ones costs more than everything else.
 */
export const transaction = <T>(em: EntityManager, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  inTransaction(poolOf(em), work, { begin: 'BEGIN' });

/**
 * As `transaction`, for the statements of a batch: they find rows by key only, travel together, and end within seconds.
 *
 * @param signal where the transaction is one call's alone: it ends with the call
 */
export const batchTransaction = <T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> => inTransaction(pool, work, { begin: `BEGIN; ${byKey}`, timeoutMs: batchMs, pipeline: true, signal });

interface Mode {
  begin: string;
  timeoutMs?: number;
  /** Statements are sent without waiting for the answer of those before them. */
  pipeline?: boolean;
  signal?: AbortSignal | undefined;
}

async function inTransaction<T>(open: Pool, work: (tx: Transaction) => Promise<T>, mode: Mode): Promise<T> {
  const pool = await open();
  const client = (await pool.connect()) as PoolClient & { pipeline: boolean; processID: number };
  const timed = <Query extends object>(query: Query): Query =>
    mode.timeoutMs === undefined ? query : { ...query, query_timeout: mode.timeoutMs };
  let broken: Error | undefined;
  let cancelling: Promise<unknown> | undefined;
  const cancel = () => {
    cancelling = pool.query('select pg_cancel_backend($1)', [client.processID]).catch(() => {});
  };
  mode.signal?.addEventListener('abort', cancel, { once: true });
  client.pipeline = mode.pipeline ?? false;
  try {
    // Also where its time ended while it waited for the connection: nothing would cancel its statements any more.
    mode.signal?.throwIfAborted();
    // In capitals: what the ORM sends in small letters is watched by pool.ts.
    const begun = client.query(timed({ text: mode.begin }));
    const [result] = await Promise.all([work(statementsOn(client, timed)), begun]);
    mode.signal?.throwIfAborted();
    await client.query(timed({ text: 'COMMIT' }));
    return result;
  } catch (error) {
    // A connection that did not answer in time is still at work, and nothing behind that would be answered either.
    if (failureOf(error).kind === 'unavailable') broken = error as Error;
    else
      await client.query('ROLLBACK').catch((failed: Error) => {
        broken = failed;
      });
    throw error;
  } finally {
    mode.signal?.removeEventListener('abort', cancel);
    // A cancel that comes late would end somebody else's statement.
    await cancelling;
    client.pipeline = false;
    client.release(broken);
  }
}

const asText = { getTypeParser: () => (text: string) => text };

function statementsOn(client: PoolClient, timed: <Query extends object>(query: Query) => Query): Transaction {
  const rows: Transaction['rows'] = async (text, values = []) => {
    const query = { ...prepared(text), values, rowMode: 'array' as const, types: asText as never };
    return (await client.query<(string | null)[]>(timed(query))).rows;
  };
  return {
    rows,
    async execute<Rows>(text: string, values: unknown[] = []) {
      return (await client.query(timed({ ...prepared(text), values }))).rows as Rows;
    },
    async now() {
      const [row] = await rows('select extract(epoch from now()) * 1000');
      return new Date(Math.floor(Number(row![0])));
    },
  };
}

// Few, and all of them constants of the code.
const known = new Map<string, { name: string; text: string }>();

/** The statement with numbered values, under a name by which the server finds its plan. */
function prepared(text: string): { name: string; text: string } {
  const found = known.get(text);
  if (found) return found;
  let count = 0;
  const numbered = text.replaceAll('?', () => `$${++count}`);
  const made = { name: `sfs_${hash('sha256', numbered, 'hex').slice(0, 16)}`, text: numbered };
  known.set(text, made);
  return made;
}
