import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './error.ts';
import { barrier, canReach, type RunUser } from './user.ts';

/** The paths inside a data folder. */
export interface Folders {
  root: string;
  /** PostgreSQL's own files; of the user it runs as, 0700. */
  pg: string;
  /** Passwords and signing keys; ours, 0700. */
  keys: string;
  logFile: string;
}

/** Bytes a socket's path may have, without the NUL at its end. */
const socketPathLimit = process.platform === 'linux' ? 107 : 103;
const socketName = '.s.PGSQL.5432';
const ours = /^(pg|keys|run|server\.lock.*|pg\.log.*|initdb-.*|postgresql-.*)$/;

function checkOwner(root: string): void {
  const { uid } = statSync(root);
  if (uid === process.getuid?.()) return;
  throw new EmbeddedError(
    `The data folder ${root} belongs to uid ${uid}, and this server runs as uid ${process.getuid?.()}. ` +
      'Start it as the owner, or choose another folder with --data-dir.',
  );
}

/** A folder full of other things is not made ours: its mode would be changed, and "--data-dir /tmp" is easily typed. */
function checkContent(root: string): void {
  const names = readdirSync(root);
  if (names.length === 0 || names.some((name) => ours.test(name))) return;
  throw new EmbeddedError(
    `The folder ${root} holds other things and no sfs data. Name an empty or a new folder with --data-dir.`,
  );
}

/** Makes a folder with exactly this mode; an existing one is brought to it. */
export function makeFolder(path: string, mode: number, owner?: RunUser): void {
  mkdirSync(path, { recursive: true, mode });
  if (owner?.other) chownSync(path, owner.uid, owner.gid);
  chmodSync(path, mode);
}

/** Prepares the data folder. As root it can be passed through but not listed, because PostgreSQL is another user. */
export function prepareFolders(dataDir: string): Folders {
  mkdirSync(dirname(dataDir), { recursive: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const root = realpathSync(dataDir);
  checkOwner(root);
  checkContent(root);
  chmodSync(root, process.getuid?.() === 0 ? 0o711 : 0o700);
  const keys = join(root, 'keys');
  makeFolder(keys, 0o700);
  return { root, pg: join(root, 'pg'), keys, logFile: join(root, 'pg.log') };
}

/** Throws, naming the folder in the way, if the user cannot get at its own part of the data folder. */
export function checkReachable(user: RunUser, folder: string): void {
  if (canReach(user, folder)) return;
  const wall = barrier(user, folder);
  throw new EmbeddedError(
    `PostgreSQL runs as uid ${user.uid} here, because it refuses to run as root, and that user cannot pass ${wall}. ` +
      `Allow it with "chmod o+x ${wall}", or choose another folder with --data-dir, such as /var/lib/sfs.`,
  );
}

/** The path of PostgreSQL's socket in a folder. */
export function socketIn(folder: string): string {
  return join(folder, socketName);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketIn(folder)) <= socketPathLimit;
}

function isPrivate(folder: string, user: RunUser): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return !!found?.isDirectory() && found.uid === user.uid && (found.mode & 0o777) === 0o700;
}

/** True for a folder that `socketFolder` made outside the data folder. */
export function isTemporary(folder: string, root: string): boolean {
  return folder !== join(root, 'run');
}

/**
 * The folder for the socket, open to PostgreSQL's user (and root) only. It lies in the data folder, or if that has too
 * long a path, in a temporary one; `previous` is the one that the last start used.
 */
export function socketFolder(root: string, user: RunUser, previous?: string): string {
  const inside = join(root, 'run');
  if (fits(inside)) {
    makeFolder(inside, 0o700, user);
    return inside;
  }
  if (previous && fits(previous) && isPrivate(previous, user)) return previous;
  const base =
    [tmpdir(), '/tmp'].find((folder) => fits(join(folder, 'sfs-123456')) && canReach(user, folder)) ?? '/tmp';
  const made = mkdtempSync(join(base, 'sfs-'));
  makeFolder(made, 0o700, user);
  return made;
}
