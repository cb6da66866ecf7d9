import { CliError, usage } from './cli_error.ts';
import type { Context } from './context.ts';
import { humanDuration } from './duration.ts';
import { exit } from './exit.ts';
import type { Options } from './options.ts';
import type { Cell } from './table.ts';

/** The options of every command whose answer holds a new key. */
export const newKeyOptions = {
  'output-key': { type: 'boolean', about: 'stdout is exactly the key and a newline' },
} as const satisfies Options;

export const expiresInOption = {
  'expires-in': { type: 'duration', about: 'how long it lives, 1m to 365d (without: 90d)' },
} as const satisfies Options;

const longest = 365 * 86_400;

/** Seconds for the request; 0 where nothing is said, which is the server's 90 days. */
export function lifetime(expiresIn: number | undefined): number {
  if (expiresIn === undefined) return 0;
  if (expiresIn >= 60 && expiresIn <= longest) return expiresIn;
  throw usage('--expires-in must be from 1m to 365d', 'every key expires: there is none for ever');
}

interface NewKey {
  /** The answer's message, e.g. `sfs.v1.CreateServiceKeyResponse`. */
  message: string;
  answer: { secret: string; secretShownAt: Date | undefined };
  id: string;
  fields: readonly (readonly [label: string, value: Cell])[];
  /** The command that makes a new secret, for an answer whose secret was lost. */
  rotate: string;
}

/**
 * Prints a new key: on stdout and nowhere else. A repeated request is answered without the key: then there is nothing to
 * hand on, and the command must not end as if there were.
 */
export async function printNewKey(
  context: Context<'text' | 'json'>,
  args: { outputKey: boolean },
  { message, answer, id, fields, rotate }: NewKey,
): Promise<void> {
  if (answer.secret === '') throw secretGone(id, answer.secretShownAt, rotate);
  if (args.outputKey) context.print(answer.secret);
  else if (context.format === 'json') await context.json(message, answer);
  else context.panel([...fields, ['key', answer.secret]]);
  context.note(`store the key of ${id} now: it is not shown again`);
}

/** A key whose text is not to be had any more: exit 6, with the command that makes another. */
export function secretGone(id: string, shownAt: Date | undefined, rotate: string): CliError {
  const when = shownAt ? ` at ${shownAt.toISOString()}` : '';
  return new CliError(exit.conflict, `${id} was made before, and its key was shown${when}: it is not shown twice`, {
    hint: `if nobody has it, make a new secret: ${rotate}`,
  });
}

/** What an overlap means, said after a rotation. */
export function overlapText(overlap: number): string {
  return overlap === 0
    ? 'the old secret has stopped working'
    : `the old secret works for ${humanDuration(overlap)} more`;
}
