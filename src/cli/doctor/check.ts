import { CliError } from '../cli_error.ts';
import { exit } from '../exit.ts';

/** One line of `sfs doctor`. */
export interface Check {
  name: string;
  result: 'ok' | 'warn' | 'fail';
  message: string;
  /** How to mend it; null where there is nothing to mend. */
  fix: string | null;
  /** The exit code that a failure of this kind has; 0 unless it failed. */
  exit: number;
  /** True for a failure that passes while a server starts: it is worth waiting for. */
  passing: boolean;
}

export function ok(name: string, message: string): Check {
  return { name, result: 'ok', message, fix: null, exit: exit.done, passing: false };
}

export function warn(name: string, message: string, fix: string): Check {
  return { name, result: 'warn', message, fix, exit: exit.done, passing: false };
}

export function fail(name: string, message: string, fix: string, code: number, passing = false): Check {
  return { name, result: 'fail', message, fix, exit: code, passing };
}

/** A failed call as a check. What is not the user's to mend is thrown on: it is a bug. */
export function failed(name: string, error: unknown): Check {
  if (!(error instanceof CliError)) throw error;
  const passing = error.exit === exit.unreachable || error.exit === exit.rateLimited;
  return fail(
    name,
    error.message,
    error.hint ?? fixes[error.facts.reason ?? ''] ?? 'look for the call in the log of the server',
    error.exit,
    passing,
  );
}

/** How to mend what the server refuses; its messages say what is wrong. */
const fixes: Record<string, string> = {
  KEY_MALFORMED: 'the key was cut or changed when it was copied: store it again, or mint another',
  KEY_UNKNOWN: 'check that the key is one of this server, or mint another: sfs key create',
  KEY_EXPIRED: 'mint another: sfs key create (your own: sfs auth keys create, or sfs auth recover)',
  KEY_REVOKED: 'mint another: sfs key create (your own: sfs auth keys create, or sfs auth recover)',
  SCOPE_MISSING: 'mint a key with that scope: sfs key create --preset ci',
  DATABASE_UNAVAILABLE: 'check that PostgreSQL runs and that the server can reach it',
};
