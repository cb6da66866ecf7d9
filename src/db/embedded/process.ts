import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Everything that a child of ours gets to see of the environment. The caller's own may hold API keys, and PostgreSQL
 * keeps what it is given readable in /proc for as long as it runs.
 */
export const childEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

const onLinux = process.platform === 'linux';

/** Runs ps for one process; macOS has no /proc. */
function ps(pid: number, columns: string): string | undefined {
  const done = spawnSync('ps', ['-ww', '-o', columns, '-p', String(pid)], { env: childEnvironment, encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() || undefined : undefined;
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, so fields are counted from its end: state is the 3rd, start the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/**
 * What tells a process from a later one that got the same pid: when it started. Undefined if there is none, or only
 * a zombie.
 */
export function processIdentity(pid: number): string | undefined {
  return onLinux ? linuxIdentity(pid) : ps(pid, 'lstart=');
}

/** Whether the kernel still has this pid, be it a zombie or somebody else's: the check PostgreSQL itself makes. */
export function pidIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** The command line of a process, as one string with a NUL (on macOS a blank) between the words. */
export function commandLine(pid: number): string | undefined {
  if (!onLinux) return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0+$/, '');
  } catch {
    return undefined;
  }
}

/** The words as `commandLine` joins them. */
export function joinCommand(words: string[]): string {
  return words.join(onLinux ? '\0' : ' ');
}

/** Pids of PostgreSQL processes at work in a folder; Linux only, empty elsewhere. */
export function postgresProcessesIn(folder: string): number[] {
  if (!onLinux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === folder &&
          readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
        );
      } catch {
        return false;
      }
    })
    .map(Number)
    .filter((pid) => processIdentity(pid) !== undefined);
}

/** Sends a signal; a process that is gone already is as good. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
