import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeCache } from '../support/code_cache.ts';
import { startWorld, type World } from '../support/server.ts';

export const top = join(import.meta.dirname, '../..');
export const remote = 'https://github.com/acme/web-shop';

/** Exactly the scopes of `sfs key create --preset ci`. */
const ciScopes = [
  'agent_runs:read',
  'agent_runs:write',
  'tickets:read',
  'tickets:write',
  'personas:read',
  'projects:read',
];

/** How a script ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A real server with a persona and a key as a pipeline has it, and a machine with the programs that a runner has. */
export interface Stage {
  world: World;
  key: string;
  /** A folder with `sfs`, and stand-ins for what a test cannot have: downloads, and the right to become another user. */
  bin: string;
  /** An empty folder of one test. */
  folder(): string;
  /** Runs a script as a step of GitHub does. */
  bash(script: string, options: { cwd: string; env: Record<string, string> }): Promise<Ended>;
  stop(): Promise<void>;
}

const shims = {
  sfs: `exec "${process.execPath}" "${join(top, 'src/cli/sfs.mjs')}" "$@"`,
  // The package that the runner downloads; the pinned checksum decides whether it is the right one.
  curl: 'while [ $# -gt 1 ]; do if [ "$1" = --output ]; then printf "the package" > "$2"; fi; shift; done',
  npm: 'echo "npm $*"',
  // Becoming nobody takes root, and a checkout that nobody can reach.
  setpriv: 'while [ "$#" -gt 0 ] && [ "${1#--}" != "$1" ]; do shift; done; exec "$@"',
  chown: 'exit ${TEST_CHOWN:-0}',
};

/** sha256 of "the package". */
export const packageDigest = 'ab326f16dec533ba65139949246581c016b9d4c77d0de0046e65f48e575372a3';

export async function openStage(): Promise<Stage> {
  const world = await startWorld();
  const base = mkdtempSync(join(tmpdir(), 'sfs-test-ci-'));
  const bin = join(base, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(shims)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  await world.owner.personas.createPersona({
    project: world.projectId,
    name: 'sentinel',
    role: 'security reviewer',
    content: 'Review the change.',
  });
  const key = await world.key({ scopes: ciScopes, projects: [world.projectId] });
  let folders = 0;
  return {
    ...{ world, key, bin },
    folder() {
      folders += 1;
      const path = join(base, String(folders));
      mkdirSync(path);
      return path;
    },
    bash: (script, { cwd, env }) =>
      finished('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd,
        env: {
          PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
          HOME: base,
          XDG_CACHE_HOME: codeCache,
          ...env,
        },
      }),
    async stop() {
      await world.stop();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Runs a program to its end. */
export function finished(
  program: string,
  words: readonly string[],
  options: { cwd: string; env: Record<string, string | undefined> },
): Promise<Ended> {
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      ended[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 255, ...ended }));
  });
}

/** A change as a pull request: the checkout at its head, and the commits. */
export interface Change {
  checkout: string;
  base: string;
  head: string;
}

/** What a pull request adds, by the name of a case. */
export const cases = {
  clean: { 'src/tax.js': 'export const tax = (cents) => Math.round(cents * 0.19);\n' },
  secret: { 'src/mail.js': `const accessKey = '${['AKIA', 'Q3EXAMPLE7TEST42'].join('')}';\n` },
  crashed: { 'scripts/review/review.mjs': 'process.exit(3);\n' },
  /** A reviewer that finds nothing, and tells what it could see. */
  forged: {
    'scripts/review/review.mjs': [
      "import { writeFileSync, readFileSync } from 'node:fs';",
      "const out = process.argv[process.argv.indexOf('--out') + 1];",
      "writeFileSync(out, '[]');",
      'writeFileSync(`${out}.seen`, JSON.stringify(process.env));',
    ].join('\n'),
    'src/mail.js': `const accessKey = '${['AKIA', 'Q3EXAMPLE7TEST42'].join('')}';\n`,
  },
} as const satisfies Record<string, Record<string, string>>;

/** A repository with our reviewer in its base, and one pull request, number 7. */
export async function makeChange(folder: string, files: Record<string, string>): Promise<Change> {
  const checkout = join(folder, 'checkout');
  mkdirSync(checkout);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
    ...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
  };
  const git = async (...words: string[]) => {
    const { code, stdout, stderr } = await finished('git', words, { cwd: checkout, env });
    if (code !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    writeFileSync(join(checkout, name), content);
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  cpSync(join(top, 'docs/examples/reviewer'), join(checkout, 'scripts/review'), { recursive: true });
  write('README.md', '# Shop\n');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'base');
  const base = await git('rev-parse', 'HEAD');
  for (const [name, content] of Object.entries(files)) write(name, content);
  await git('add', '--all');
  await git('commit', '--quiet', '--message', `change of ${folder}`);
  const head = await git('rev-parse', 'HEAD');
  await git('remote', 'add', 'origin', remote);
  return { checkout, base, head };
}
