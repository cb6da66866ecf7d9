import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { severityWords, statusWords } from '../../src/cli/agent/words.ts';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { uuid, type World } from '../support/server.ts';
import { folder, type Ran, type RunOptions, sfs } from './run.ts';

/** A machine of a test: a home, a working folder, a key. */
export interface Machine {
  cwd: string;
  env: Record<string, string>;
  /** Runs `sfs …` there: `await sfs('agent', 'status', run)`. */
  sfs(...argv: string[]): Promise<Ran>;
  /** The same with something changed. */
  with(options: RunOptions): (...argv: string[]) => Promise<Ran>;
  /** Writes a file into the working folder and returns its name. */
  file(name: string, content: string | Uint8Array): string;
  /** Makes a symbolic link there. */
  link(name: string, target: string): string;
  /** Starts a run of `sentinel` and returns its id. */
  started(...more: string[]): Promise<string>;
}

/** Scopes of the preset `ci`. */
export const ciScopes = [
  ...['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'personas:read', 'projects:read'],
];

/** Call inside a test: the folders go when it ends. */
export function machine(world: World, key: string, cwd = folder()): Machine {
  const env = { HOME: folder(), SFS_API_KEY: key, SFS_SERVER: world.address };
  const run =
    (options: RunOptions) =>
    (...argv: string[]) =>
      sfs(argv, { cwd, ...options, env: { ...env, ...options.env } });
  const plain = run({});
  return {
    cwd,
    env,
    sfs: plain,
    with: run,
    file(name, content) {
      writeFileSync(join(cwd, name), content);
      return name;
    },
    link(name, target) {
      symlinkSync(target, join(cwd, name));
      return name;
    },
    async started(...more) {
      const { code, stdout, stderr } = await plain('agent', 'run', 'sentinel', '--output-id', ...more);
      if (code !== 0) throw new Error(stderr);
      return stdout.trim();
    },
  };
}

/** Makes the persona that the tests' runs use. */
export async function addSentinel({ owner }: World): Promise<void> {
  await owner.personas.createPersona({ name: 'sentinel', role: 'reviewer', content: 'Look for holes.' });
}

/** `failed 1 critical`: how a run ended, in words. */
export function outcome({ status, exitCode, severity }: AgentRun): string {
  return `${statusWords.word(status)} ${exitCode ?? '-'} ${severityWords.word(severity) ?? '-'}`;
}

/** Moves the end of a run's lease into the past. */
export const expire = (world: World, runId: string) =>
  world.sql(`update agent_runs set lease_expires_at = now() - interval '1 second' where id = $1`, [uuid(runId)]);
