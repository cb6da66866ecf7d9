import { lstatSync, mkdirSync, opendirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  isReceiptName,
  maxBytesOf,
  type ReceiptFiles,
  receiptMaxBytes,
  receiptNames,
} from '../../audit/proof/receipt/files.ts';
import { runFileOf, said } from '../../audit/proof/receipt/run_file.ts';
import { usage } from '../cli_error.ts';
import { asUsage, FileError, readCheckoutFile, refuseLinkedFolders, writeCheckoutFile } from '../files.ts';

/** Above what any receipt within its limit of bytes has. */
const mostNames = 100_000;

/**
 * Reads the files of a receipt out of a folder that anybody may have prepared; links are not followed. A file that does not
 * belong to a receipt is there with its name and without its content.
 *
 * @throws CliError (exit 2)
 */
export function readReceiptFolder(cwd: string, folder: string): Map<string, Buffer> {
  return explained(folder, folder, () => {
    const root = ownFolder(cwd, folder);
    const files = new Map<string, Buffer>();
    let left = receiptMaxBytes;
    for (const name of namesIn(root)) {
      const content = isReceiptName(name)
        ? readCheckoutFile(root, name, Math.min(left, maxBytesOf(name)))
        : Buffer.alloc(0);
      left -= content.length;
      files.set(name, content);
    }
    return files;
  });
}

/**
 * Makes sure that the folder can take a receipt of this run: it is missing, empty, or holds one of the same run.
 *
 * @throws CliError (exit 2)
 */
export function requireFree(cwd: string, folder: string, runId: string): void {
  explained('--out', folder, () => {
    const stat = lstatSync(resolve(cwd, folder), { throwIfNoEntry: false });
    if (!stat) return refuseLinkedFolders(cwd, join(folder, receiptNames.run));
    const root = ownFolder(cwd, folder);
    const names = namesIn(root);
    if (names.length > 0 && (!names.includes(receiptNames.run) || runIdIn(root) !== runId))
      throw usage(`--out: ${folder} is not empty and holds no receipt of this run`, 'name another folder');
  });
}

/** Writes a receipt in place of the one that is there. Call `requireFree` first. */
export function writeReceiptFolder(cwd: string, folder: string, files: ReceiptFiles): void {
  explained('--out', folder, () => {
    mkdirSync(join(resolve(cwd, folder), 'events'), { recursive: true, mode: 0o700 });
    const root = ownFolder(cwd, folder);
    for (const name of namesIn(root)) if (isReceiptName(name)) rmSync(join(root, name), { force: true });
    // run.json comes first: it tells the next attempt that what an interrupted one left here may be replaced.
    const inOrder = [...files].sort(([one], [other]) => rank(one) - rank(other));
    for (const [name, content] of inOrder) writeCheckoutFile(root, name, content);
  });
}

/** Runs `work`; what the file system refuses becomes a usage error. */
function explained<T>(flag: string, folder: string, work: () => T): T {
  return asUsage(flag, () => {
    try {
      return work();
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      throw new FileError('denied', `${folder} cannot be used (${code})`);
    }
  });
}

const rank = (name: string) => (name === receiptNames.run ? 0 : 1);

function runIdIn(root: string): unknown {
  const run = readCheckoutFile(root, receiptNames.run, maxBytesOf(receiptNames.run));
  return said(runFileOf(new Map([[receiptNames.run, run]]))).id;
}

/** The whole path of a folder that is one, and no link. */
function ownFolder(cwd: string, folder: string): string {
  refuseLinkedFolders(cwd, join(folder, receiptNames.run));
  const root = resolve(cwd, folder);
  const stat = lstatSync(root, { throwIfNoEntry: false });
  if (!stat) throw new FileError('missing', 'this folder does not exist');
  if (!stat.isDirectory()) throw new FileError('irregular', 'this is no folder');
  return root;
}

/** The names of everything in the folder and in `events`; a name of another folder stands for all that is in it. */
function namesIn(root: string): string[] {
  const top = entriesOf(root);
  if (!top.includes('events')) return top;
  const events = lstatSync(join(root, 'events'));
  if (events.isSymbolicLink()) throw new FileError('link', 'events is a symbolic link; links are not followed');
  if (!events.isDirectory()) throw new FileError('irregular', 'events is no folder');
  return [
    ...top.filter((name) => name !== 'events'),
    ...entriesOf(join(root, 'events')).map((name) => `events/${name}`),
  ];
}

function entriesOf(path: string): string[] {
  const names: string[] = [];
  const folder = opendirSync(path);
  try {
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
      if (names.length >= mostNames) throw new FileError('large', `there are more than ${mostNames} files`);
      names.push(entry.name);
    }
  } finally {
    folder.closeSync();
  }
  return names;
}
