import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { usage } from './cli_error.ts';

/** What went wrong with a file: `missing`, `link`, `irregular`, `large`, `denied` or `broken`. */
export type FileProblem = 'missing' | 'link' | 'irregular' | 'large' | 'denied' | 'broken';

/** A file that cannot be used. Its message names the path and never anything of the content. */
export class FileError extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/**
 * Reads a file that a pull request may have prepared: links are not followed, only regular files are opened (a FIFO does
 * not hang), and the size is checked before a byte is read.
 *
 * @throws FileError
 */
export function readCheckoutFile(cwd: string, path: string, maxBytes: number): Buffer {
  refuseLinkedFolders(cwd, path);
  // O_NONBLOCK: opening a FIFO that nobody writes to must not wait.
  const file = open(cwd, path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = regular(file, path);
    if (size > maxBytes) throw new FileError('large', `${path} has ${size} bytes; at most ${maxBytes} are read`);
    // Not a byte above the size that was checked: files of /proc say 0 and hold more.
    const buffer = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const count = readSync(file, buffer, length, size - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file into the checkout, readable by this user alone. A link in its place is refused, never followed.
 *
 * @throws FileError
 */
export function writeCheckoutFile(cwd: string, path: string, content: string | Uint8Array): void {
  refuseLinkedFolders(cwd, path);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = open(cwd, path, flags);
  try {
    if (regular(file, path).links > 1)
      throw new FileError('link', `${path} is a hard link; remove it, or name another file`);
    // Emptied only now, not by O_TRUNC: what a hard link shares with another file must survive the refusal.
    ftruncateSync(file, 0);
    fchmodSync(file, 0o600);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
  } finally {
    closeSync(file);
  }
}

/** UTF-8 without a byte order mark. Invalid UTF-8 is an error, not a replacement character. */
export function decodeText(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError('broken', `${path} is not UTF-8 text`);
  }
}

/** The same file as text, with problems as usage errors (exit 2) that name the flag. */
export function readTextFlag(cwd: string, path: string, maxBytes: number, flag: string): string {
  return asUsage(flag, () => decodeText(readCheckoutFile(cwd, path, maxBytes), path));
}

/** Runs `work`; a FileError becomes a usage error that names the flag. */
export function asUsage<T>(flag: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileError) throw usage(`${flag}: ${error.message}`);
    throw error;
  }
}

function open(cwd: string, path: string, flags: number): number {
  try {
    return openSync(resolve(cwd, path), flags, 0o600);
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, path);
  }
}

function explain(error: NodeJS.ErrnoException, path: string): FileError {
  if (error.code === 'ENOENT') return new FileError('missing', `${path} does not exist`);
  if (error.code === 'ELOOP' || error.code === 'EMLINK') return linked(path);
  if (error.code === 'EISDIR' || error.code === 'ENXIO') return irregular(path);
  return new FileError('denied', `${path} cannot be opened (${error.code ?? 'unknown error'})`);
}

function regular(file: number, path: string): { size: number; links: number } {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw irregular(path);
  return { size: stat.size, links: stat.nlink };
}

/**
 * O_NOFOLLOW guards the last part of a path only; the folders below the working folder are the pull request's, too, also
 * where the path is given whole (`$GITHUB_WORKSPACE/…`).
 */
export function refuseLinkedFolders(cwd: string, path: string): void {
  const below = isAbsolute(path) ? relative(cwd, path) : normalize(path);
  if (isAbsolute(path) && below.split(sep)[0] === '..') return;
  const parts = below.split(sep).slice(0, -1);
  let folder = cwd;
  for (const part of parts) {
    folder = join(folder, part);
    if (part !== '..' && lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) throw linked(path);
  }
}

const linked = (path: string) =>
  new FileError('link', `${path} is, or lies behind, a symbolic link; links are not followed`);
const irregular = (path: string) => new FileError('irregular', `${path} is not a regular file`);
