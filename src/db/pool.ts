import pg, { Client, type Pool, type PoolClient, type QueryResult } from 'pg';
import { failureOf } from './failure.ts';

/**
 * A connection whose loss is no error of the process: whoever uses it hears of it by its statement.
 *
 * Kysely, below the ORM, opens one of its own to cancel a statement, and listens to nothing there.
 */
export class QuietClient extends Client {
  constructor(options?: ConstructorParameters<typeof Client>[0]) {
    super(options);
    this.on('error', () => {});
  }
}

/**
 * A few connections beside the ORM's pool, for what must not wait behind calls: while they wait for connections, keys are confirmed all
 * the same.
 */
export function sidePool(url: string, size: number): Pool {
  const pool = new pg.Pool({
    ...{ connectionString: url, max: size, Client: QuietClient, application_name: 'sfs keys', keepAlive: true },
    connectionTimeoutMillis: 2_000,
  });
  // One that is lost while nobody uses it is replaced when somebody does.
  pool.on('error', () => {});
  return pool;
}

/**
 * Keeps transactions that an outage cuts off from taking connections out of the pool for ever.
 *
 * Kysely, below the ORM, gives a transaction's connection back only after its rollback succeeded, and never if its begin failed.
 * So a rollback on a connection that is gone counts as done, which it is, and a failed begin gives the connection back here.
 */
export function returnLostConnections(pool: Pool): void {
  pool.on('connect', (client: PoolClient) => {
    const query = client.query.bind(client) as (...parts: unknown[]) => unknown;
    const watched = (...parts: unknown[]) => {
      const result = query(...parts);
      if (!(result instanceof Promise)) return result;
      if (parts[0] === 'rollback') return result.catch(rolledBack);
      if (parts[0] === 'begin') return result.catch((error: Error) => giveBack(client, error));
      return result;
    };
    client.query = watched as PoolClient['query'];
  });
}

function rolledBack(error: unknown): QueryResult {
  if (failureOf(error).kind !== 'unavailable') throw error;
  return { command: 'ROLLBACK', rowCount: null, oid: 0, rows: [], fields: [] };
}

function giveBack(client: PoolClient, error: Error): never {
  client.release(error);
  throw error;
}
