import { join } from 'node:path';
import { pino } from 'pino';
import type { ServerConfig } from '../config.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import type { RunningServer } from './server.ts';

/** A server with its database. */
export interface Run {
  server: RunningServer;
  /** The first owner's personal key, on the first start of an empty database; shown once. */
  ownerKey: string | undefined;
  stop(): Promise<void>;
}

/** What a server is made of. Loading it takes longer than PostgreSQL takes to start, so that it is done meanwhile. */
const loadServer = () =>
  Promise.all([
    import('./server.ts'),
    import('../audit/keyring.ts'),
    import('../projects/bootstrap.ts'),
    import('../service_keys/secret.ts'),
  ]);

/** Starts the database (unless there is one), migrates it, makes the first organization, and starts the server. */
export async function run(config: ServerConfig & { dataDir: string; version: string }): Promise<Run> {
  // stderr, so that stdout holds only `listening on HOST:PORT`.
  const log = pino({ level: config.logLevel, base: undefined }, pino.destination({ dest: 2, sync: true }));
  // Libraries write to the console; the log is JSON lines and nothing else.
  console.error = (...parts: unknown[]) => log.debug(parts.map(String).join(' '));
  const database = await openDatabase(config, (line) => log.info(line), loadServer);
  try {
    const [{ startServer }, { keyFolder }, { bootstrap }, { newestPepper }] = await loadServer();
    const server = await startServer({
      ...{ databaseUrl: database.url, host: config.host, port: config.port, version: config.version, log },
      ...{ poolSize: config.poolSize, peppers: config.peppers, graceMs: config.graceMs },
      embeddedDatabase: database.embedded !== undefined,
      logKeys: keyFolder(config.logKeyDir ?? join(config.dataDir, 'keys')),
      auditRetentionDays: config.auditRetentionDays,
      ...(config.listenDatabaseUrl ? { listenDatabaseUrl: config.listenDatabaseUrl } : {}),
      ...(config.tls ? { tls: config.tls } : {}),
      ...(config.metrics ? { metrics: config.metrics } : {}),
    });
    const ownerKey = await bootstrap(server.orm.em.fork(), newestPepper(config.peppers)).catch(
      async (error: unknown) => {
        await server.stop();
        throw error;
      },
    );
    return {
      server,
      ownerKey,
      async stop() {
        await server.stop();
        await database.embedded?.stop();
      },
    };
  } catch (error) {
    await database.embedded?.stop();
    throw error;
  }
}

/**
 * The database that a configuration means, started where it is the embedded one, and brought to this version's schema.
 * `load` is what else will be imported: it is begun as soon as PostgreSQL is on its way.
 */
export async function openDatabase(
  config: Pick<ServerConfig, 'databaseUrl' | 'migrationDatabaseUrl'> & { dataDir: string },
  log: (line: string) => void,
  load: () => Promise<unknown> = async () => undefined,
): Promise<{ url: string; embedded: Embedded | undefined; applied: string[] }> {
  const loadMigrate = () => import('../db/migrate.ts');
  if (config.databaseUrl) {
    const { migrate } = await loadMigrate();
    const applied = await migrate(config.migrationDatabaseUrl ?? config.databaseUrl);
    return { url: config.databaseUrl, embedded: undefined, applied };
  }
  const embedded = await startEmbedded({
    ...{ dataDir: config.dataDir, log },
    // What cannot be loaded is told where it is used.
    launched: () => void Promise.all([loadMigrate(), load()]).catch(() => undefined),
  });
  try {
    const { migrate } = await loadMigrate();
    return { url: embedded.url, embedded, applied: await migrate(embedded.ownerUrl) };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
