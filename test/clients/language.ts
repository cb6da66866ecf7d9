import type { Program } from '../../proto/clients/language.ts';

/** A program to run. */
export interface Command {
  command: string;
  args: string[];
  /** Default: the top of the repository. */
  cwd?: string;
  env?: Record<string, string>;
}

/** How one language's client is built, checked and driven; a column of the table. */
export interface Language {
  name: string;
  /** Each must end with 0, else the language counts as not installed: `['go', 'version']`. */
  needs: Program[];
  /** Compiles client, runner and example, in this order. Must be quick where nothing has changed. */
  build: Command[];
  /** The client's own unit tests, format and lint, with the tools of the language. */
  checks: Command[];
  /** Speaks the protocol of README.md. More than one where a client has several faces (sync and async). */
  runners: (Command & { name: string })[];
  /** The example: settings from the environment (SFS_SERVER, SFS_API_KEY), findings from the file that is named last. */
  example: Command;
}
