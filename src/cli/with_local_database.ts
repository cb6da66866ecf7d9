import type { EntityManager } from '@mikro-orm/postgresql';
import { newestPepper, type Pepper } from '../service_keys/secret.ts';
import type { Io } from './io.ts';
import { serverConfig, startProblem } from './server_side.ts';

/**
 * Runs something on this machine's database: on the one that a running server uses, else it starts the embedded one for the
 * moment. Whoever can read the data folder, or has the database's URL, is the owner of everything in it.
 */
export async function withLocalDatabase<T>(
  io: Io,
  args: Record<string, unknown>,
  work: (em: EntityManager, pepper: Pepper | undefined) => Promise<T>,
): Promise<T> {
  const config = serverConfig(io, { ...args, listen: undefined });
  const [{ openDatabase }, { openOrm }, { runningDatabase }, { databaseName, EmbeddedError }] = await Promise.all([
    import('../server/run.ts'),
    import('../db/orm.ts'),
    import('../db/embedded/attach.ts'),
    import('../db/embedded.ts'),
  ]);
  const database = await openDatabase(config, () => {}).catch((error: unknown) => {
    // A server of this machine uses the folder: work beside it, on the same database.
    const url = config.databaseUrl ? undefined : runningDatabase(config.dataDir, databaseName);
    if (url && error instanceof EmbeddedError) return { url, embedded: undefined };
    throw startProblem(error);
  });
  const orm = openOrm({ url: database.url, poolSize: 2 });
  try {
    return await work(orm.em.fork(), newestPepper(config.peppers));
  } finally {
    await orm.close(true);
    await database.embedded?.stop();
  }
}
