import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './error.ts';

/** The password of each role. */
export interface Passwords {
  postgres: string;
  sfs_owner: string;
  sfs_app: string;
}

function makePassword(): string {
  return randomBytes(24).toString('base64url');
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Writes a file that only we can read, whole or not at all, and on the disk when this returns. */
function writeSecret(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/**
 * The passwords of a data folder, made when the database is. They are written before the database is made, so that
 * no crash leaves a database behind that nobody can open.
 */
export function passwords(keysFolder: string, databaseExists: boolean): Passwords {
  const file = join(keysFolder, 'postgres.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  if (databaseExists) {
    throw new EmbeddedError(
      `The passwords of this database are missing: there is no ${file}. Put it back from the backup of the data folder.`,
    );
  }
  const made = { postgres: makePassword(), sfs_owner: makePassword(), sfs_app: makePassword() };
  writeSecret(file, `${JSON.stringify(made)}\n`);
  return made;
}
