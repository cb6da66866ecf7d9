import { usage } from './cli_error.ts';
import { duration, instant } from './duration.ts';
import { camelCase, type OptionSpec, type Options } from './options.ts';

/** The values as a command gets them, from the text that yargs found. */
export function readValues(
  raw: Readonly<Record<string, unknown>>,
  options: Options,
  now: Date,
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(options)) args[camelCase(name)] = readValue(raw[name], name, spec, now);
  return args;
}

function readValue(value: unknown, name: string, spec: OptionSpec, now: Date): unknown {
  if (spec.type === 'boolean') return value === true;
  if (spec.type === 'list') return value === undefined ? [] : [value].flat();
  if (typeof value !== 'string') return 'default' in spec ? spec.default : undefined;
  const flag = `--${name}`;
  if (spec.type === 'duration') return duration(value, flag);
  if (spec.type === 'time') return instant(value, flag, now);
  if (spec.type === 'integer') return integer(value, flag, spec);
  if (spec.filled && value.trim() === '') {
    throw usage(
      `${flag} is given but empty`,
      'a variable that it is made of may be empty in a pull request from a fork',
    );
  }
  if (spec.choices && !spec.choices.includes(value)) throw usage(`${flag} must be one of: ${spec.choices.join(', ')}`);
  return value;
}

function integer(text: string, flag: string, { min = 0, max = 2 ** 31 - 1 }: { min?: number; max?: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw usage(`${flag} must be a whole number from ${min} to ${max}`);
}
