import { usage } from './cli_error.ts';
import type { Command, Entry } from './command.ts';
import { topEntries } from './commands.ts';
import { connectionOptions, outputOptions, projectOption, requestIdOption } from './options.ts';
import { nearest } from './suggest.ts';

/** The command that an argument list names, or the noun where it stops short of one. */
export interface Resolved {
  /** `['agent', 'status']`; empty for `sfs` alone. */
  path: string[];
  /** Absent where the path ends at a noun, or at nothing. */
  command: Command | undefined;
  /** What the index says about where the path ends. */
  summary: string;
  /** What could follow a noun. */
  entries: Readonly<Record<string, Entry>>;
  /** The arguments without the words of the path. */
  rest: string[];
}

const global = { ...connectionOptions, ...outputOptions, ...projectOption, ...requestIdOption };
const takesValue = (token: string) => {
  const name = token.slice(2);
  return (
    token.startsWith('--') && Object.hasOwn(global, name) && global[name as keyof typeof global].type !== 'boolean'
  );
};

/** Walks down the tree and imports what is on the way: one module for a command at the top, two for a noun's verb. */
export async function resolveCommand(argv: readonly string[]): Promise<Resolved> {
  const resolved: Resolved = { path: [], command: undefined, summary: '', entries: topEntries, rest: [] };
  for (let i = 0; i < argv.length; i++) {
    const token = argv[i]!;
    if (resolved.command || token === '--') {
      resolved.rest.push(...argv.slice(i));
      break;
    }
    if (token.startsWith('-')) {
      resolved.rest.push(token);
      // `sfs --server host agent list`: the value of an option is not a command.
      if (takesValue(token) && i + 1 < argv.length) resolved.rest.push(argv[++i]!);
      continue;
    }
    const entry = Object.hasOwn(resolved.entries, token) ? resolved.entries[token] : undefined;
    if (!entry) throw unknown(token, resolved);
    resolved.path.push(token);
    const [summary, load] = entry;
    resolved.summary = summary;
    const { default: node } = await load();
    if (node.kind === 'command') resolved.command = node;
    else resolved.entries = node.entries;
  }
  return resolved;
}

function unknown(token: string, { path, entries }: Resolved): Error {
  const line = ['sfs', ...path].join(' ');
  const near = nearest(token, Object.keys(entries));
  const hint = near ? `did you mean \`${line} ${near}\`?` : `the commands: ${line} --help`;
  return usage(`${line} has no command \`${token}\``, hint);
}
