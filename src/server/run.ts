import { type Logger, pino } from 'pino';
import type { ServerConfig } from '../config.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';

/** Checked settings, with what the command line adds. */
export type RunConfig = ServerConfig & { dataDir: string; version: string };

/** A server that takes calls, in one process or in several. */
export interface Running {
  host: string;
  port: number;
  metricsPort: number | undefined;
  /** The first owner's personal key, on the first start of an empty database; shown once. */
  ownerKey: string | undefined;
  stop(): Promise<void>;
}

/** Where the database is. */
export interface DatabaseUrls {
  /** As the role that the server works as. */
  url: string;
  /** As the role that owns the tables. */
  ownerUrl: string;
  isEmbedded: boolean;
}

/** A database that is there. */
export interface Database extends DatabaseUrls {
  embedded: Embedded | undefined;
}

/** Starts the database (unless there is one), brings it to this version's schema, and starts the server. */
export async function run(config: RunConfig): Promise<Running> {
  const log = serverLog(config.logLevel);
  return config.workers > 1 ? runWorkers(config, log) : runAlone(config, log);
}

async function runAlone(config: RunConfig, log: Logger): Promise<Running> {
  // Loading it takes longer than PostgreSQL takes to start, so that it is done meanwhile.
  const load = () => import('./start.ts');
  const loadAll = () => load().then(({ loadServer }) => loadServer());
  const database = await startDatabase(config, { log: (line) => log.info(line), launched: loadAll });
  return withDatabase(database, async () => (await load()).start(config, database, log));
}

async function runWorkers(config: RunConfig, log: Logger): Promise<Running> {
  const { Workers } = await import('./workers.ts');
  const workers = new Workers(config, log);
  const giveUp = async (error: unknown): Promise<never> => {
    await workers.stop();
    throw error;
  };
  const it = { log: (line: string) => log.info(line), launched: () => workers.fork() };
  const database = await startDatabase(config, it).catch(giveUp);
  return withDatabase(database, () => workers.start(database).catch(giveUp));
}

/** What is started on a database ends before it, and takes it along where it does not start. */
async function withDatabase({ embedded }: Database, start: () => Promise<Running>): Promise<Running> {
  try {
    const running = await start();
    return {
      ...running,
      async stop() {
        await running.stop();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The log of a server: JSON lines on stderr, so that stdout holds only `listening on HOST:PORT`. */
export function serverLog(level: string, base?: Record<string, unknown>): Logger {
  const log = pino({ level, base }, pino.destination({ dest: 2, sync: true }));
  // Libraries write to the console; the log is JSON lines and nothing else.
  console.error = (...parts: unknown[]) => log.debug(parts.map(String).join(' '));
  return log;
}

/**
 * The database that a configuration means, started where it is the embedded one.
 *
 * @param it.launched begins what is to be done while PostgreSQL starts; called where it does not run yet
 */
export async function startDatabase(
  config: Pick<ServerConfig, 'databaseUrl' | 'migrationDatabaseUrl'> & { dataDir: string },
  it: { log: (line: string) => void; launched?: () => unknown },
): Promise<Database> {
  const { databaseUrl: url, migrationDatabaseUrl, dataDir } = config;
  if (url) return { url, ownerUrl: migrationDatabaseUrl ?? url, isEmbedded: false, embedded: undefined };
  const launched = async () => it.launched?.();
  const embedded = await startEmbedded({
    ...{ dataDir, log: it.log },
    // What fails there fails again where it is used.
    launched: () => void launched().catch(() => undefined),
  });
  return { url: embedded.url, ownerUrl: embedded.ownerUrl, isEmbedded: true, embedded };
}

/** As `startDatabase`, and brought to this version's schema; `applied` are the migrations that were missing. */
export async function openDatabase(
  config: Parameters<typeof startDatabase>[0],
  log: (line: string) => void,
): Promise<Database & { applied: string[] }> {
  const loadMigrate = () => import('../db/migrate.ts');
  const database = await startDatabase(config, { log, launched: loadMigrate });
  try {
    const { migrate } = await loadMigrate();
    return { ...database, applied: await migrate(database.ownerUrl) };
  } catch (error) {
    await database.embedded?.stop();
    throw error;
  }
}
