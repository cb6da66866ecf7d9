import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.ts';
import { socketIn } from './folders.ts';
import { openLog, tail } from './log.ts';
import { disownPidFiles, readPidFile, servesFolder } from './pid_file.ts';
import { childEnvironment, commandLine, joinCommand, postgresProcessesIn, processIdentity, signal } from './process.ts';
import { as, type RunUser } from './user.ts';

/** How PostgreSQL is run. */
export interface Plan {
  binDir: string;
  pgFolder: string;
  socketDir: string;
  logFile: string;
  user: RunUser;
  settings: Record<string, string>;
  log: (line: string) => void;
  launched: () => void;
}

/** A running PostgreSQL. */
export interface Postmaster {
  pid: number;
  /** Resolves with how it ended. */
  ended: Promise<string>;
  hasEnded(): boolean;
}

/** Recovery after a crash replays what was written since the last checkpoint; that may take minutes, not more. */
const startLimitMs = 10 * 60_000;

function settingsOf(plan: Plan): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: `"${plan.socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements, their values and the rows in a DETAIL line are users' data, and stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...plan.settings,
  };
}

function command(plan: Plan): string[] {
  const settings = Object.entries(settingsOf(plan)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [join(plan.binDir, 'postgres'), '-D', plan.pgFolder, ...settings];
}

/** A process of ours reports its end; one that we adopted has to be watched. */
function endOfAdopted(pid: number): Promise<string> {
  const identity = processIdentity(pid);
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (identity !== undefined && processIdentity(pid) === identity) return;
      clearInterval(watch);
      resolve('ended');
    }, 100);
    watch.unref();
  });
}

function endOfChild(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be run: ${error.message}`));
    child.once('exit', (code, by) => resolve(by ? `was ended by ${by}` : `exited with code ${code}`));
  });
}

function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(socketIn(socketDir));
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function postmaster(pid: number, ended: Promise<string>): Postmaster {
  let over = false;
  const marked = ended.finally(() => {
    over = true;
  });
  return { pid, ended: marked, hasEnded: () => over };
}

/** Waits until it takes connections; false if it ended before. */
async function becomesReady(running: Postmaster, plan: Plan): Promise<boolean> {
  const started = Date.now();
  let reported = false;
  while (!running.hasEnded()) {
    const found = readPidFile(plan.pgFolder);
    if (found?.pid === running.pid && found.ready) return true;
    if (Date.now() - started > startLimitMs) return false;
    if (!reported && Date.now() - started > 5_000) {
      reported = true;
      plan.log('PostgreSQL is still starting, probably recovering after a crash');
    }
    await sleep(5);
  }
  return false;
}

/**
 * Ends what a postmaster that died left behind, as it would have done itself. Otherwise a statement that is still at
 * work holds the shared memory, and the next start fails.
 */
async function endLeftovers(pgFolder: string): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    const left = postgresProcessesIn(pgFolder);
    if (left.length === 0) return;
    if (round === 0) for (const pid of left) signal(pid, 'SIGQUIT');
    await sleep(10);
  }
}

/** Starts PostgreSQL and waits until it takes connections. It recovers by itself from whatever ended it before. */
export async function launch(plan: Plan): Promise<Postmaster> {
  if (await answers(plan.socketDir)) {
    throw new EmbeddedError(
      `A PostgreSQL answers on ${plan.socketDir}, but its process is not to be seen from here (another container?). ` +
        'Stop it there first, or choose another folder with --data-dir.',
    );
  }
  await endLeftovers(plan.pgFolder);
  disownPidFiles(plan.pgFolder, plan.socketDir);
  const log = openLog(plan.logFile);
  const before = statSync(plan.logFile).size;
  const [program = '', ...words] = command(plan);
  // A session of its own: Ctrl-C at a terminal goes to all of a process group, and PostgreSQL has to end last.
  const child = spawn(program, words, {
    ...as(plan.user),
    cwd: '/',
    env: childEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const started = postmaster(child.pid ?? 0, endOfChild(child));
  plan.launched();
  if (await becomesReady(started, plan)) return started;
  if (!started.hasEnded()) signal(started.pid, 'SIGQUIT');
  const how = await started.ended;
  throw new EmbeddedError(`PostgreSQL did not start (it ${how}). Its log says:\n${tail(plan.logFile, before)}`);
}

/**
 * Takes over a PostgreSQL that a killed server left running on this folder, if it runs just as we would run it.
 * Undefined if there is none; one that runs differently is stopped.
 */
export async function adopt(plan: Plan): Promise<Postmaster | undefined> {
  const found = readPidFile(plan.pgFolder);
  if (!found || !servesFolder(found.pid, plan.pgFolder)) return undefined;
  const running = postmaster(found.pid, endOfAdopted(found.pid));
  const same = commandLine(found.pid) === joinCommand(command(plan));
  if (same && (await becomesReady(running, plan)) && (await answers(plan.socketDir))) {
    plan.log(`took over the PostgreSQL that was left running (process ${found.pid})`);
    return running;
  }
  await stop(running, plan);
  return undefined;
}

/** Stops PostgreSQL: running statements are rolled back; after 10 s without that it is made to drop everything. */
export async function stop(running: Postmaster, plan: Plan): Promise<void> {
  if (!running.hasEnded()) {
    signal(running.pid, 'SIGINT');
    const escalate = setTimeout(() => {
      plan.log('PostgreSQL did not stop within 10 s and is stopped at once; it will recover at its next start');
      signal(running.pid, 'SIGQUIT');
    }, 10_000);
    await running.ended;
    clearTimeout(escalate);
  }
  await endLeftovers(plan.pgFolder);
}
