import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The path of pgbench: of PATH, or of the newest PostgreSQL of the system; undefined where there is none. */
export function findPgbench(): string | undefined {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((one) => join(installed, one, 'bin'))];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

export interface PgbenchRun {
  /** Transactions per second, once all clients are at work. */
  perSecond: number;
  transactions: number;
  /** Milliseconds of each, once all clients are at work. */
  ms: number[];
  /** How many transactions each client made. */
  ofClients: Map<number, number>;
}

/** Until every client has connected and planned its statement. */
const settleSeconds = 1;

/** Runs a script for some seconds; variables become parameters of prepared statements. */
export async function runPgbench(
  program: string,
  url: string,
  script: { text: string; variables: Record<string, string> },
  { clients, seconds }: { clients: number; seconds: number },
): Promise<PgbenchRun> {
  const folder = mkdtempSync(join(tmpdir(), 'sfs-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    writeFileSync(file, script.text);
    const { username, password, hostname, port, pathname } = new URL(url);
    const env = {
      PATH: process.env.PATH ?? '',
      // Planned once: the first five plans of a client would cost more than hundreds of its transactions.
      PGOPTIONS: '-c plan_cache_mode=force_generic_plan',
      ...{ PGHOST: decodeURIComponent(hostname), PGUSER: username, PGPASSWORD: decodeURIComponent(password) },
      ...{ PGDATABASE: pathname.slice(1), ...(port ? { PGPORT: port } : {}) },
    };
    const words = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-T',
      String(Math.ceil(seconds) + settleSeconds),
      '-f',
      file,
      '-l',
    ];
    const values = Object.entries(script.variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    await promisify(execFile)(program, [...words, ...values], { cwd: folder, env }).catch((error) => {
      // Not its message: that is the whole command line.
      throw new Error(`pgbench: ${error.stderr}`);
    });
    const logs = readdirSync(folder).filter((name) => name.startsWith('pgbench_log'));
    return summary(logs.flatMap((name) => readLog(readFileSync(join(folder, name), 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Transaction {
  client: number;
  ms: number;
  /** When it ended, in seconds. */
  at: number;
}

/** A line is: client, transaction, microseconds, script, seconds, microseconds of the second. */
const readLog = (log: string): Transaction[] =>
  log.split('\n').flatMap((line) => {
    const [client, , took, , second, rest] = line.split(' ').map(Number);
    return rest === undefined ? [] : { client: client!, ms: took! / 1_000, at: second! + rest / 1_000_000 };
  });

function summary(all: Transaction[]): PgbenchRun {
  const ends = all.map(({ at }) => at).sort((a, b) => a - b);
  const [from, to] = [ends[0]! + settleSeconds, ends.at(-1)!];
  const counted = all.filter(({ at }) => at > from);
  const ofClients = new Map<number, number>();
  for (const { client } of all) ofClients.set(client, (ofClients.get(client) ?? 0) + 1);
  return {
    perSecond: counted.length / (to - from),
    ...{ transactions: all.length, ms: counted.map(({ ms }) => ms), ofClients },
  };
}
