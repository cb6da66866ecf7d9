import { join } from 'node:path';
import { pino } from 'pino';
import { keyFolder } from '../audit/keyring.ts';
import type { ServerConfig } from '../config.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { bootstrap } from '../projects/bootstrap.ts';
import { newestPepper } from '../service_keys/secret.ts';
import { type RunningServer, startServer } from './server.ts';

/** A server with its database. */
export interface Run {
  server: RunningServer;
  /** The first owner's personal key, on the first start of an empty database; shown once. */
  ownerKey: string | undefined;
  stop(): Promise<void>;
}

/** Starts the database (unless there is one), migrates it, makes the first organization, and starts the server. */
export async function run(config: ServerConfig & { dataDir: string; version: string }): Promise<Run> {
  // stderr, so that stdout holds only `listening on HOST:PORT`.
  const log = pino({ level: config.logLevel, base: undefined }, pino.destination({ dest: 2, sync: true }));
  // Libraries write to the console; the log is JSON lines and nothing else.
  console.error = (...parts: unknown[]) => log.debug(parts.map(String).join(' '));
  const database = await openDatabase(config, (line) => log.info(line));
  try {
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

/** The database that a configuration means, started where it is the embedded one, and brought to this version's schema. */
export async function openDatabase(
  config: Pick<ServerConfig, 'databaseUrl' | 'migrationDatabaseUrl'> & { dataDir: string },
  log: (line: string) => void,
): Promise<{ url: string; embedded: Embedded | undefined; applied: string[] }> {
  if (config.databaseUrl) {
    const applied = await migrate(config.migrationDatabaseUrl ?? config.databaseUrl);
    return { url: config.databaseUrl, embedded: undefined, applied };
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, log });
  try {
    return { url: embedded.url, embedded, applied: await migrate(embedded.ownerUrl) };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
