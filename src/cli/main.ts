import { joinArguments } from './argv.ts';
import { CliError, interrupted } from './cli_error.ts';
import type { Command, Entry } from './command.ts';
import { Context } from './context.ts';
import { exit } from './exit.ts';
import { type Io, lostResult, processIo } from './io.ts';
import { printError } from './print_error.ts';
import { resolveCommand } from './resolve.ts';

/** Runs a command line and answers its exit code. Only a bug makes it throw. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let json = asksForJson(argv);
  try {
    if (argv[0] === '--complete') return await complete(argv.slice(1), io);
    const { path, command, summary, entries, rest } = await resolveCommand(spelledOut(argv));
    if (!command) return await nounOnly(path, summary, entries, rest, io);
    const joined = joinArguments(rest, command.options);
    if (joined.help) return await printHelp(path, command, summary, io);
    const { parseArguments } = await import('./parse.ts');
    const args = await parseArguments(path, command, joined, io.now());
    const context = await Context.create(io, command, args);
    json = context.format.startsWith('json');
    try {
      return (await command.run(context, args)) ?? exit.done;
    } finally {
      await context.close();
    }
  } catch (error) {
    if (error instanceof CliError) return printError(error, io, json);
    if (io.signal.aborted) return printError(interrupted(), io, json);
    throw error;
  }
}

/** Runs the command line of this process. The launcher calls it. */
export async function start(): Promise<void> {
  const code = await main(process.argv.slice(2), processIo());
  // Everything written so far goes out first; what is left open (a socket, a timer) must not delay the end.
  process.exitCode = code;
  process.stdout.write('', () => {
    const lost = lostResult(process.stdout);
    if (lost) process.stderr.write(`sfs: the result could not be written to stdout (${lost})\n`);
    // A command that failed keeps its code: what the gate says is more than where it could not be written.
    process.stderr.write('', () => process.exit(lost && code === exit.done ? exit.bug : code));
  });
}

/** Where the arguments cannot be read, the format is guessed from them: a script that asks for JSON gets it. */
function asksForJson(argv: readonly string[]): boolean {
  const value = argv.find((token) => token.startsWith('--format='))?.slice('--format='.length);
  const format = value ?? argv[argv.indexOf('--format') + 1 || argv.length];
  return format === 'json' || format === 'jsonl';
}

/** `sfs help agent run` is `sfs agent run --help`, and `sfs --version` is `sfs version`. */
function spelledOut(argv: readonly string[]): readonly string[] {
  if (argv[0] === '--version') return ['version', ...argv.slice(1)];
  if (argv[0] !== 'help' || argv[1] === 'exit-codes') return argv;
  return [...argv.slice(1), '--help'];
}

/** Help that was asked for goes to stdout and ends with 0; a command that is not whole gets it on stderr, and 2. */
async function nounOnly(
  path: readonly string[],
  summary: string,
  entries: Readonly<Record<string, Entry>>,
  rest: readonly string[],
  io: Io,
): Promise<number> {
  const { nounHelp, rootHelp } = await import('./help.ts');
  const text = path.length === 0 ? rootHelp() : nounHelp(path, entries, summary);
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout.write(`${text}\n`);
    return exit.done;
  }
  io.stderr.write(`${text}\n\nsfs: a command is missing\n`);
  return exit.usage;
}

async function printHelp(path: readonly string[], command: Command, summary: string, io: Io): Promise<number> {
  const { commandHelp } = await import('./parse.ts');
  io.stdout.write(`${await commandHelp(path, command, summary, io.stdout.columns)}\n`);
  return exit.done;
}

/** What a shell asks when the user presses Tab. */
async function complete(words: readonly string[], io: Io): Promise<number> {
  const { candidates } = await import('./completion/candidates.ts');
  for (const word of await candidates(words)) io.stdout.write(`${word}\n`);
  return exit.done;
}
