import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSentinel, ciScopes } from '../cli/machine.ts';
import { sfs } from '../cli/run.ts';
import { finished } from '../integrations/stage.ts';
import { startWorld, type World } from '../support/server.ts';
import { opensslSteps } from './audit_steps.ts';

const top = join(import.meta.dirname, '../..');
const base = mkdtempSync(join(tmpdir(), 'sfs-test-openssl-'));
const steps = join(base, 'steps.sh');
const keys = join(base, 'keys.txt');
const good = join(base, 'good');
let world: World;

beforeAll(async () => {
  writeFileSync(steps, opensslSteps(readFileSync(join(top, 'docs/audit.md'), 'utf8')));
  world = await startWorld();
  await addSentinel(world);
  await makeReceipt(good, ['--commit', 'c0ffee'.padEnd(40, '0')]);
  const listed = await world.owner.audit.listLogKeys({});
  writeFileSync(keys, listed.keys.map(({ line }) => `${line}\n`).join(''));
});
afterAll(async () => {
  await world?.stop();
  rmSync(base, { recursive: true, force: true });
});

/** A run by the command line as a pipeline does it, and its receipt. */
async function makeReceipt(folder: string, more: string[]): Promise<void> {
  const key = await world.key({ scopes: ciScopes, projects: [world.projectId] });
  const options = { cwd: base, env: { HOME: base, SFS_SERVER: world.address, SFS_API_KEY: key } };
  const ran = async (...argv: string[]) => {
    const { code, stdout, stderr } = await sfs(argv, options);
    if (code !== 0) throw new Error(`${argv.join(' ')}: exit ${code}: ${stderr}`);
    return stdout.trim();
  };
  const run = await ran('agent', 'run', 'sentinel', '--output-id', ...more);
  await ran('agent', 'complete', run, '--severity', 'low', '--summary', 'Reviewed.');
  await ran('audit', 'receipt', run, '--out', folder);
}

/** What the steps say of a receipt: the lines of stdout, and the last one of stderr. */
async function check(receipt: string, trusted = keys) {
  // The system's programs and nothing of sfs.
  const env = { PATH: '/usr/bin:/bin', RECEIPT: receipt, KEYS: trusted, TMPDIR: base };
  const { code, stdout, stderr } = await finished('bash', [steps], { cwd: base, env });
  return { code, lines: stdout.trimEnd().split('\n'), error: stderr.trimEnd().split('\n').at(-1) };
}

let copies = 0;

/** The good receipt with something changed. */
function broken(change: (folder: string) => void): string {
  copies += 1;
  const folder = join(base, `broken-${copies}`);
  cpSync(good, folder, { recursive: true });
  change(folder);
  return folder;
}

/** One other byte in a file, counted from the beginning or the end: a letter, so that base 64 stays base 64. */
const edited = (name: string, at: number) => (folder: string) => {
  const bytes = readFileSync(join(folder, name));
  const [a, b] = Buffer.from('AB');
  bytes.set([bytes.at(at) === a ? b! : a!], at < 0 ? bytes.length + at : at);
  writeFileSync(join(folder, name), bytes);
};

const { stdout: version } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const canRun = /^OpenSSL [3-9]/.test(version ?? '') || process.env.SFS_REQUIRE_TOOLCHAINS === 'all';

describe.runIf(canRun).concurrent('the steps with openssl alone', () => {
  test('a real receipt holds in every step', async () => {
    const { code, lines, error } = await check(good);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(lines).toEqual([
      expect.stringMatching(/^ok: the checkpoint of \d+ leaves is signed$/),
      ...[1, 2].map((n) => expect.stringMatching(new RegExp(`^ok: event ${n} is leaf \\d+ of the log$`))),
      'ok: these 2 events are all of the run',
      'ok: the attestation is signed',
      'ok: run.json is what was attested',
      expect.stringContaining('"commit": "c0ffee'),
      '  "status": "passed",',
      '  "severity": "low",',
      '  "exit_code": 0,',
    ]);
  });

  test.for<[name: string, at: number, error: string]>([
    ['events/1.body', 20, 'event 1 is not what the log holds'],
    ['events/2.body', -3, 'event 2 is not what the log holds'],
    ['events/2.tlog-proof', 40, 'event 2 is not what the log holds'],
    ['events/1.tlog-proof', -3, 'event 1 leads to another checkpoint'],
    ['attestation.dsse.json', 100, 'the signature of the attestation'],
    ['attestation.dsse.json', -20, 'the signature of the attestation'],
    ['attestation.dsse.json', 2, 'the attestation is no envelope of ours'],
    ['run.json', -10, 'run.json is not what was attested'],
  ])('one other byte in %s (at %s): %s', async ([name, at, error]) => {
    const ended = await check(broken(edited(name, at)));
    expect(ended).toMatchObject({ code: 1, error: `DOES NOT HOLD: ${error}` });
  });

  test('a checkpoint that says another size is not signed', async () => {
    const folder = broken((path) => {
      const [origin, size, ...rest] = readFileSync(join(path, 'checkpoint'), 'utf8').split('\n');
      writeFileSync(join(path, 'checkpoint'), [origin, String(Number(size) + 1), ...rest].join('\n'));
    });
    expect(await check(folder)).toMatchObject({ code: 1, error: 'DOES NOT HOLD: the signature of the checkpoint' });
  });

  test('without the last event it says that events are missing', async () => {
    const folder = broken((path) => rmSync(join(path, 'events/2.body')));
    const error = 'DOES NOT HOLD: events are missing, or the run has not ended';
    expect(await check(folder)).toMatchObject({ code: 1, error });
  });

  test('an index that is a command is not run', async () => {
    const folder = broken((path) => {
      const proof = join(path, 'events/1.tlog-proof');
      const text = readFileSync(proof, 'utf8');
      writeFileSync(proof, text.replace(/^index .*$/m, `index a[$(touch ${base}/injected)]`));
    });
    expect(await check(folder)).toMatchObject({ code: 1, error: 'DOES NOT HOLD: event 1 has no place in the log' });
    expect(() => readFileSync(join(base, 'injected'))).toThrow('ENOENT');
  });

  test('keys of another log are not taken', async () => {
    const foreign = join(top, 'test/audit/vectors/receipt/keys/foreign.txt');
    const error = 'DOES NOT HOLD: no key of keys.txt signed the checkpoint';
    expect(await check(good, foreign)).toMatchObject({ code: 1, error });
  });
});
