import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { EmbeddedError } from './error.ts';
import { checkReachable, type Folders, makeFolder } from './folders.ts';
import { childEnvironment } from './process.ts';
import { as, type RunUser } from './user.ts';

const run = promisify(execFile);

/** Text compares by code point on every version; upper and lower case follow Unicode. */
function localeFlags(major: number): string[] {
  return major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
}

function removeUnfinished(root: string): void {
  for (const name of readdirSync(root)) {
    if (name.startsWith('initdb-')) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/**
 * Makes the database folder. It is made in a folder beside its place, so that one which was interrupted is never taken
 * for a whole one. The password goes in through a file that only PostgreSQL's user can reach.
 */
export async function initialise(
  folders: Folders,
  binaries: Binaries,
  user: RunUser,
  superuserPassword: string,
): Promise<void> {
  removeUnfinished(folders.root);
  const workshop = mkdtempSync(join(folders.root, 'initdb-'));
  makeFolder(workshop, 0o700, user);
  const passwordFile = join(workshop, 'password');
  const made = join(workshop, 'pg');
  const words = ['-D', made, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  try {
    checkReachable(user, workshop);
    writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
    if (user.other) chownSync(passwordFile, user.uid, user.gid);
    await run(
      join(binaries.binDir, 'initdb'),
      [...words, '--no-instructions', ...localeFlags(Number.parseInt(binaries.version, 10))],
      { ...as(user), cwd: workshop, env: childEnvironment },
    );
    renameSync(made, folders.pg);
  } catch (error) {
    if (error instanceof EmbeddedError) throw error;
    const { stderr, message } = error as Error & { stderr?: string };
    throw new EmbeddedError(`PostgreSQL's initdb failed: ${stderr?.trim() || message}`, { cause: error });
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Refuses a folder that another major version made; PostgreSQL cannot open it. */
export function checkVersion(folders: Folders, binaries: Binaries): void {
  const made = readFileSync(join(folders.pg, 'PG_VERSION'), 'utf8').trim();
  if (Number(made) === Number.parseInt(binaries.version, 10)) return;
  throw new EmbeddedError(
    `The database in ${folders.pg} was made by PostgreSQL ${made}, and this version of sfs brings ${binaries.version}. ` +
      'Dump it with the older version of sfs and restore it into a new data folder.',
  );
}
