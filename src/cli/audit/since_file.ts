import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../audit/proof/note.ts';
import { usage } from '../cli_error.ts';
import { readTextFlag } from '../files.ts';

/** A note has 16 signatures at most. */
const noteMaxBytes = 64 * 1024;

/** The text of the checkpoint that `--since` names, and what it says; whose it is, a verification finds out. */
export function sinceFile(cwd: string, path: string): { text: string; checkpoint: Checkpoint } {
  const text = readTextFlag(cwd, path, noteMaxBytes, '--since');
  try {
    return { text, checkpoint: parseCheckpoint(openNote(text, []).text) };
  } catch (error) {
    if (error instanceof NoteError) throw usage(`--since: ${path} is no checkpoint: ${error.message}`);
    throw error;
  }
}
