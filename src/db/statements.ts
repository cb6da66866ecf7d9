import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool as PgPool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { cancelStatement } from './cancel.ts';
import { connectionLost, failureOf } from './failure.ts';
import { rowTypes } from './row_types.ts';

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

// Whatever the planner knows of the tables: while a table grows it knows little, and reads all of it where any other way looks as short.
// Each connection plans anew now and then, for a plan that was made while a table was small is otherwise kept for as long as the
// connection lives.
// Before PostgreSQL 18 what is forbidden counts as very dear, and what is dear is compiled first, which takes longer than all the rest.
const without = (ways: string[]) =>
  [
    ...ways.map((way) => `SET LOCAL enable_${way} = off`),
    'SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off',
  ].join('; ');
/** Rows are found by key. */
const byKey = without(['seqscan', 'hashjoin', 'mergejoin']);
/** Lists are read in the order of an index. */
const inOrder = without(['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'sort', 'incremental_sort']);
const planAnew = 'DISCARD PLANS';
const planMs = 1_000;
const planned = new WeakMap<PoolClient, number>();

function beginning(begin: string, ways: string): (client: PoolClient) => string {
  return (client) => {
    const now = performance.now();
    if (now - (planned.get(client) ?? 0) < planMs) return `${begin}; ${ways}`;
    planned.set(client, now);
    return `${begin}; ${planAnew}; ${ways}`;
  };
}

const toChange = beginning('BEGIN', byKey);
const toFind = beginning('BEGIN READ ONLY', byKey);
const toList = beginning('BEGIN READ ONLY', inOrder);

/** How long the database may take for one statement of a batch, in milliseconds: others wait behind it. */
const batchMs = 20_000;
/** And for giving up a transaction. */
const rollbackMs = 5_000;

/**
 * Runs a transaction on a connection of the ORM's pool, with prepared statements: the ORM writes values into the text of a statement,
 * which for large ones costs more than everything else. They are few and large, and planned for what the tables hold by then.
 */
export const transaction = <T>(em: EntityManager, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  inTransaction(poolOf(em), work, { begin: () => 'BEGIN; SET LOCAL plan_cache_mode = force_custom_plan' });

/**
 * As `transaction`, for the statements of a batch: they find rows by key only, travel together, and end within seconds.
 *
 * @param signal where the transaction is one call's alone: it ends with the call
 */
export const batchTransaction = <T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> =>
  inTransaction(pool, work, {
    begin: toChange,
    timeoutMs: batchMs,
    pipeline: true,
    signal,
  });

/** A statement with numbered values, prepared once per connection under its name; the name stands for the text. */
export interface Statement {
  name: string;
  text: string;
}

/** Reads rows by key, in one trip. */
export const batchRead = (pool: Pool, text: string, values: unknown[]): Promise<(string | null)[][]> =>
  inOneTrip(pool, { begin: toFind }, (connection) => connection.rows(text, values));

/**
 * Answers plain rows of a prepared statement, in one trip.
 *
 * For lists: to make entities of a page of wide rows takes the ORM longer than the database takes to find them.
 */
export const query = <Row>(
  pool: Pool,
  statement: Statement,
  values: unknown[],
  { timeoutMs = batchMs } = {},
): Promise<Row[]> =>
  inOneTrip(pool, { begin: toList, timeoutMs }, async (connection) => {
    const config = { ...statement, values, types: rowTypes };
    return (await connection.query<QueryResultRow>(config)).rows as Row[];
  });

/** As nothing is changed, nothing depends on whether the transaction began. */
async function inOneTrip<T>(pool: Pool, mode: Mode, read: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = new Connection(await (await pool()).connect(), { timeoutMs: batchMs, pipeline: true, ...mode });
  try {
    const [, answer] = await Promise.all([connection.begin(), read(connection), connection.query({ text: 'COMMIT' })]);
    return answer;
  } catch (error) {
    throw await connection.rollback(error);
  } finally {
    await connection.release();
  }
}

interface Mode {
  begin: (client: PoolClient) => string;
  timeoutMs?: number;
  /** Statements are sent without waiting for the answer of those before them. */
  pipeline?: boolean;
  signal?: AbortSignal | undefined;
}

async function inTransaction<T>(open: Pool, work: (tx: Transaction) => Promise<T>, mode: Mode): Promise<T> {
  mode.signal?.throwIfAborted();
  const connection = new Connection(await (await open()).connect(), mode);
  try {
    mode.signal?.throwIfAborted();
    // In capitals: what the ORM sends in small letters is watched by pool.ts. Nothing is sent before this has its answer: where it is
    // refused, what follows would be done at once and for good, statement by statement.
    await connection.begin();
    const result = await work(connection);
    mode.signal?.throwIfAborted();
    await connection.commit();
    return result;
  } catch (error) {
    throw await connection.rollback(error);
  } finally {
    await connection.release();
  }
}

/** "current transaction is aborted": something else went wrong before. */
const afterFailure = '25P02';

const asText = { getTypeParser: () => (text: string) => text };

/** A connection while a transaction has it. */
class Connection implements Transaction {
  /** What went wrong first: whatever follows in the transaction is refused for that. */
  failure: unknown;
  private readonly client: PoolClient & { pipeline: boolean };
  private readonly mode: Mode;
  private cancelling: Promise<void> | undefined;
  private broken: Error | undefined;

  constructor(client: PoolClient, mode: Mode) {
    this.client = client as PoolClient & { pipeline: boolean };
    this.mode = mode;
    this.client.pipeline = mode.pipeline ?? false;
    mode.signal?.addEventListener('abort', this.cancel, { once: true });
  }

  async query<Row extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<Row>> {
    const timed = { ...config, query_timeout: this.mode.timeoutMs } as QueryConfig;
    try {
      return await this.client.query<Row>(timed);
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
  async rows(text: string, values: unknown[] = []): Promise<(string | null)[][]> {
    const query = { ...prepared(text), values, rowMode: 'array', types: asText as never };
    return (await this.query<never>(query)).rows;
  }
  async execute<Rows>(text: string, values: unknown[] = []): Promise<Rows> {
    return (await this.query({ ...prepared(text), values })).rows as Rows;
  }
  async now(): Promise<Date> {
    const [row] = await this.rows('select extract(epoch from now()) * 1000');
    return new Date(Math.floor(Number(row![0])));
  }

  async begin(): Promise<void> {
    await this.query({ text: this.mode.begin(this.client) });
  }

  async commit(): Promise<void> {
    const { command } = await this.query({ text: 'COMMIT' }).catch((error: Error & { code?: string }) => {
      // Without a word of the database it may have committed: nobody may take it for undone.
      if (/^[0-9A-Z]{5}$/.test(error.code ?? '')) throw error;
      this.failure = connectionLost(error);
      throw this.failure;
    });
    // What the work kept to itself has undone everything.
    if (command !== 'COMMIT') throw this.failure ?? new Error('the transaction failed before its commit');
  }

  /** Gives the transaction up; answers the error that is to be told. */
  async rollback(error: unknown): Promise<unknown> {
    await this.undo();
    return (error as { code?: string }).code === afterFailure ? this.failure : error;
  }

  private async undo(): Promise<void> {
    // A connection that did not answer in time is still at work, and nothing behind that would be answered either.
    if (failureOf(this.failure).kind === 'unavailable') {
      this.broken = this.failure as Error;
      this.cancel();
      return;
    }
    await this.client.query({ text: 'ROLLBACK', query_timeout: rollbackMs } as QueryConfig).catch((failed: Error) => {
      this.broken = failed;
    });
  }

  async release(): Promise<void> {
    this.mode.signal?.removeEventListener('abort', this.cancel);
    // A cancel that comes late would end somebody else's statement.
    await this.cancelling;
    this.client.pipeline = false;
    this.client.release(this.broken);
  }

  private readonly cancel = (): void => {
    this.cancelling ??= cancelStatement(this.client);
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
