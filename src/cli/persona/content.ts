import { usage } from '../cli_error.ts';
import { readTextFlag } from '../files.ts';
import type { Options } from '../options.ts';

/** Bytes: what the contract allows. */
export const maxContent = 256 * 1024;

export const contentOptions = {
  file: { type: 'string', about: 'a file with the instructions', filled: true },
  content: { type: 'string', about: 'the instructions themselves' },
} as const satisfies Options;

/** The instructions of `--file` or `--content`; undefined where neither is given. */
export function givenContent(
  cwd: string,
  { file, content }: { file: string | undefined; content: string | undefined },
): string | undefined {
  if (file !== undefined && content !== undefined) throw usage('give either --file or --content, not both');
  return file === undefined ? content : readTextFlag(cwd, file, maxContent, '--file');
}
