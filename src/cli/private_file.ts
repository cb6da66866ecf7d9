import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only this user can read, whole or not at all. Folders that are missing are made with mode 0700.
 *
 * @returns false where `keep` is asked for and the file exists already: it is then left as it is
 */
export function writePrivateFile(path: string, content: string, { keep = false } = {}): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = openSync(fresh, 'wx', 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (!keep) renameSync(fresh, path);
    else linkSync(fresh, path); // Unlike a rename, a link fails where the name is taken.
    return true;
  } catch (error) {
    if (keep && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}
