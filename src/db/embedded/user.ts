import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { EmbeddedError } from './error.ts';
import { childEnvironment } from './process.ts';

/** Whom PostgreSQL runs as. */
export interface RunUser {
  uid: number;
  gid: number;
  /** True if that is not the user we run as ourselves, so that children need uid and gid, and files a chown. */
  other: boolean;
}

function id(...words: string[]): number | undefined {
  const done = spawnSync('id', words, { env: childEnvironment, encoding: 'utf8' });
  return done.status === 0 && /^\d+\s*$/.test(done.stdout) ? Number(done.stdout) : undefined;
}

function named(name: string): RunUser | undefined {
  const uid = id('-u', name);
  const gid = id('-g', name);
  return uid && gid !== undefined ? { uid, gid, other: true } : undefined;
}

function ourselves(): RunUser {
  try {
    const { uid, gid } = userInfo();
    return { uid, gid, other: false };
  } catch {
    throw new EmbeddedError(
      `The uid ${process.getuid?.()} has no entry in /etc/passwd, and PostgreSQL does not start without one. ` +
        'Run as a user that has one, or use a PostgreSQL of your own with --database-url.',
    );
  }
}

/**
 * PostgreSQL refuses to run as root. Root hands it to the user that owns the database folder already, else to
 * `postgres`, else to `nobody`; no user is ever created. initdb wants a uid that has a passwd entry.
 */
export function runUser(pgFolder: string): RunUser {
  if (process.getuid?.() !== 0) return ourselves();
  const owner = statSync(pgFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, other: true };
  const user = named('postgres') ?? named('nobody');
  if (user) return user;
  throw new EmbeddedError(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody" to run it as. ' +
      'Start the server as an ordinary user, or use a PostgreSQL of your own with --database-url.',
  );
}

/** The part of spawn's options that makes a child run as this user. */
export function as(user: RunUser): { uid?: number; gid?: number } {
  return user.other ? { uid: user.uid, gid: user.gid } : {};
}

/** Whether the user can pass into a folder and read it. Asked of the kernel: modes alone say nothing of ACLs. */
export function canReach(user: RunUser, folder: string): boolean {
  const done = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], {
    ...as(user),
    cwd: '/',
    env: childEnvironment,
    stdio: 'ignore',
  });
  return done.status === 0;
}

/** The outermost folder on the way to `folder` that the user cannot pass. */
export function barrier(user: RunUser, folder: string): string {
  const parent = dirname(folder);
  const passes = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', parent], {
    ...as(user),
    cwd: '/',
    env: childEnvironment,
    stdio: 'ignore',
  });
  return passes.status === 0 || parent === folder ? folder : barrier(user, parent);
}
