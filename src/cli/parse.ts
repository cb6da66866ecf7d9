import type { Argv, Options as YargsOption } from 'yargs';
import type { JoinedArguments } from './argv.ts';
import { usage } from './cli_error.ts';
import type { Command } from './command.ts';
import { camelCase, type OptionSpec } from './options.ts';
import { readValues } from './values.ts';
import { yargs } from './yargs.ts';

/** `['agent', 'status']` and `'status <run_id>'` as `sfs agent status <run_id>`. */
export function usageLine(path: readonly string[], command: Command): string {
  return ['sfs', ...path, ...command.name.split(' ').slice(1)].join(' ');
}

/** yargs, told about one command. Its positionals hang on yargs' default command: the path has been walked already. */
function describe(path: readonly string[], command: Command): Argv {
  const positionals = command.name.split(' ').slice(1);
  const parser = yargs([])
    .scriptName(['sfs', ...path].join(' '))
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
    })
    .locale('en')
    .exitProcess(false)
    .version(false)
    .help()
    .alias('help', 'h')
    .strict()
    .options(Object.fromEntries(Object.entries(command.options).map(([name, spec]) => [name, yargsOption(spec)])));
  parser.group('help', 'General');
  return parser.command(['$0', ...positionals].join(' '), false, (own) => {
    for (const word of positionals) own.positional(word.replace(/[<>[\].]/g, ''), { type: 'string', hidden: true });
    return own;
  });
}

function yargsOption(spec: OptionSpec): YargsOption {
  const repeatable = spec.type === 'list' ? ' (may be repeated)' : '';
  const byDefault = 'default' in spec ? ` (default ${spec.default})` : '';
  const words = spec.type === 'string' && spec.choices ? `: ${spec.choices.join(', ')}` : '';
  return {
    // Every value is text to yargs; values.ts knows what it means.
    type: spec.type === 'boolean' ? 'boolean' : 'string',
    describe: `${spec.about}${words}${repeatable}${byDefault}`,
    demandOption: spec.required === true,
    ...(spec.alias ? { alias: spec.alias } : {}),
    group: spec.group ?? 'Options',
  };
}

/**
 * The arguments of a command. yargs is given each value and positional as a number in disguise, never its text: it takes
 * quotes off values, and reads positionals as flags once more when it fills them in.
 */
export async function parseArguments(
  path: readonly string[],
  command: Command,
  joined: JoinedArguments,
  now: Date,
): Promise<Record<string, unknown>> {
  const { disguised, reveal } = disguise(joined);
  const raw = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const refuse = (message: string) => reject(usage(plainly(reveal(message)), `usage: ${usageLine(path, command)}`));
    const parser = describe(path, command).fail((message, error) => refuse(message ?? error.message));
    // The callback also keeps yargs from printing.
    parser.parse(disguised, {}, (error: Error | null | undefined, argv: object) => {
      if (error) refuse(error.message);
      else resolve(argv as Record<string, unknown>);
    });
  });
  const texts = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, revealAll(value, reveal)]));
  const args = readValues(texts, command.options, now);
  for (const word of command.name.split(' ').slice(1)) {
    const name = word.replace(/[<>[\].]/g, '');
    args[camelCase(name.replaceAll('_', '-'))] = word.includes('..') ? [texts[name] ?? []].flat() : texts[name];
  }
  return args;
}

/** The joined arguments with `value:0`, `value:1`… in place of every text, and the way back. */
function disguise({ options, positionals }: JoinedArguments): {
  disguised: string[];
  reveal: (text: string) => string;
} {
  const texts: string[] = [];
  const hide = (text: string) => `value:${texts.push(text) - 1}`;
  const disguised = options.map((option) => {
    const equals = option.indexOf('=');
    return equals < 0 ? option : `${option.slice(0, equals)}=${hide(option.slice(equals + 1))}`;
  });
  disguised.push(...positionals.map(hide));
  return { disguised, reveal: (text) => text.replace(/value:(\d+)/g, (_, index) => texts[Number(index)] ?? '') };
}

function revealAll(value: unknown, reveal: (text: string) => string): unknown {
  if (typeof value === 'string') return reveal(value);
  return Array.isArray(value) ? value.map((one) => revealAll(one, reveal)) : value;
}

/** yargs counts arguments where a person wants to know that one is missing. */
function plainly(message: string): string {
  return message
    .replace(/^Not enough non-option arguments.*$/s, 'an argument is missing')
    .replace(/^Unknown arguments?: /, 'too many arguments: ')
    .replace(/^Missing required arguments?: /, 'missing: --')
    .replace(/^(missing: .*)$/s, (line) => line.replaceAll(', ', ', --'));
}

/** The help of a command: examples first. */
export async function commandHelp(
  path: readonly string[],
  command: Command,
  summary: string,
  columns: number | undefined,
): Promise<string> {
  const head = [summary, '', 'Examples:', ...command.examples.map((example) => `  ${example}`), ''];
  const parser = describe(path, command).usage([...head, `Usage: ${usageLine(path, command)} [options]`].join('\n'));
  return parser.wrap(columns ?? null).getHelp();
}
