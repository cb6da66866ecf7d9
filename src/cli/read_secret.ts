import { CliError, interrupted, usage } from './cli_error.ts';
import type { Io } from './io.ts';

const maxBytes = 4096;

/**
 * A secret from stdin: typed without being shown where stdin is a terminal, else all that comes. There is no flag for a
 * secret: flags are seen by every user of the machine.
 *
 * @param prompt is written to stderr, and only on a terminal
 */
export async function readSecret(io: Io, prompt: string): Promise<string> {
  const { stdin } = io;
  const terminal = stdin.isTTY === true;
  if (terminal) {
    io.stderr.write(prompt);
    stdin.setRawMode?.(true);
  }
  const stop = () => (stdin as { destroy?: () => void }).destroy?.();
  io.signal.addEventListener('abort', stop, { once: true });
  try {
    return await read(io, terminal);
  } finally {
    io.signal.removeEventListener('abort', stop);
    if (terminal) {
      stdin.setRawMode?.(false);
      io.stderr.write('\n');
    }
    stdin.pause();
  }
}

async function read({ stdin, signal }: Io, terminal: boolean): Promise<string> {
  let text = '';
  stdin.setEncoding('utf8');
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (terminal && (character === '\r' || character === '\n' || character === '\u0004')) return text;
        if (terminal && character === '\u0003') throw interrupted();
        text = terminal && (character === '\u007f' || character === '\b') ? text.slice(0, -1) : text + character;
      }
      if (text.length > maxBytes) throw usage('what stdin holds is too long for a key');
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (signal.aborted) throw interrupted();
    throw error;
  }
  if (signal.aborted) throw interrupted();
  return text;
}
