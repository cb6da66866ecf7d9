import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from './run.ts';

const launcher = join(import.meta.dirname, '..', '..', 'src', 'cli', 'sfs.mjs');

function launch(argv: string[], { node = process.execPath, before = '', home = true } = {}) {
  const preload = before ? ['--import', `data:text/javascript,${encodeURIComponent(before)}`] : [];
  const { status, stdout, stderr } = spawnSync(node, [...preload, launcher, ...argv], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...(home ? { HOME: folder() } : {}) },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe('the launcher', () => {
  it('runs a command', () => {
    expect(launch(['version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^sfs \d/), stderr: '' });
    expect(launch(['nope'])).toMatchObject({ status: 2, stdout: '' });
  });

  it.each(['18.0.0', '20.20.2', '22.17.1'])('on Node %s says in one line what it needs and exits 70', (version) => {
    const before = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
      Object.defineProperty(process, 'version', { value: 'v${version}' });`;
    const { status, stdout, stderr } = launch(['version'], { before });
    expect({ status, stdout, stderr }).toEqual({
      status: 70,
      stdout: '',
      stderr: `sfs needs Node 22.18 or newer; this is v${version}.\n`,
    });
  });

  it('does the same on the old Node of this machine, if it has one', ({ skip }) => {
    const version = spawnSync('node', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
    const [major = 99] = version.slice(1).split('.').map(Number);
    skip(major >= 22, `node is ${version || 'missing'}`);
    expect(launch(['version'], { node: 'node' })).toEqual({
      status: 70,
      stdout: '',
      stderr: `sfs needs Node 22.18 or newer; this is ${version}.\n`,
    });
  });
});

/** A stdin whose first read does something; `auth login` reads it. */
const stdinThat = (does: string) => `
  const error = new Error('broken\\n\\u001b[31m sfsk_abc_DEF');
  const next = () => { ${does}; return new Promise(() => {}) };
  const stdin = { setEncoding() {}, pause() {}, [Symbol.asyncIterator]: () => ({ next }) };
  Object.defineProperty(process, 'stdin', { value: stdin });`;

it.each(['throw error', 'setTimeout(() => { throw error })', 'Promise.reject(error)'])(
  'a crash (%s) is 70 and one line, without a key in it',
  (does) => {
    const { status, stderr } = launch(['auth', 'login'], { before: stdinThat(does) });
    expect(stderr).toMatch(/^sfs: internal error: Error: broken +\[31m \*\*\* \(SFS_DEBUG=1 shows where\)\n$/);
    expect(status).toBe(70);
  },
);

it('a promise that nobody settles is 70, not 0', () => {
  expect(launch(['auth', 'login'], { before: stdinThat('') }).status).toBe(70);
});

it('a closed stdout ends a listing with 0', async () => {
  const child = spawn(process.execPath, [launcher, 'help', 'exit-codes'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder() },
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('a stdout that takes nothing (a full disk) is not 0, and the file of the id is not taken for one', ({ skip }) => {
  skip(!existsSync('/dev/full'), 'no /dev/full');
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [launcher, 'version'], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder() },
  });
  closeSync(full);
  expect(stderr).toBe('sfs: the result could not be written to stdout (ENOSPC)\n');
  expect(status).toBe(70);
});

it('a user without a home works, for everything can come from the environment', () => {
  const noHome = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module';
    os.homedir = () => { throw new Error('ENOENT') }; syncBuiltinESMExports();`;
  const ran = launch(['config', 'view', '--format', 'json'], { before: noHome, home: false });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
});
