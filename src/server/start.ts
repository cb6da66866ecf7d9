import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DatabaseUrls, RunConfig, Running } from './run.ts';
import type { ServerOptions } from './server.ts';

/** What a server is made of. */
export const loadServer = () =>
  Promise.all([
    import('../db/migrate.ts'),
    import('./server.ts'),
    import('../audit/keyring.ts'),
    import('../projects/bootstrap.ts'),
    import('../service_keys/secret.ts'),
  ]);

type StartConfig = Omit<RunConfig, 'metrics'> & { metrics: ServerOptions['metrics'] };

/** Starts a server in this process, on a database that may be empty. */
export async function start(config: StartConfig, database: DatabaseUrls, log: Logger): Promise<Running> {
  const [{ migrate }, { startServer }, { keyFolder }, { bootstrap }, { newestPepper }] = await loadServer();
  await migrate(database.ownerUrl);
  const server = await startServer({
    ...{ databaseUrl: database.url, host: config.host, port: config.port, version: config.version, log },
    ...{ poolSize: config.poolSize, peppers: config.peppers, graceMs: config.graceMs },
    embeddedDatabase: database.isEmbedded,
    logKeys: keyFolder(config.logKeyDir ?? join(config.dataDir, 'keys')),
    auditRetentionDays: config.auditRetentionDays,
    ...(config.listenDatabaseUrl ? { listenDatabaseUrl: config.listenDatabaseUrl } : {}),
    ...(config.tls ? { tls: config.tls } : {}),
    ...(config.metrics ? { metrics: config.metrics } : {}),
  });
  try {
    const ownerKey = await bootstrap(server.orm.em.fork(), newestPepper(config.peppers));
    const { host, port, metricsPort } = server;
    return { host, port, metricsPort, ownerKey, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
