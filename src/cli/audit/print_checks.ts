import { type Check, exitOf } from '../../audit/proof/check.ts';
import type { Context } from '../context.ts';
import { escapeText } from '../escape.ts';

const longest = 'incomplete'.length;

/** A line for each check: what it came to, its name, and what there is to say. */
export function checkLines(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.map(({ name, result, message }) =>
    escapeText(`${result.padEnd(longest)}  ${name.padEnd(width)}  ${message}`, 'line'),
  );
}

/** Prints a verification and answers its exit code. */
export function printChecks(context: Context<'text' | 'json'>, checks: readonly Check[]): number {
  const code = exitOf(checks);
  if (context.format === 'json') context.value({ exit_code: code, checks });
  else for (const line of checkLines(checks)) context.print(line);
  return code;
}
