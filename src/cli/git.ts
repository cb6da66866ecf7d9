import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Far more than any file that is read here has. */
const maxBytes = 1024 * 1024;

/** The top folder of the checkout that holds `cwd`; undefined outside one. */
export function checkoutTop(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (statSync(join(folder, '.git'), { throwIfNoEntry: false })) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * The URL of the checkout's `origin`, as git's own file has it: it may hold a token. Undefined where there is none.
 *
 * The file is read rather than git asked: git may be missing on a runner, refuses a checkout of another user, and obeys
 * variables such as GIT_DIR.
 */
export function originUrl(cwd: string): string | undefined {
  const top = checkoutTop(cwd);
  if (top === undefined) return undefined;
  try {
    return originOf(readText(join(gitFolder(join(top, '.git')), 'config')));
  } catch {
    return undefined;
  }
}

/** `.git` itself, or what it points to where it is a file (worktrees and submodules). */
function gitFolder(path: string): string {
  if (statSync(path).isDirectory()) return path;
  const pointer = /^gitdir: (.+)$/m.exec(readText(path));
  const folder = resolve(dirname(path), pointer?.[1]?.trim() ?? '');
  try {
    return resolve(folder, readText(join(folder, 'commondir')).trim());
  } catch {
    return folder; // A submodule: it has a config of its own.
  }
}

/**
 * A file of git's. Links are followed (some tools share a config by one), but what ran in the checkout before may have put a
 * FIFO or a device there, on which the command would wait for ever.
 */
function readText(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size > maxBytes) throw new Error('not a file of git');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function originOf(config: string): string | undefined {
  let inOrigin = false;
  let url: string | undefined;
  for (const line of config.split('\n')) {
    const section = /^\s*\[(.*?)\]/.exec(line);
    if (section) inOrigin = /^remote\s+"origin"$/i.test(section[1]!.trim());
    const value = inOrigin ? /^(?:\s*\[.*?\])?\s*url\s*=\s*(.*?)\s*$/i.exec(line) : null;
    if (value) url = value[1]!.replace(/^"(.*)"$/, '$1');
  }
  return url || undefined;
}
