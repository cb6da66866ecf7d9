import { dirname } from 'node:path';
import type { CompiledContext } from '../../gen/client/sfs/v1/agent_run.ts';
import { usage } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { escapeText } from '../escape.ts';
import { FileError, writeCheckoutFile } from '../files.ts';
import type { Options } from '../options.ts';

/** The option of every command that hands out a compiled context. */
export const contextFileOption = {
  'context-file': { type: 'string', about: 'write the context into this file', filled: true },
} as const satisfies Options;

/**
 * Empties the file, before anything is asked of the server: a path that cannot be written must not leave a run behind that
 * nobody ends.
 */
export function prepareContextFile({ io }: Pick<Context, 'io'>, path: string | undefined): void {
  if (path !== undefined) write(io.cwd, path, '');
}

/** Writes the file exactly as the server sent it; `undo` gives back what was started where that fails after all. */
export async function writeContextFile(
  { io }: Pick<Context, 'io'>,
  path: string | undefined,
  compiled: CompiledContext | undefined,
  undo: () => Promise<unknown>,
): Promise<void> {
  if (path === undefined) return;
  try {
    write(io.cwd, path, compiled?.markdown ?? '');
  } catch (error) {
    await undo().catch(() => {}); // The first error is the one to tell, and the lease ends what stays.
    throw error;
  }
}

function write(cwd: string, path: string, content: string): void {
  try {
    writeCheckoutFile(cwd, path, content);
  } catch (error) {
    if (error instanceof FileError && error.problem === 'missing')
      throw usage(`--context-file: the folder of ${path} does not exist`, `make it first: mkdir -p ${dirname(path)}`);
    const why = error instanceof FileError ? error.message : (error as NodeJS.ErrnoException).code;
    throw usage(`--context-file cannot be written: ${why}`);
  }
}

/** For a terminal or a log, where lines of a ticket must not become commands of a runner; the file has the exact text. */
export const shownContext = (compiled: CompiledContext | undefined): string =>
  escapeText(compiled?.markdown ?? '', 'block').trimEnd();
