import { readServerConfig, type ServerConfig, type ServerTexts, serverSettings } from '../config.ts';
import { CliError, usage } from './cli_error.ts';
import { exit } from './exit.ts';
import { dataFolder } from './folders.ts';
import type { Io } from './io.ts';
import { camelCase, type Options } from './options.ts';
import { version } from './version.ts';

/** The options of the commands that run on the server's machine, made of the table in config.ts. */
export const serverOptions: Options = Object.fromEntries(
  Object.values(serverSettings).map(({ flag, variable, fallback, meaning, ...rest }) => [
    flag,
    {
      type: 'boolean' in rest ? 'boolean' : 'string',
      about: `${meaning} [${variable}, default ${fallback}]`,
      group: 'Server',
    } as const,
  ]),
);

/** Only those that say which database. */
export const databaseOptions: Options = Object.fromEntries(
  [
    serverSettings.databaseUrl,
    serverSettings.migrationDatabaseUrl,
    serverSettings.dataDir,
    serverSettings.pepperFiles,
  ].map(({ flag }) => [flag, serverOptions[flag]!]),
);

/** Checked settings of this machine's server. */
export function serverConfig(
  io: Io,
  args: Record<string, unknown>,
): ServerConfig & { dataDir: string; version: string } {
  const texts: ServerTexts = {};
  for (const [name, { flag }] of Object.entries(serverSettings)) {
    const value = args[camelCase(flag)];
    if (value !== undefined && value !== false) texts[name as keyof ServerTexts] = String(value);
  }
  try {
    const config = readServerConfig(texts, io.env as NodeJS.ProcessEnv);
    return { ...config, dataDir: config.dataDir ?? dataFolder(io.env), version: version() };
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') throw usage(error.message);
    throw error;
  }
}

/** Turns what keeps a server from starting into a sentence; anything else is a bug. */
export function startProblem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (error.name === 'EmbeddedError') return new CliError(exit.conflict, error.message);
  if (/EADDRINUSE|No address added/.test(error.message))
    return new CliError(exit.conflict, 'the address is in use by another process', {
      hint: 'choose another with --listen HOST:PORT, or for metrics with --metrics-listen',
    });
  if (code === 'EACCES') return new CliError(exit.denied, `${error.message}`);
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN'].includes(code ?? ''))
    return new CliError(exit.unreachable, `the database cannot be reached (${code})`, {
      hint: 'check --database-url or SFS_DATABASE_URL',
    });
  // PostgreSQL's own refusals at the door: wrong password, unknown role or database.
  if (['28P01', '28000', '3D000'].includes(code ?? ''))
    return new CliError(exit.denied, `the database refuses: ${error.message}`, {
      hint: 'check --database-url or SFS_DATABASE_URL',
    });
  return error;
}
