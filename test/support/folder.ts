import { mkdtempSync, readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';

/** Whether there is a folder in memory with room for a run, from which programs may be started. */
function memoryIsRoomy(): boolean {
  try {
    const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
    const options = mounts.find((line) => line.split(' ')[1] === memory)?.split(' ')[3];
    const { bavail, bsize } = statfsSync(memory);
    return options !== undefined && !options.split(',').includes('noexec') && bavail * bsize > 4_000_000_000;
  } catch {
    return false;
  }
}

/**
 * Where tests keep databases: in memory where that is possible, because a database is a thousand files, and some file
 * systems take a third of a second to make them.
 */
export const scratch = memoryIsRoomy() ? memory : tmpdir();

/** Makes an empty folder for a database. Whoever asks removes it. */
export function newFolder(prefix: string): string {
  return mkdtempSync(join(scratch, prefix));
}
