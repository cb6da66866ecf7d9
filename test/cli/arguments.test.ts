import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { joinArguments } from '../../src/cli/argv.ts';
import { type Command, command } from '../../src/cli/command.ts';
import { parseArguments } from '../../src/cli/parse.ts';

const create = command({
  name: 'create <board> [notes..]',
  examples: ['sfs ticket create'],
  changes: true,
  project: true,
  options: {
    title: { type: 'string', about: 'the title', alias: 't' },
    criteria: { type: 'list', about: 'a criterion' },
    enforce: { type: 'boolean', about: 'gate' },
    limit: { type: 'integer', about: 'how many', min: 1, max: 200, default: 50 },
    lease: { type: 'duration', about: 'how long' },
    since: { type: 'time', about: 'from when' },
    severity: { type: 'string', about: 'how bad', filled: true },
    kind: { type: 'string', about: 'what', choices: ['task', 'issue'] },
  },
  run() {},
});

const needed = command({
  name: 'needed',
  examples: ['sfs needed'],
  local: true,
  options: { name: { type: 'string', about: 'a name', required: true } },
  run() {},
});

const now = new Date('2026-01-31T09:00:00Z');
const parse = async (argv: string[], of: Command = create) =>
  parseArguments(['ticket', 'create'], of, joinArguments(argv, of.options), now);

/** Text that looks like something else to a parser of arguments. */
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `-${text}`),
  fc.string().map((text) => `--${text}`),
  fc.constantFrom(
    '',
    '--',
    '-',
    '- a list',
    '--server=127.0.0.1:1',
    '--help',
    '-h',
    '--no-color',
    'a\n--server=x',
    '"quoted"',
    "'",
    '007',
    '1e3',
    'true',
    '__proto__',
    'value:0',
    'value=x',
  ),
);

describe('no value is ever read as a flag', () => {
  it('keeps any value of a single option', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (title) => {
        const spaced = await parse(['board', '--title', title, '--enforce']);
        const joined = await parse(['board', `--title=${title}`, '--enforce']);
        for (const args of [spaced, joined]) {
          expect(args).toMatchObject({ title, enforce: true, server: undefined, board: 'board' });
        }
      }),
    );
  });

  it('keeps any values of a repeated option, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 5 }), async (criteria) => {
        const args = await parse(['board', ...criteria.flatMap((one) => ['--criteria', one])]);
        expect(args).toMatchObject({ criteria, server: undefined });
      }),
    );
  });

  it('keeps any positionals after --', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.array(value, { maxLength: 4 }), async (board, notes) => {
        const args = await parse(['--enforce', '--', board, ...notes]);
        expect(args).toMatchObject({ board, notes, enforce: true, server: undefined });
      }),
    );
  });
});

describe('arguments', () => {
  it('arrive with the type that was declared', async () => {
    const args = await parse(['b', '-t', 'T', '--limit', '7', '--lease', '2h', '--since', '1d', '--kind', 'issue']);
    expect(args).toMatchObject({ title: 'T', limit: 7, lease: 7200, since: new Date('2026-01-30T09:00:00Z') });
    expect(args).toMatchObject({ kind: 'issue', criteria: [], enforce: false, deadline: 30, requestId: undefined });
  });

  it.each([
    [['b', '--titel', 'x'], 'there is no option --titel', 'did you mean --title?'],
    [['b', '--title', 'x', '--title', 'y'], '--title is given twice', undefined],
    [['b', '-t', 'x', '--title=y'], '--title is given twice', undefined],
    [['b', '--enforce', '--enforce'], '--enforce is given twice', undefined],
    [['b', '--enforce=yes'], '--enforce takes no value', undefined],
    [['b', '--title'], '--title needs a value', undefined],
    [['b', '--limit', '0'], '--limit must be a whole number from 1 to 200', undefined],
    [['b', '--limit', '1e2'], '--limit must be a whole number from 1 to 200', undefined],
    [['b', '--lease', '1w'], '--lease must be a duration', undefined],
    [['b', '--since', 'yesterday'], '--since must be a time', undefined],
    [['b', '--kind', 'epic'], '--kind must be one of: task, issue', undefined],
    [['b', '--severity', ' '], '--severity is given but empty', undefined],
    [['b', '--request-id', ''], '--request-id is given but empty', undefined],
    [[], 'an argument is missing', 'usage: sfs ticket create <board> [notes..]'],
    [['b', '--titleX=1'], 'there is no option --titleX', 'did you mean --title?'],
    [['b', '--__proto__=1'], 'there is no option --__proto__', undefined],
    [['b', '-5'], 'there is no option -5', undefined],
  ])('%j is refused: %s', async (argv, message, hint) => {
    const refused = await parse(argv).catch((error) => error);
    expect(refused).toMatchObject({ name: 'CliError', exit: 2 });
    expect(refused.message).toContain(message);
    if (hint !== undefined) expect(refused.hint).toBe(hint);
  });

  it('names a required option that is missing', async () => {
    await expect(parse([], needed)).rejects.toMatchObject({ exit: 2, message: 'missing: --name' });
    await expect(parse(['--name', 'x', 'y'], needed)).rejects.toMatchObject({ message: 'too many arguments: y' });
    await expect(parse(['--name', '--server'], needed)).resolves.toMatchObject({ name: '--server' });
  });
});

it('have types that follow from their declaration', () => {
  command({
    name: 'move <run_id> [to] [rest..]',
    examples: [],
    formats: ['text', 'json'],
    options: {
      'fail-on': { type: 'string', about: '', choices: ['low', 'high'] },
      title: { type: 'string', about: '', required: true },
      limit: { type: 'integer', about: '', default: 5 },
      since: { type: 'time', about: '' },
      file: { type: 'list', about: '' },
    },
    run(context, args) {
      expectTypeOf(context.format).toEqualTypeOf<'text' | 'json'>();
      expectTypeOf(args.runId).toEqualTypeOf<string>();
      expectTypeOf(args.to).toEqualTypeOf<string | undefined>();
      expectTypeOf(args.rest).toEqualTypeOf<string[]>();
      expectTypeOf(args.failOn).toEqualTypeOf<'low' | 'high' | undefined>();
      expectTypeOf(args.title).toEqualTypeOf<string>();
      expectTypeOf(args.limit).toEqualTypeOf<number>();
      expectTypeOf(args.since).toEqualTypeOf<Date | undefined>();
      expectTypeOf(args.file).toEqualTypeOf<string[]>();
    },
  });
});
