import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readPidFile } from '../../src/db/embedded/pid_file.ts';
import { postgresProcessesIn } from '../../src/db/embedded/process.ts';
import { applicationRole, asRole } from '../../src/db/embedded/roles.ts';
import { databaseName } from '../../src/db/embedded.ts';
import { codeCache } from './code_cache.ts';

const guardScript = fileURLToPath(new URL('home_guard.ts', import.meta.url));
const sourceLauncher = fileURLToPath(new URL('../../src/cli/sfs.mjs', import.meta.url));

/** How a process ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A command line in a process of its own. */
export interface Process {
  pid: number;
  child: ChildProcess;
  ended: Promise<Ended>;
  /** All of stdout and stderr, once it has ended. */
  output: Promise<{ stdout: string; stderr: string }>;
}

/** The real server in a process of its own. */
export interface ProcessServer {
  pid: number;
  /** host:port */
  address: string;
  ended: Promise<Ended>;
  /** kill -9 of this process alone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<Ended>;
}

/** A machine of a test: data, configuration and state in a temporary folder, and whatever runs on them. */
export interface Home {
  dataDir: string;
  /** What its processes get to see; no variable of the caller but PATH. */
  env: Record<string, string>;
  /** Every line that the servers wrote to stderr. */
  log(): string;
  /** The file that holds them. */
  logFile: string;
  /** The first owner's personal key, which the first start left in the profile. */
  ownerKey(): string;
  /** The passwords of the database's roles. */
  passwords(): Record<'postgres' | 'sfs_owner' | 'sfs_app', string>;
  /** The application's database as superuser, while PostgreSQL runs. */
  superuserUrl(): string;
  /** The application's database as the role that the server works as. */
  applicationUrl(): string;
  /** The pid of PostgreSQL's first process; undefined where it is not up. */
  postmaster(): number | undefined;
  /** Pids of PostgreSQL's processes; Linux only, empty elsewhere. */
  postgresProcesses(): number[];
  /** Runs `sfs …`. */
  sfs(argv: string[], env?: Record<string, string>): Process;
  /** Starts `sfs serve` and waits until it listens. */
  serve(argv?: string[], options?: { detached?: boolean }): Promise<ProcessServer>;
  /** Ends what still runs, and removes the folder. */
  remove(): Promise<void>;
}

/**
 * Makes an empty home on the disk, so that what is durable is really written.
 *
 * @param launcher what it runs as `sfs`: the source, or the launcher of a package that was built
 */
export function newHome(launcher = sourceLauncher): Home {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sfs-home-')));
  // As root PostgreSQL runs as another user, who has to get through to the data.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const pgFolder = join(dataDir, 'pg');
  const running = new Set<ChildProcess>();
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    SFS_CONFIG_DIR: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'share'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: codeCache,
  };
  // In a session of its own, so that a ctrl-C that ends the tests leaves it to clean up behind them.
  const guard = spawn(process.execPath, [guardScript, folder, dataDir], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  const start = (argv: string[], more: Record<string, string>, stderr: number | 'pipe', detached = false) => {
    const child = spawn(process.execPath, [launcher, ...argv], {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', stderr],
      detached,
    });
    running.add(child);
    const ended = once(child, 'exit').then(([code, signal]): Ended => {
      running.delete(child);
      return { code, signal };
    });
    return { child, ended, pid: child.pid ?? 0 };
  };
  const passwords = () => JSON.parse(readFileSync(join(dataDir, 'keys/postgres.json'), 'utf8'));
  const superuserUrl = () => {
    const socketDir = readPidFile(pgFolder)?.socketDir ?? join(dataDir, 'run');
    return `postgres://postgres:${passwords().postgres}@${encodeURIComponent(socketDir)}/${databaseName}`;
  };
  return {
    dataDir,
    env,
    logFile,
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    ownerKey: () => JSON.parse(readFileSync(join(env.SFS_CONFIG_DIR, 'profiles/local.json'), 'utf8')).key,
    passwords,
    superuserUrl,
    applicationUrl: () => asRole(superuserUrl(), applicationRole, passwords().sfs_app),
    postmaster: () => readPidFile(pgFolder)?.pid,
    postgresProcesses: () => postgresProcessesIn(pgFolder),
    sfs(argv, more = {}) {
      const { child, ended, pid } = start(argv, more, 'pipe');
      const [stdout, stderr] = [text(child.stdout!), text(child.stderr!)];
      const output = Promise.all([stdout, stderr]).then(([out, err]) => ({ stdout: out, stderr: err }));
      return { child, ended, pid, output };
    },
    async serve(argv = [], { detached = false } = {}) {
      const log = openSync(logFile, 'a', 0o600);
      const words = ['serve', '--data-dir', dataDir, '--listen', '127.0.0.1:0', ...argv];
      const { child, ended, pid } = start(words, {}, log, detached);
      closeSync(log);
      const address = await Promise.race([listening(child), ended.then(() => undefined)]);
      if (!address) throw new Error(`the server did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
      const end = (how: NodeJS.Signals) => {
        child.kill(how);
        return ended;
      };
      return { pid, address, ended, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
    },
    async remove() {
      for (const child of running) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      guard.stdin.end();
      const [code] = await once(guard, 'exit');
      if (code !== 0) throw new Error(`${folder} could not be cleared`);
    },
  };
}

/** The address that a server says it listens on; undefined where it ends before. */
export async function listening(child: ChildProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /^listening on (\S+)$/.exec(line)?.[1];
    if (address) return address;
  }
  return undefined;
}

/** Pids of a process's children; Linux only. */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const part of stream.setEncoding('utf8')) all += part;
  return all;
}
