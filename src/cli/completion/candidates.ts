import { CliError } from '../cli_error.ts';
import { resolveCommand } from '../resolve.ts';

/**
 * What may stand in place of the last of `typed` (the words after `sfs`, the last one perhaps empty). Nothing for a value
 * that only the server knows: Tab must not wait for a network.
 */
export async function candidates(typed: readonly string[]): Promise<string[]> {
  const words = withoutEquals(typed);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  try {
    const { command, entries } = await resolveCommand(before);
    if (!command) return Object.keys(entries).filter((name) => name.startsWith(last));
    const previous = before.at(-1) ?? '';
    const [flag, prefix] =
      last.startsWith('--') && last.includes('=')
        ? [last.split('=')[0]!, last.split('=')[0]!.concat('=')]
        : [previous, ''];
    const spec = flag.startsWith('--') ? command.options[flag.slice(2)] : undefined;
    if (spec?.type === 'string' && spec.choices) {
      return spec.choices.map((choice) => prefix + choice).filter((choice) => choice.startsWith(last));
    }
    if (spec && spec.type !== 'boolean') return [];
    return Object.keys(command.options)
      .map((name) => `--${name}`)
      .filter((name) => last.startsWith('-') && name.startsWith(last));
  } catch (error) {
    if (error instanceof CliError) return []; // A word before it is no command: there is nothing to offer.
    throw error;
  }
}

/** bash hands `--format=j` over as three words, and `--format=` as two; what is offered replaces what follows the `=`. */
function withoutEquals(words: readonly string[]): readonly string[] {
  if (words.at(-1) === '=') return [...words.slice(0, -1), ''];
  return words.at(-2) === '=' ? [...words.slice(0, -2), words.at(-1)!] : words;
}
