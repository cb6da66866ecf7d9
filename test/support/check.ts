/** The checks beside the tests: `npm run check`. Every one runs; the code is 1 if any failed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const top = join(import.meta.dirname, '../..');
const bin = (name: string) => join(top, 'node_modules/.bin', name);

const git = (...args: string[]) => execFileSync('git', args, { cwd: top, encoding: 'utf8' }).trim();

/** Regenerates and compares, so that nobody edits generated code or forgets to make it. */
function generated(): string | undefined {
  const before = snapshot();
  for (const script of ['generate.ts', 'generate_clients.ts']) {
    const problem = run(process.execPath, [join(top, 'proto', script)]);
    if (problem) return `${script} ${problem}`;
  }
  return before === snapshot() ? undefined : 'it was not what the protos make of it; it is now: commit it';
}

const folders = ['src/gen', 'clients'];
const snapshot = () => git('status', '--porcelain', '--', ...folders) + git('diff', '--', ...folders);

/** Compares the contract with the last release. */
function breaking(): string | undefined {
  const tag = git('tag', '--list', 'v*', '--sort=-v:refname').split('\n')[0];
  if (!tag) return void console.log('   skipped: there is no release yet');
  return run(bin('buf'), ['breaking', '--against', `.git#tag=${tag}`]);
}

function run(command: string, args: string[]): string | undefined {
  const { status, error } = spawnSync(command, args, { cwd: top, stdio: 'inherit' });
  return status === 0 ? undefined : `ended with ${error?.message ?? status}`;
}

const checks: [name: string, check: () => string | undefined][] = [
  ['generated code is current', generated],
  ['buf lint', () => run(bin('buf'), ['lint'])],
  ['buf format', () => run(bin('buf'), ['format', '--diff', '--exit-code', 'proto'])],
  ['buf breaking', breaking],
  ['types', () => run(process.execPath, [bin('tsc'), '--noEmit', '-p', '.'])],
  ['lint and format', () => run(bin('biome'), ['check', '--error-on-warnings'])],
];

const failed = checks.filter(([name, check]) => {
  console.log(`== ${name}`);
  const problem = check();
  if (problem) console.log(`   ${name}: ${problem}`);
  return problem !== undefined;
});
if (failed.length > 0) {
  console.log(`failed: ${failed.map(([name]) => name).join(', ')}`);
  process.exitCode = 1;
}
