import { usage } from './cli_error.ts';
import type { Options } from './options.ts';
import { nearest } from './suggest.ts';

/** An argument list in which every word is what it looks like. */
export interface JoinedArguments {
  /** Options as `--name` or `--name=value`. */
  options: string[];
  positionals: string[];
  help: boolean;
}

/**
 * Joins `--flag value` to `--flag=value` and sets the positionals apart, so that no value is ever read as a flag: the body
 * of a pull request may begin with `- ` or be `--server=evil`. After `--` everything is a positional.
 *
 * @throws CliError (usage) for an unknown option, a value that is missing or too many, and a single option given twice
 */
export function joinArguments(argv: readonly string[], options: Options): JoinedArguments {
  const joined: JoinedArguments = { options: [], positionals: [], help: false };
  const seen = new Set<string>();
  const aliases = new Map(Object.entries(options).flatMap(([name, { alias }]) => (alias ? [[`-${alias}`, name]] : [])));
  for (let i = 0; i < argv.length; i++) {
    const token = argv[i]!;
    if (token === '--') {
      joined.positionals.push(...argv.slice(i + 1));
      break;
    }
    if (token === '--help' || token === '-h') joined.help = true;
    else if (token === '-' || !token.startsWith('-')) joined.positionals.push(token);
    else {
      const equals = token.startsWith('--') ? token.indexOf('=') : -1;
      const given = equals < 0 ? token : token.slice(0, equals);
      const name = aliases.get(given) ?? given.replace(/^--/, '');
      const spec = Object.hasOwn(options, name) ? options[name] : undefined;
      if (!spec) throw unknown(given, options);
      if (seen.has(name) && spec.type !== 'list') throw usage(`--${name} is given twice`);
      seen.add(name);
      if (spec.type === 'boolean') {
        if (equals >= 0) throw usage(`--${name} takes no value`);
        joined.options.push(`--${name}`);
      } else {
        if (equals < 0 && i + 1 >= argv.length) throw usage(`--${name} needs a value`);
        joined.options.push(`--${name}=${equals < 0 ? argv[++i] : token.slice(equals + 1)}`);
      }
    }
  }
  return joined;
}

function unknown(given: string, options: Options): Error {
  const near = nearest(given.replace(/^-+/, ''), Object.keys(options));
  return usage(`there is no option ${given}`, near ? `did you mean --${near}?` : 'the options: --help');
}
