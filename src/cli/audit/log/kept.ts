import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../../audit/proof/check.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../../audit/proof/note.ts';
import { stateFolder } from '../../folders.ts';
import type { Io } from '../../io.ts';
import { writePrivateFile } from '../../private_file.ts';
import type { LogKeys } from './log_keys.ts';

/** A checkpoint that somebody kept. */
export interface Kept {
  /** How messages call it: `--since`, or what this machine remembers. */
  name: string;
  text: string;
}

const remembered = (path: string) => `what this machine remembers (${path})`;

/** The file in which this machine remembers the newest checkpoint of a log that it verified. Encoding keeps `/` and `..` harmless. */
export function rememberedPath({ env }: Pick<Io, 'env'>, server: string, organizationId: string): string {
  return join(stateFolder(env), 'audit', encodeURIComponent(server), `${organizationId}.checkpoint`);
}

/** What this machine remembers of the log; undefined where it never verified it. A file that cannot be read is no checkpoint. */
export function readRemembered(path: string): Kept | undefined {
  try {
    return { name: remembered(path), text: readFileSync(path, 'utf8') };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    return { name: remembered(path), text: '' };
  }
}

/** Remembers a checkpoint for the next time; answers why it could not. */
export function remember(path: string, note: string): string | undefined {
  try {
    writePrivateFile(path, note);
    return undefined;
  } catch (error) {
    return `the newest checkpoint could not be remembered (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}): ${path}`;
  }
}

type Problem = Pick<Check, 'result' | 'message'>;

/** What was kept, read; or why one cannot go by it. */
export function openKept({ name, text }: Kept, keys: LogKeys): Checkpoint | Problem {
  try {
    const checkpoint = parseCheckpoint(openNote(text, []).text);
    if (checkpoint.origin !== keys.origin) return { result: 'unusable', message: `${name} is of another log` };
    if (openNote(text, keys.known).signedBy.length > 0) return checkpoint;
    return { result: 'tampered', message: `${name} was signed by a key that the log does not have any more` };
  } catch (error) {
    if (error instanceof NoteError)
      return { result: 'unusable', message: `${name} is no checkpoint: ${error.message}` };
    throw error;
  }
}
