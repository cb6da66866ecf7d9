import { exit } from './exit.ts';

/** What `--format json` prints about an error, beside its message. */
export interface ErrorFacts {
  /** The gRPC status, e.g. `NOT_FOUND`; absent where the server was not asked. */
  status?: string;
  /** A reason of error.proto, e.g. `SCOPE_MISSING`. */
  reason?: string;
  metadata?: Record<string, string>;
  violations?: { field: string; description: string }[];
  call_id?: string;
}

/**
 * An error that is the user's to mend: it is printed without a stack and ends the command with its exit code.
 * Anything else that is thrown is a bug in sfs and ends with 70.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exit: number;
  /** What to do about it, printed on a line of its own. */
  readonly hint: string | undefined;
  readonly facts: ErrorFacts;

  constructor(code: number, message: string, more: { hint?: string; facts?: ErrorFacts; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.exit = code;
    this.hint = more.hint;
    this.facts = more.facts ?? {};
  }
}

/** Wrong usage or input: exit 2. */
export function usage(message: string, hint?: string): CliError {
  return new CliError(exit.usage, message, hint === undefined ? {} : { hint });
}

/** Ctrl-C, or SIGTERM from the CI: exit 130. */
export function interrupted(): CliError {
  return new CliError(exit.interrupted, 'interrupted');
}
