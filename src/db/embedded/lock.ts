import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './error.ts';
import { processIdentity } from './process.ts';

interface Holder {
  pid: number;
  identity: string;
  since: string;
}

/** The right to use a data folder; there is one at a time. */
export interface Lock {
  /** Throws if another server took the folder after all. */
  confirm(): void;
  release(): void;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The process that wrote this lock, if it is alive: the same pid with another start time is a stranger. */
function liveHolder(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Holder;
    return processIdentity(holder.pid) === holder.identity ? holder : undefined;
  } catch {
    return undefined;
  }
}

function refusal(dataDir: string, holder: Holder): EmbeddedError {
  const who = holder.pid === process.pid ? 'this same process' : `process ${holder.pid}`;
  return new EmbeddedError(
    `The data folder ${dataDir} is in use by another sfs server (${who}, since ${holder.since}). ` +
      'Stop that one first, or give this one a folder of its own with --data-dir.',
  );
}

/**
 * Moves a dead holder's lock out of the way. If it turns out that a third process replaced it in between, that lock
 * is put back, and the next round of the caller's loop finds it alive.
 */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== stale) linkSync(aside, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Locks a data folder for this process. The lock of a process that was killed does not count. */
export function takeLock(dataDir: string): Lock {
  const file = join(dataDir, 'server.lock');
  const own = `${JSON.stringify({
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    since: new Date().toISOString(),
  } satisfies Holder)}\n`;
  const draft = `${file}.new.${process.pid}`;
  // A link appears with its content or not at all, so nobody reads half a lock.
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const content = read(file);
      if (content === undefined) continue;
      const holder = liveHolder(content);
      if (holder) throw refusal(dataDir, holder);
      removeStale(file, content);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    confirm: () => {
      const content = read(file) ?? '';
      const holder = liveHolder(content);
      if (content !== own)
        throw holder ? refusal(dataDir, holder) : new EmbeddedError(`${file} was removed; try again.`);
    },
    release: () => {
      if (read(file) === own) rmSync(file, { force: true });
    },
  };
}
