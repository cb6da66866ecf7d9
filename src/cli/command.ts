import type { Context } from './context.ts';
import {
  connectionOptions,
  type OptionArgs,
  type OptionSpec,
  type Options,
  outputOptions,
  projectOption,
  requestIdOption,
} from './options.ts';

/** The positionals of `'move <id> [to] [rest..]'`: `{ id: string; to: string | undefined; rest: string[] }`. */
type Positionals<Name extends string> = Name extends `${infer Word} ${infer Rest}`
  ? Positional<Word> & Positionals<Rest>
  : Positional<Name>;

type Positional<Word extends string> = Word extends `<${infer Name}..>` | `[${infer Name}..]`
  ? Record<CamelSnake<Name>, string[]>
  : Word extends `<${infer Name}>`
    ? Record<CamelSnake<Name>, string>
    : Word extends `[${infer Name}]`
      ? Record<CamelSnake<Name>, string | undefined>
      : unknown;

type CamelSnake<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelSnake<Tail>>}`
  : Text;

/** Nothing means 0. */
// biome-ignore lint/suspicious/noConfusingVoidType: a command that has no exit code of its own returns nothing at all.
type Ending = Promise<number | void> | number | void;

/** What a command is: data that yargs, the help and the tests read, and one function. */
export interface CommandSpec<Name extends string, O extends Options, Format extends string> {
  /** The verb and its positionals: `'status <run_id>'`. The verb is the one of the noun's index. */
  name: Name;
  /** Whole command lines, shown before everything else in the help. */
  examples: readonly string[];
  options?: O;
  /** The values of `--format`, the default first. `.sfs.yaml` may prefer another of them. */
  formats?: readonly Format[];
  /** Adds `--project`; the value to send is `context.project()`. */
  project?: boolean;
  /** Adds `--request-id`; the value to send is `context.requestId`. */
  changes?: boolean;
  /** Talks to no server: it has no connection options, and `.sfs.yaml` is not read for it. */
  local?: boolean;
  /** Ends with 0, or with the exit code it returns; throws a CliError for everything that is the user's to mend. */
  run(context: Context<Format>, args: OptionArgs<O> & Positionals<Name>): Ending;
}

/** A command whose types are forgotten: what the tree holds. */
export interface Command {
  readonly kind: 'command';
  readonly name: string;
  readonly examples: readonly string[];
  /** Its own options and those that its nature adds. */
  readonly options: Options;
  readonly formats: readonly string[];
  readonly local: boolean;
  run(context: Context<string>, args: Record<string, unknown>): Ending;
}

/**
 * A command as data. `args` has a property for each positional (`<run_id>` is `args.runId`) and each option (`'fail-on'` is
 * `args.failOn`), with the type that follows from its declaration.
 *
 * @example
 * // src/cli/agent/status.ts; its line in src/cli/agent/index.ts is
 * //   status: ['Show a run and its verdict', () => import('./status.ts')],
 * // and the noun's line in src/cli/commands.ts
 * //   agent: ['Runs of agents', () => import('./agent/index.ts')],
 * export default command({
 *   name: 'status <run_id>',
 *   examples: ['sfs agent status run_… --format markdown >> "$GITHUB_STEP_SUMMARY"'],
 *   formats: ['text', 'json', 'markdown'],
 *   options: { enforce: { type: 'boolean', about: 'exit with the exit code of the verdict' } },
 *   async run(context, args) {
 *     const request = GetAgentRunRequest.create({ runId: args.runId });
 *     const run = (await context.call(AgentRunServiceService.getAgentRun, request)).run!;
 *     if (context.format === 'json') await context.json('sfs.v1.AgentRun', run);
 *     else context.panel([['run', run.id], ['summary', run.resultSummary]]);
 *     if (args.enforce) return run.exitCode ?? exit.pending;
 *   },
 * });
 */
export function command<
  const Name extends string,
  const O extends Options = Record<never, never>,
  const Format extends string = never,
>(spec: CommandSpec<Name, O, Format>): Command {
  const { name, examples, formats = [], local = false } = spec;
  const format: OptionSpec = { type: 'string', about: 'how to print', choices: formats, filled: true };
  return {
    kind: 'command',
    name,
    examples,
    formats,
    local,
    options: {
      ...spec.options,
      ...(formats.length > 0 ? { format } : {}),
      ...(spec.project ? projectOption : {}),
      ...(spec.changes ? requestIdOption : {}),
      ...(local ? {} : connectionOptions),
      ...outputOptions,
    },
    run: spec.run as unknown as Command['run'],
  };
}

/** One line of an index: what the help says, and the module, imported only when this very command runs. */
export type Entry = readonly [summary: string, load: () => Promise<{ default: Command | Noun }>];

/** A noun: the verbs below it. */
export interface Noun {
  readonly kind: 'noun';
  readonly entries: Readonly<Record<string, Entry>>;
}

/** A noun's index. The order is the order of the help. */
export function noun(entries: Readonly<Record<string, Entry>>): Noun {
  return { kind: 'noun', entries };
}
