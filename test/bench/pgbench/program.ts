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
  /** Transactions per second. */
  perSecond: number;
  transactions: number;
  /** Milliseconds of each. */
  ms: number[];
}

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
      ...{ PGHOST: decodeURIComponent(hostname), PGUSER: username, PGPASSWORD: decodeURIComponent(password) },
      ...{ PGDATABASE: pathname.slice(1), ...(port ? { PGPORT: port } : {}) },
    };
    const words = ['-n', '-M', 'prepared', '-c', String(clients), '-T', String(Math.ceil(seconds)), '-f', file, '-l'];
    const values = Object.entries(script.variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const { stdout } = await promisify(execFile)(program, [...words, ...values], { cwd: folder, env }).catch(
      (error) => {
        // Not its message: that is the whole command line.
        throw new Error(`pgbench: ${error.stderr}`);
      },
    );
    const found = (form: RegExp) => Number(form.exec(stdout)?.[1]);
    const logs = readdirSync(folder).filter((name) => name.startsWith('pgbench_log'));
    const ms = logs.flatMap((name) => latencies(readFileSync(join(folder, name), 'utf8')));
    return { perSecond: found(/tps = ([\d.]+)/), transactions: found(/actually processed: (\d+)/), ms };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A line is: client, transaction, microseconds, … */
const latencies = (log: string): number[] =>
  log.split('\n').flatMap((line) => (line ? Number(line.split(' ')[2]) / 1_000 : []));
