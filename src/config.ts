import { readFileSync } from 'node:fs';

/** One setting of the server. */
export interface ServerSetting {
  /** Without the leading --. */
  flag: string;
  variable: string;
  /** What it is when nothing says otherwise, in words. */
  fallback: string;
  meaning: string;
  boolean?: true;
}

/** Every setting of `sfs serve`: flag first, then the environment, then the default. The help and the docs are made of this table. */
export const serverSettings = {
  listen: {
    flag: 'listen',
    variable: 'SFS_LISTEN',
    fallback: '127.0.0.1:7350',
    meaning: 'host:port to take calls on; port 0 takes any free one',
  },
  workers: {
    flag: 'workers',
    variable: 'SFS_WORKERS',
    fallback: '1',
    meaning: 'processes that take calls, 16 at most; more than one where one core is not enough',
  },
  databaseUrl: {
    flag: 'database-url',
    variable: 'SFS_DATABASE_URL',
    fallback: 'embedded',
    meaning: 'a PostgreSQL (15 or newer) of yours, in place of the embedded one',
  },
  migrationDatabaseUrl: {
    flag: 'migration-database-url',
    variable: 'SFS_MIGRATION_DATABASE_URL',
    fallback: 'the database URL',
    meaning: 'the same database as the role that owns the tables; the server itself then needs no such rights',
  },
  listenDatabaseUrl: {
    flag: 'listen-database-url',
    variable: 'SFS_LISTEN_DATABASE_URL',
    fallback: 'the database URL',
    meaning: 'a direct connection for LISTEN, where the database URL goes through a pooler',
  },
  poolSize: {
    flag: 'pool-size',
    variable: 'SFS_POOL_SIZE',
    fallback: '20',
    meaning: 'connections for calls to the database at most; each worker has three more',
  },
  dataDir: {
    flag: 'data-dir',
    variable: 'SFS_DATA_DIR',
    fallback: '$XDG_DATA_HOME/sfs, as root /var/lib/sfs',
    meaning: 'folder of the embedded database and the log keys',
  },
  logKeyDir: {
    flag: 'log-key-dir',
    variable: 'SFS_LOG_KEY_DIR',
    fallback: 'keys below the data folder',
    meaning: 'folder with the private keys that sign the audit log; every server on a database needs the same',
  },
  auditRetention: {
    flag: 'audit-retention',
    variable: 'SFS_AUDIT_RETENTION',
    fallback: '400d',
    meaning: 'how long names and free text of audit events are kept, in days, 30d at least; the events stay for ever',
  },
  tlsCert: {
    flag: 'tls-cert',
    variable: 'SFS_SERVER_TLS_CERT',
    fallback: 'none',
    meaning: "file with the server's certificate chain (PEM)",
  },
  tlsKey: {
    flag: 'tls-key',
    variable: 'SFS_SERVER_TLS_KEY',
    fallback: 'none',
    meaning: 'file with its private key (PEM)',
  },
  tlsClientCa: {
    flag: 'tls-client-ca',
    variable: 'SFS_SERVER_TLS_CLIENT_CA',
    fallback: 'none',
    meaning: 'file with the authority of client certificates; clients must then show one',
  },
  insecure: {
    flag: 'insecure',
    variable: 'SFS_SERVER_INSECURE',
    fallback: 'false',
    meaning: 'listen without TLS beyond loopback, for a proxy that speaks TLS in front',
    boolean: true,
  },
  metricsListen: {
    flag: 'metrics-listen',
    variable: 'SFS_METRICS_LISTEN',
    fallback: 'none',
    meaning: 'host:port for Prometheus metrics',
  },
  pepperFiles: {
    flag: 'pepper-files',
    variable: 'SFS_PEPPER_FILES',
    fallback: 'none',
    meaning:
      'NUMBER=FILE, comma-separated: secrets mixed into the hashes of keys; the highest number is used for new ones',
  },
  logLevel: {
    flag: 'log-level',
    variable: 'SFS_LOG_LEVEL',
    fallback: 'info',
    meaning: 'trace, debug, info, warn, error or silent; the log goes to stderr as JSON lines',
  },
  grace: {
    flag: 'grace',
    variable: 'SFS_GRACE',
    fallback: '10s',
    meaning: 'what running calls get to end when the server stops',
  },
} as const satisfies Record<string, ServerSetting>;

/** Set in the processes that `--workers` makes. */
export const workerVariable = 'SFS_WORKER_PROCESS';

/** The settings as text; undefined where neither flag nor variable says anything. */
export type ServerTexts = Partial<Record<keyof typeof serverSettings, string>>;

/** Checked settings. */
export interface ServerConfig {
  host: string;
  port: number;
  workers: number;
  databaseUrl: string | undefined;
  migrationDatabaseUrl: string | undefined;
  listenDatabaseUrl: string | undefined;
  poolSize: number;
  dataDir: string | undefined;
  logKeyDir: string | undefined;
  auditRetentionDays: number;
  tls: { cert: Buffer; key: Buffer; clientCa?: Buffer } | undefined;
  metrics: { host: string; port: number } | undefined;
  peppers: ReadonlyMap<number, { number: number; value: Buffer }>;
  logLevel: string;
  graceMs: number;
}

/** A setting that cannot be used; the message says which, and how to mend it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads flags and environment once; throws ConfigError. An empty variable counts as not set. */
export function readServerConfig(flags: ServerTexts, env: NodeJS.ProcessEnv): ServerConfig {
  const text = (name: keyof typeof serverSettings) => flags[name] ?? (env[serverSettings[name].variable] || undefined);
  const { host, port } = address('listen', text('listen') ?? serverSettings.listen.fallback);
  const tls = readTls(text('tlsCert'), text('tlsKey'), text('tlsClientCa'));
  if (!tls && !isLoopback(host) && !['true', '1', 'yes'].includes(text('insecure') ?? ''))
    throw new ConfigError(
      `--listen ${host}:${port} is not loopback: give --tls-cert and --tls-key, or --insecure where a proxy speaks TLS in front`,
    );
  const metrics = text('metricsListen');
  const workers = whole('workers', text('workers') ?? '1', 1, 16);
  const poolSize = whole('pool-size', text('poolSize') ?? '20', 2, 1_000);
  if (poolSize < 2 * workers)
    throw new ConfigError(`--pool-size ${poolSize} is too small for ${workers} workers: each needs 2 connections`);
  return {
    ...{ host, port, workers, poolSize },
    databaseUrl: text('databaseUrl'),
    migrationDatabaseUrl: text('migrationDatabaseUrl'),
    listenDatabaseUrl: text('listenDatabaseUrl'),
    dataDir: text('dataDir'),
    logKeyDir: text('logKeyDir'),
    auditRetentionDays: days('audit-retention', text('auditRetention') ?? serverSettings.auditRetention.fallback, 30),
    tls,
    metrics: metrics ? address('metrics-listen', metrics) : undefined,
    peppers: readPeppers(text('pepperFiles')),
    logLevel: oneOf('log-level', text('logLevel') ?? 'info', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    graceMs: seconds('grace', text('grace') ?? '10s') * 1_000,
  };
}

function address(flag: string, text: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535)
    throw new ConfigError(`--${flag} must be host:port, for example 127.0.0.1:7350 or [::1]:7350`);
  return { host: (match[1] ?? match[2])!, port };
}

/** host:port, as `address` reads it. */
export const addressText = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** True for addresses that no other machine can reach. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);

function readTls(cert?: string, key?: string, clientCa?: string): ServerConfig['tls'] {
  if (!cert && !key && !clientCa) return undefined;
  if (!cert || !key) throw new ConfigError('--tls-cert and --tls-key belong together');
  return {
    cert: file('tls-cert', cert),
    key: file('tls-key', key),
    ...(clientCa ? { clientCa: file('tls-client-ca', clientCa) } : {}),
  };
}

function readPeppers(text: string | undefined): ServerConfig['peppers'] {
  const peppers = new Map<number, { number: number; value: Buffer }>();
  for (const part of text?.split(',') ?? []) {
    const match = /^(\d{1,6})=(.+)$/.exec(part.trim());
    if (!match?.[2]) throw new ConfigError('--pepper-files must be NUMBER=FILE, comma-separated');
    const value = file('pepper-files', match[2]);
    if (value.length < 32)
      throw new ConfigError(`--pepper-files: ${match[2]} has ${value.length} bytes, it needs 32 or more`);
    peppers.set(Number(match[1]), { number: Number(match[1]), value });
  }
  return peppers;
}

function file(flag: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`--${flag}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function whole(flag: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < min || number > max)
    throw new ConfigError(`--${flag} must be a whole number from ${min} to ${max}`);
  return number;
}

function seconds(flag: string, text: string): number {
  const match = /^(\d{1,6})(s|m|h)?$/.exec(text);
  if (!match) throw new ConfigError(`--${flag} must be a duration such as 10, 10s or 2m`);
  return Number(match[1]) * { s: 1, m: 60, h: 3_600 }[(match[2] ?? 's') as 's' | 'm' | 'h'];
}

function days(flag: string, text: string, min: number): number {
  const number = Number(/^(\d{1,5})d?$/.exec(text)?.[1]);
  if (!(number >= min))
    throw new ConfigError(`--${flag} must be a number of days from ${min} on, such as ${min}d or 400d`);
  return number;
}

function oneOf(flag: string, text: string, words: string[]): string {
  if (!words.includes(text)) throw new ConfigError(`--${flag} must be one of ${words.join(', ')}`);
  return text;
}
