import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { socketIn } from './folders.ts';
import { commandLine, joinCommand, pidIsTaken, processIdentity } from './process.ts';

/** What a running PostgreSQL says of itself in postmaster.pid. */
export interface PidFile {
  pid: number;
  socketDir?: string;
  ready: boolean;
}

/** Reads postmaster.pid; undefined if there is none. */
export function readPidFile(pgFolder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(pgFolder, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, ...(lines[4] && { socketDir: lines[4] }), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process with this pid is a PostgreSQL server on this folder. */
export function servesFolder(pid: number, pgFolder: string): boolean {
  if (processIdentity(pid) === undefined) return false;
  const words = joinCommand(['', '-D', pgFolder, '']);
  return `${commandLine(pid) ?? ''}${joinCommand(['', ''])}`.includes(words);
}

function disown(file: string): void {
  const content = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [pid, ...rest] = content.split('\n');
  if (Number(pid) > 0 && pidIsTaken(Number(pid))) writeFileSync(file, [String(process.pid), ...rest].join('\n'));
}

/**
 * A dead PostgreSQL's pid may belong to somebody else by now, or stay taken by a zombie that nobody collects, and then
 * PostgreSQL refuses to start. The file itself must stay: it names the shared memory, by which PostgreSQL sees that a
 * process of its predecessor still writes. So only the pid is replaced, by ours: PostgreSQL does not take its parent
 * for a rival. The socket's lock has the same form and the same trouble.
 */
export function disownPidFiles(pgFolder: string, socketDir: string): void {
  disown(join(pgFolder, 'postmaster.pid'));
  disown(`${socketIn(socketDir)}.lock`);
}
