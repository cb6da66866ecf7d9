import type { Entry } from './command.ts';
import { groups } from './commands.ts';

const examples = [
  'sfs serve                                       start a server on this machine',
  'sfs agent run sentinel --fail-on high           begin a run; its context goes to stdout',
  'sfs agent complete run_… --summary … --enforce  end it, and exit as the verdict says',
];

/** `sfs --help`: examples, then everything there is. */
export function rootHelp(): string {
  const sections = groups
    .filter(({ entries }) => Object.keys(entries).length > 0)
    .flatMap(({ title, entries }) => ['', `${title}:`, ...list(entries)]);
  return [
    'sfs: a control plane for AI agents in CI. A green check that means something.',
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    ...sections,
    '',
    'Each command: sfs <command> --help. Exit codes: sfs help exit-codes.',
  ].join('\n');
}

/** `sfs agent --help`: the verbs of a noun. */
export function nounHelp(path: readonly string[], entries: Readonly<Record<string, Entry>>, summary: string): string {
  const line = ['sfs', ...path].join(' ');
  return [
    summary,
    '',
    `Usage: ${line} <command> [options]`,
    '',
    'Commands:',
    ...list(entries),
    '',
    `Each command: ${line} <command> --help`,
  ].join('\n');
}

function list(entries: Readonly<Record<string, Entry>>): string[] {
  const width = Math.max(...Object.keys(entries).map((name) => name.length)) + 2;
  return Object.entries(entries).map(([name, [summary]]) => `  ${name.padEnd(width)}${summary}`);
}
