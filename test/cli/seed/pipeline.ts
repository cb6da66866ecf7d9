import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeCache } from '../../support/code_cache.ts';
import type { Case } from './cases.ts';

const here = import.meta.dirname;
const launcher = join(here, '..', '..', '..', 'src', 'cli', 'sfs.mjs');

export interface Step {
  code: number;
  stdout: string;
  stderr: string;
}

/** A runner's machine: `sfs` in PATH, and a checkout whose reviewer is the pull request's. */
export interface Runner {
  /** The checkout. */
  cwd: string;
  env: Record<string, string>;
  /** Runs a script of this folder as a step, after the runner filled `${{ … }}` in. */
  step(name: string, more?: { env?: Record<string, string>; fill?: Record<string, string> }): Promise<Step>;
  /** What a file of the checkout holds, without the space around it; empty where there is none. */
  written(name: string): string;
  /** What steps wrote as `name=value` into $GITHUB_OUTPUT. */
  output(name: string): string;
}

/** Writes the executable that a pipeline finds in PATH: this Node on the source as it stands. */
export function installSfs(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'sfs'), `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`);
  chmodSync(join(bin, 'sfs'), 0o755);
  return bin;
}

/** A runner with a checkout that holds this reviewer, and what is prepared for it. */
export function runner(folder: string, bin: string, { review, prepared }: Pick<Case, 'review' | 'prepared'>): Runner {
  const cwd = mkdtempSync(join(folder, 'checkout-'));
  mkdirSync(join(cwd, 'scripts'));
  writeFileSync(join(cwd, 'scripts', 'review.sh'), `#!/bin/sh\n${review}\n`);
  chmodSync(join(cwd, 'scripts', 'review.sh'), 0o755);
  if (prepared !== undefined) writeFileSync(join(cwd, 'scripts', 'prepared'), prepared);
  const written = (name: string) => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8').trim() : '');
  const output = join(cwd, 'github_output');
  // One home for all, so that Node compiles the source once.
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: folder, XDG_CACHE_HOME: codeCache, GITHUB_OUTPUT: output };
  return {
    cwd,
    env,
    step: (name, { env: more = {}, fill = {} } = {}) => {
      const text = readFileSync(join(here, name), 'utf8').replace(/\$\{\{ (.*?) \}\}/g, (_, key) => {
        const value = fill[key];
        if (value === undefined) throw new Error(`the step ${name} uses ${key}`);
        return value;
      });
      const script = join(cwd, name);
      writeFileSync(script, text);
      return bash(script, cwd, { ...env, ...more });
    },
    written,
    output: (name) => {
      const lines = written('github_output').split('\n');
      return lines.findLast((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    },
  };
}

/** As a runner of GitHub starts a step. */
function bash(script: string, cwd: string, env: Record<string, string>): Promise<Step> {
  return new Promise((resolve) => {
    const options = { cwd, env, encoding: 'utf8', timeout: 60_000, maxBuffer: 16 * 1024 * 1024 } as const;
    const child = execFile('bash', ['-e', script], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** Does the work for every item, for so many at a time. */
export async function pool<Item, Result>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
