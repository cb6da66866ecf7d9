import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configFolder } from '../../src/cli/folders.ts';
import { addProfile } from '../../src/cli/profile.ts';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, type Machine, machine } from './machine.ts';
import { Receipts, results } from './receipts.ts';

let world: World;
let receipts: Receipts;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  receipts = new Receipts(world);
});
afterAll(() => world.stop());

const offline = (m: Machine) => m.sfs('audit', 'verify', 'receipt', '--offline');

/** A machine that signed in, so that keys are pinned there. */
async function signedIn(): Promise<Machine & { pins: string }> {
  const m = await receipts.machine();
  const profile = { server: world.address, key: world.ownerKey };
  addProfile(configFolder(m.env), 'work', profile);
  const sfs = m.with({ env: { SFS_SERVER: undefined, SFS_API_KEY: undefined } });
  return { ...m, sfs, pins: join(configFolder(m.env), 'log_keys/work.txt') };
}

it('the first use of a profile pins the keys, and receipts are verified with them from then on', async () => {
  const m = await signedIn();
  expect((await offline(m)).code).toBe(3);
  const first = await m.sfs('audit', 'keys');
  expect(first.stdout).toBe(receipts.keys);
  expect(first.stderr).toMatch(/^sfs: pinned for profile work, at first use: log key [0-9a-f]{8}, attestation key /);
  expect(readFileSync(m.pins, 'utf8')).toBe(receipts.keys);
  expect(statSync(m.pins).mode & 0o777).toBe(0o600);
  expect((await m.sfs('audit', 'keys')).stderr).toBe('');
  expect(await offline(m)).toMatchObject({ code: 0, stderr: '' });
});

it.each([
  ['making a receipt', ['audit', 'receipt', 'RUN', '--out', 'mine']],
  ['verifying one', ['audit', 'verify', 'receipt']],
])('%s pins them, too', async (_, argv) => {
  const m = await signedIn();
  const { code, stderr } = await m.sfs(...argv.map((word) => (word === 'RUN' ? receipts.run : word)));
  expect(code).toBe(0);
  expect(stderr).toContain('pinned for profile work, at first use');
  expect(readFileSync(m.pins, 'utf8')).toBe(receipts.keys);
});

it('nothing is pinned where what was verified does not hold, and for a server that is not the profile’s', async () => {
  const m = await signedIn();
  m.file('receipt/context.md', 'another');
  expect((await m.sfs('audit', 'verify', 'receipt')).code).toBe(1);
  const elsewhere = m.with({ env: { SFS_API_KEY: world.ownerKey } });
  expect((await elsewhere('audit', 'keys')).code).toBe(0);
  expect((await elsewhere('audit', 'keys', '--trust')).code).toBe(2);
  expect(() => readFileSync(m.pins)).toThrow('ENOENT');
});

it('pinned keys are never replaced unasked: a new key is told, and taken with --trust', async () => {
  const m = await signedIn();
  await m.sfs('audit', 'keys');
  const [log] = receipts.keys.split('\n');
  writeFileSync(m.pins, `${log}\n`);
  const told = await m.sfs('audit', 'receipt', receipts.run, '--out', 'mine');
  expect(told.stderr).toMatch(/not pinned for profile work: attestation key [0-9a-f]{16}; .*sfs audit keys --trust/);
  expect((await offline(m)).code).toBe(3);
  expect(readFileSync(m.pins, 'utf8')).toBe(`${log}\n`);
  const { code, stdout, stderr } = await m.sfs('audit', 'keys', '--trust');
  expect({ code, stdout }).toEqual({ code: 0, stdout: receipts.keys });
  expect(stderr).toContain('pinned for profile work: log key');
  expect((await offline(m)).code).toBe(0);
});

it('pins of another log vouch for nothing', async () => {
  const m = await signedIn();
  const foreign = machine(world, (await world.tenant()).ownerKey);
  mkdirSync(join(m.pins, '..'), { recursive: true });
  writeFileSync(m.pins, (await foreign.sfs('audit', 'keys')).stdout);
  const { code, stdout } = await offline(m);
  expect(code).toBe(3);
  expect(stdout).toContain('self-asserted');
  writeFileSync(m.pins, 'no key\n');
  expect((await offline(m)).code).toBe(2);
});

it('the whole log is verified where no receipt is named, and that pins the keys, too', async () => {
  const m = await signedIn();
  const first = await m.sfs('audit', 'verify');
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('pinned for profile work, at first use');
  expect(results(first.stdout)).toMatchObject({ keys: 'ok', checkpoints: 'ok' });
  expect(await m.sfs('audit', 'verify')).toMatchObject({ code: 0, stderr: '' });
});
