import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { writeProfile } from '../../src/cli/profile.ts';
import { presets } from '../../src/service_keys/presets.ts';
import { startWorld, type World } from '../support/server.ts';
import { folder, type Ran, type RunOptions, sfs, testIo } from './run.ts';
import { signedIn } from './signed_in.ts';

interface Report {
  checks: { name: string; result: string; message: string; fix: string | null }[];
  exit_code: number;
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const doctor = (key: string, flags: string[] = [], options: RunOptions = {}) =>
  signedIn(world.address, key)(['doctor', '--format', 'json', ...flags], options);
const report = ({ stdout }: Ran) => JSON.parse(stdout) as Report;
const check = (ran: Ran, name: string) => report(ran).checks.find((one) => one.name === name);
const results = (ran: Ran) => Object.fromEntries(report(ran).checks.map(({ name, result }) => [name, result]));

/** A port of this machine on which nobody listens. */
const closedPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Runs a command, and does something as soon as it says that it waits. */
async function onceWaiting(argv: string[], options: RunOptions, act: () => void): Promise<Ran> {
  const { io, out, err } = testIo(options);
  const stderr = { ...io.stderr, write: (text: string) => (text.includes('waiting') ? act() : undefined) };
  const code = await main(argv, { ...io, stderr });
  return { code, stdout: out(), stderr: err() };
}

describe('sfs doctor', () => {
  it('finds all well for a pipeline, one line per check, and exits 0', async () => {
    const key = await world.key({ scopes: [...presets.ci], projects: [world.projectId], name: 'ci' });
    const run = signedIn(world.address, key);
    const { code, stdout, stderr } = await run(['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      ...['ok server', 'ok tls', 'ok key', 'ok scopes', 'ok project', 'ok clock', 'ok version', 'ok database'],
      ...['ok migrations', 'ok audit'],
    ]);
    expect(stdout).toMatch(/service key ci \(key_\w+, from environment SFS_API_KEY\) expires in (90d|89d 23h)/);
    expect(stdout).not.toContain(key);
  });

  it('warns of a key that expires soon or lacks scopes, and of no project; that is no failure', async () => {
    const key = await world.key({ scopes: ['agent_runs:read'], expiresInSeconds: 86_400 });
    const ran = await doctor(key);
    expect(ran.code).toBe(0);
    expect(results(ran)).toMatchObject({ key: 'warn', scopes: 'warn', project: 'warn', clock: 'ok' });
    expect(check(ran, 'key')!.fix).toContain('sfs key create');
    expect(check(ran, 'scopes')!.message).toContain('preset ci has also agent_runs:write');
  });

  it('on a narrow terminal shows every word of what is to be done', async () => {
    const wide = await sfs(['doctor', '--server', world.address]);
    const narrow = await sfs(['doctor', '--server', world.address, '--no-color'], { columns: 60 });
    expect(narrow.stdout).toBe(wide.stdout);
    expect(narrow.stdout).toContain('sign in: sfs auth login');
  });

  it('warns of clocks that differ', async () => {
    const ran = await doctor(world.ownerKey, [], { now: new Date(Date.now() + 300_000) });
    expect(ran.code).toBe(0);
    expect(check(ran, 'clock')).toMatchObject({
      result: 'warn',
      message: expect.stringMatching(/is (5m|4m 59s)( 1s)? ahead of/),
    });
  });

  it('fails with 4 where there is no key, or a wrong, expired or revoked one, and says how to mend it', async () => {
    const none = await sfs(['doctor', '--format', 'json', '--server', world.address]);
    expect({ code: none.code, ...results(none) }).toEqual({ code: 4, server: 'ok', tls: 'ok', key: 'fail' });
    expect(check(none, 'key')!.fix).toContain('sfs auth login');
    expect((await doctor('sfsk_wrong_key')).code).toBe(4);
    const expired = await world.key({ name: 'expired' });
    await world.sql("update keys set expires_at = now() - interval '1 minute' where name = 'expired'");
    const ran = await doctor(expired, ['--wait', '60s']);
    expect(ran.code).toBe(4);
    expect(check(ran, 'key')!.fix).toContain('mint another');
  });

  it('fails with 7 where nobody listens, and says where it looked', async () => {
    const port = await closedPort();
    const { code, stdout } = await sfs(['doctor', '--server', `127.0.0.1:${port}`, '--deadline', '1s']);
    expect(code).toBe(7);
    expect(stdout).toMatch(new RegExp(`^fail +server +the server 127.0.0.1:${port} .*sfs serve`, 'm'));
  });

  it('a .sfs.yaml that names a server stops it', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, '.sfs.yaml'), 'server: evil.example\n');
    expect((await doctor(world.ownerKey, [], { cwd })).code).toBe(2);
  });
});

describe('sfs doctor --wait', () => {
  it('gives up when the time is over', async () => {
    const port = await closedPort();
    const begun = Date.now();
    const ran = await sfs(['doctor', '--server', `127.0.0.1:${port}`, '--wait', '1s', '--deadline', '1s']);
    expect(ran.code).toBe(7);
    expect(ran.stderr).toContain('waiting');
    expect(Date.now() - begun).toBeLessThan(6_000);
  });

  it('waits for the profile that a first start makes', async () => {
    const home = folder();
    const config = join(home, 'config');
    mkdirSync(config);
    const env = { HOME: home, SFS_CONFIG_DIR: config, SFS_PROFILE: 'local' };
    const ran = await onceWaiting(['doctor', '--wait', '20s', '--format', 'json'], { env }, () => {
      writeProfile(config, 'local', { server: world.address, key: world.ownerKey });
    });
    expect(ran.code).toBe(0);
    expect(results(ran)).toMatchObject({ server: 'ok', key: 'ok' });
  });

  it('ends with 130 on ctrl-C', async () => {
    const stop = new AbortController();
    const port = await closedPort();
    const argv = ['doctor', '--server', `127.0.0.1:${port}`, '--wait', '60s'];
    expect((await onceWaiting(argv, { signal: stop.signal }, () => stop.abort())).code).toBe(130);
  });
});
