import { usage } from './cli_error.ts';

/** The numbers of the words that a list option holds: `--status queued --status running`. Given twice counts once. */
export function wordNumbers<Words extends { all: readonly string[]; number: (word: never) => number }>(
  given: readonly string[],
  { all, number }: Words,
  flag: string,
): ReturnType<Words['number']>[] {
  for (const word of given) {
    if (!all.includes(word)) throw usage(`${flag} must be one of: ${all.join(', ')}`);
  }
  return [...new Set(given)].map((word) => number(word as never) as ReturnType<Words['number']>);
}
