import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

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
    return originOf(readFileSync(join(gitFolder(join(top, '.git')), 'config'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** `.git` itself, or what it points to where it is a file (worktrees and submodules). */
function gitFolder(path: string): string {
  if (statSync(path).isDirectory()) return path;
  const pointer = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'));
  const folder = resolve(dirname(path), pointer?.[1]?.trim() ?? '');
  try {
    return resolve(folder, readFileSync(join(folder, 'commondir'), 'utf8').trim());
  } catch {
    return folder; // A submodule: it has a config of its own.
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
