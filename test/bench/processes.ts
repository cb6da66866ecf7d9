import { readFileSync } from 'node:fs';
import { childrenOf, type Home } from '../support/process_server.ts';

/** What the kernel counts in; Linux says 100 to every program. */
const microsecondsPerTick = 10_000;

/** Microseconds of processor time that a process took, with those of its ended children; NaN where /proc is not to be had. */
export function processorTime(pid: number, withChildren = false): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    const [user, system, childUser, childSystem] = fields.slice(11, 15) as [number, number, number, number];
    return (user + system + (withChildren ? childUser + childSystem : 0)) * microsecondsPerTick;
  } catch {
    return Number.NaN;
  }
}

/** The processes of a server: the first, and the workers that it has. */
function serverProcesses(pid: number): number[] {
  try {
    const isWorker = (child: number) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('\0serve\0');
    return [pid, ...childrenOf(pid).filter(isWorker)];
  } catch {
    return [pid];
  }
}

/** Microseconds of all processes of a server. */
export const serverTime = (pid: number): number =>
  serverProcesses(pid).reduce((sum, process) => sum + processorTime(process), 0);

/** Microseconds of all processes of a home's PostgreSQL; a connection that ended counts as a child of the first process. */
export function databaseTime(home: Home): number {
  const postmaster = home.postmaster();
  if (postmaster === undefined) return Number.NaN;
  let sum = processorTime(postmaster, true);
  for (const pid of home.postgresProcesses()) if (pid !== postmaster) sum += processorTime(pid) || 0;
  return sum;
}

/** Megabytes of memory that the processes of a server hold (`VmRSS`) or held at most (`VmHWM`). */
export const serverMegabytes = (pid: number, what: 'VmRSS' | 'VmHWM' = 'VmRSS'): number =>
  serverProcesses(pid).reduce((sum, process) => sum + megabytes(process, what), 0);

function megabytes(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(text)?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}
