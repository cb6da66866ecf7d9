import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliError, usage } from '../cli_error.ts';
import { exit } from '../exit.ts';
import { asUsage, decodeText, readCheckoutFile } from '../files.ts';
import type { Io } from '../io.ts';
import { maxContent } from './content.ts';

/** Writes a text into a new folder of this user alone, and returns the file. */
export function keepText(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sfs-persona-')), `${name}.md`);
  writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  chmodSync(path, 0o600);
  return path;
}

/** Removes what `keepText` made. */
export function dropText(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}

/**
 * Opens the user's editor on a text and waits for its end. The file stays: it is the caller's to drop, once the text has
 * reached the server.
 */
export async function editText(io: Io, name: string, before: string): Promise<{ text: string; path: string }> {
  const editor = io.env.VISUAL || io.env.EDITOR;
  if (!editor) throw usage('give the instructions with --file or --content', 'or set VISUAL or EDITOR to an editor');
  const path = keepText(name, before);
  const failure = await run(io, editor, path);
  if (failure !== undefined) {
    throw new CliError(exit.usage, `the editor ${failure}: nothing was changed`, { hint: `the text is in ${path}` });
  }
  const text = asUsage('the editor', () => decodeText(readCheckoutFile(dirname(path), path, maxContent), path));
  return { text, path };
}

/** What went wrong, or nothing. As git does, the shell splits the variable (`code --wait`), and the file is an argument. */
function run({ env }: Io, editor: string, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    // stdout is for the result: an editor that writes there in spite of a pipe writes to stderr.
    const stdout = process.stdout.isTTY ? 'inherit' : 2;
    const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, path], {
      stdio: ['inherit', stdout, 'inherit'],
      env: withoutKeys(env),
    });
    child.on('error', (error: NodeJS.ErrnoException) => resolve(`could not be started (${error.code})`));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(code === null ? `was ended by ${signal}` : `ended with ${code}`);
    });
  });
}

/** An editor and its plugins need no key. */
function withoutKeys(env: Io['env']): NodeJS.ProcessEnv {
  const { SFS_API_KEY: _, SESSIONFS_API_KEY: __, ...rest } = env;
  return rest;
}
