import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';

/** Bytes after which the log is set aside at the next start; the one before it is dropped. */
const limit = 10_000_000;

/** Opens PostgreSQL's log for appending, at a start only, so that a running PostgreSQL never loses its file. */
export function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** What a log says beyond an offset: the last lines of it, for an error message. */
export function tail(file: string, offset: number, lines = 15): string {
  const handle = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    const from = Math.max(offset, size - 8_192);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    readSync(handle, bytes, 0, bytes.length, from);
    return bytes.toString('utf8').trim().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(handle);
  }
}
