import { execFile, execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitOf } from '../../src/audit/proof/check.ts';
import { parseKeys } from '../../src/audit/proof/keys_file.ts';
import { verifyReceipt } from '../../src/audit/proof/receipt/verify_receipt.ts';
import { addSentinel, type Machine } from '../cli/machine.ts';
import { Receipts, results } from '../cli/receipts.ts';
import { folder } from '../cli/run.ts';
import { startWorld, type World } from '../support/server.ts';
import { flipped, seeded } from './proof/reference.ts';
import { readVectors } from './receipt_case.ts';

const home = join(import.meta.dirname, '../../clients/python/receipt_verifier');
// No byte code beside the sources.
const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };

const hasPython = (() => {
  const needed = 'import sys, cryptography.hazmat.primitives.asymmetric.ed25519; assert sys.version_info >= (3, 10)';
  try {
    execFileSync('python3', ['-c', needed], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const missing = 'python3 from 3.10 on with the package cryptography';

function python(
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd: home, env: { ...env, ...more } };
    const child = execFile('python3', args, options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test.runIf(process.env.SFS_REQUIRE_TOOLCHAINS === 'all')(`there is ${missing}`, () => expect(hasPython).toBe(true));

describe.skipIf(!hasPython)(`the verifier in Python (it takes ${missing})`, () => {
  test('its own tests pass, none is skipped, and of every broken receipt it says what ours says', async () => {
    const agreement = join(folder(), 'agreement.json');
    writeFileSync(agreement, JSON.stringify(brokenReceipts(150)));
    const { code, err } = await python(['-m', 'unittest'], { SFS_AGREEMENT: agreement });
    expect(err).toMatch(/^OK$/m);
    expect(code).toBe(0);
  });

  describe('of a real run', () => {
    let world: World;
    let receipts: Receipts;

    beforeAll(async () => {
      world = await startWorld();
      await addSentinel(world);
      receipts = new Receipts(world);
    });
    afterAll(() => world.stop());

    const verify = (m: Machine, ...more: string[]) =>
      python(['sfs_verify_receipt.py', join(m.cwd, 'receipt'), ...more.map((one) => one.replace('@', `${m.cwd}/`))]);
    const trusted = ['--keys', '@keys.txt'];

    test('with keys from elsewhere all holds: 0, and it prints the lines of sfs audit verify', async () => {
      const m = await receipts.machine();
      const { code, out, err } = await verify(m, ...trusted);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const ours = await m.sfs('audit', 'verify', 'receipt', '--offline', '--keys', 'keys.txt');
      expect(results(out)).toEqual(results(ours.stdout));
      expect(Object.keys(results(out))).toEqual(Object.keys(results(ours.stdout)));
      const named = `run.json +says what the events say: ${receipts.run}, commit none, failed, exit code \\d+$`;
      expect(out).toMatch(new RegExp(named, 'm'));
      const ofRun = (stdout: string) => stdout.split('\n').filter((line) => line.includes(' run.json '));
      expect(ofRun(out)).toEqual(ofRun(ours.stdout));
    });

    test('without keys it is self-asserted: 3', async () => {
      const { code, out } = await verify(await receipts.machine(), '--json');
      const { exit_code, checks } = JSON.parse(out);
      expect([code, exit_code]).toEqual([3, 3]);
      const problems = checks.filter(({ result }: { result: string }) => result !== 'ok');
      const message = expect.stringMatching(/^self-asserted: /);
      expect(problems).toEqual([{ name: 'keys', result: 'incomplete', message }]);
    });

    test('after an edit of run.json it is tampered: 1, and the field is named', async () => {
      const m = await receipts.machine();
      m.file('receipt/run.json', receipts.files.get('run.json')!.toString().replace('"failed"', '"passed"'));
      const { code, out } = await verify(m, ...trusted);
      expect(code).toBe(1);
      expect(out).toMatch(/^tampered +run\.json +run\.json differs from the events: status$/m);
    });

    test('without its last event it is incomplete: 3', async () => {
      const m = await receipts.machine();
      for (const kind of ['body', 'tlog-proof']) rmSync(join(m.cwd, `receipt/events/2.${kind}`));
      const { code, out } = await verify(m, ...trusted);
      expect(code).toBe(3);
      expect(results(out)).toMatchObject({ inclusion: 'ok', completeness: 'incomplete', attestation: 'incomplete' });
    });

    test('what is no receipt is unusable: 2', async () => {
      const m = await receipts.machine();
      const { code, out, err } = await verify(m, '--keys', '@receipt/keys.txt');
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^error: --keys: it lies in the receipt itself/);
    });
  });
});

/** Receipts with one to three things broken, as what differs from the good one, and what our verifier makes of them. */
function brokenReceipts(count: number) {
  const good = readVectors('good');
  const names = [...good.keys()].sort();
  const keys = parseKeys(readVectors('keys').get('trusted.txt')!.toString());
  const since = readVectors('checkpoints').get('earlier')!.toString();
  const random = seeded('broken receipts');
  const one = <T>(of: readonly T[]): T => of[random(of.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const files = new Map(good);
    const said = Array.from({ length: 1 + random(3) }, () =>
      breakOne(files, one(names), { random, other: one(names) }),
    );
    const checks = verifyReceipt(files, keys, since);
    const changed = [...files].filter(([name, content]) => !good.get(name)?.equals(content));
    return {
      name: `${at}: ${said.join(', ')}`,
      files: Object.fromEntries(changed.map(([name, content]) => [name, content.toString('base64')])),
      removed: names.filter((name) => !files.has(name)),
      exit_code: exitOf(checks),
      results: Object.fromEntries(checks.map(({ name, result }) => [name, result])),
    };
  });
}

/** Breaks a file in one of several ways, and says how. */
function breakOne(
  files: Map<string, Buffer>,
  name: string,
  { random, other }: { random: (bound: number) => number; other: string },
): string {
  const content = files.get(name);
  const way = random(8);
  if (!content || way === 0) files.delete(name);
  else if (way === 1) files.set(name, files.get(other) ?? content);
  else if (way === 2) files.set(name, content.subarray(0, random(content.length + 1)));
  else if (way === 3) files.set(name, spliced(content, random(content.length + 1), Buffer.of(random(256))));
  else if (way === 4)
    files.set(name, Buffer.from(content.toString().replace(/\d/g, (digit) => (random(9) ? digit : '7'))));
  else if (content.length > 0) files.set(name, flipped(content, random(content.length * 8)));
  return `${name} by ${way}`;
}

const spliced = (content: Buffer, at: number, more: Buffer) =>
  Buffer.concat([content.subarray(0, at), more, content.subarray(at)]);
