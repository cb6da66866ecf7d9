import { CliError } from './cli_error.ts';
import { exit } from './exit.ts';
import { asUsage, decodeText, readCheckoutFile } from './files.ts';

const maxBytes = 1024;

/** A key without the space around it. What cannot stand in a header is refused here, and not repeated. */
export function checkKey(text: string, origin: string): string {
  const key = text.trim();
  if (/^[\x21-\x7e]{1,512}$/.test(key)) return key;
  throw new CliError(
    exit.denied,
    `the key (${origin}) is not a key: it is empty, too long, or has characters no key has`,
  );
}

/** The key in a file: a regular file of at most 1 KiB that is not a link. It may lie outside the checkout. */
export function readKeyFile(cwd: string, path: string): string {
  const text = asUsage('--key-file', () => decodeText(readCheckoutFile(cwd, path, maxBytes), path));
  return checkKey(text, `--key-file ${path}`);
}
