import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postgresProcessesIn, processIdentity } from '../../src/db/embedded/process.ts';
import { EmbeddedError, startEmbedded } from '../../src/db/embedded.ts';
import {
  connects,
  dataDir,
  kill,
  run,
  start,
  startInChild,
  until,
  useFolder,
  useMadeDatabase,
} from '../support/embedded.ts';

const onLinux = process.platform === 'linux';

useFolder();
useMadeDatabase();

/** A server that answered for two rows. */
async function startWithRows() {
  const server = await startInChild();
  await run(server.ownerUrl, 'CREATE TABLE acknowledged (id int)');
  await run(server.url, 'INSERT INTO acknowledged VALUES (1), (2)');
  return server;
}

/** Waits until another connection of the same role has a statement at work. */
async function untilBusy(url: string): Promise<void> {
  const others =
    "SELECT 1 FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid() AND state = 'active'";
  while ((await run(url, others)).length === 0);
}

const rowsOf = (url: string) => run(url, 'SELECT id FROM acknowledged');
const bothRows = [{ id: 1 }, { id: 2 }];

describe('a data folder has one server', () => {
  test('a second one is told who is there and what to do', async () => {
    const { child, pid } = await startInChild();
    const refused = startEmbedded({ dataDir });
    await expect(refused).rejects.toThrow(EmbeddedError);
    await expect(refused).rejects.toThrow(
      new RegExp(`in use by another sfs server \\(process ${child.pid},.*--data-dir`),
    );
    expect(processIdentity(pid)).toBeDefined();
  });

  test('of three that start at once on what a killed one left, one gets it', async () => {
    const { child } = await startInChild();
    await kill(child);
    const outcomes = await Promise.allSettled([startEmbedded({ dataDir }), startEmbedded({ dataDir }), start()]);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('the lock of a dead process does not count when its pid belongs to another one', async () => {
    const holder = { pid: process.ppid, identity: 'another boot:1', since: '2026-01-01T00:00:00.000Z' };
    writeFileSync(join(dataDir, 'server.lock'), JSON.stringify(holder));
    expect(await connects((await start()).url)).toBe(true);
  });
});

describe('after kill -9', () => {
  test('the PostgreSQL that was left running is taken over, with every acknowledged row', async () => {
    const killed = await startWithRows();
    await kill(killed.child);
    const lines: string[] = [];
    const server = await start({ log: (line) => lines.push(line) });
    expect(lines.join()).toMatch(/took over/);
    expect(server.pid).toBe(killed.pid);
    expect(await rowsOf(server.url)).toEqual(bothRows);
    await server.stop();
    expect(processIdentity(killed.pid)).toBeUndefined();
  });

  test('one that was left running with other settings is replaced', async () => {
    const killed = await startInChild();
    await kill(killed.child);
    const server = await start({ settings: { work_mem: '8MB' } });
    expect(server.pid).not.toBe(killed.pid);
    expect(await run(server.url, 'SHOW work_mem')).toEqual([{ work_mem: '8MB' }]);
  });

  test('of server and PostgreSQL, with a long statement still at work, the start recovers', async () => {
    const killed = await startWithRows();
    const busy = run(killed.url, 'SELECT count(*) FROM generate_series(1, 10000000000)').catch(() => 'ended');
    await untilBusy(killed.url);
    await kill(killed.child);
    process.kill(killed.pid, 'SIGKILL');
    const server = await start();
    expect(await rowsOf(server.url)).toEqual(bothRows);
    expect(await busy).toBe('ended');
  });

  test("a stale postmaster.pid with a stranger's pid does not block", async () => {
    const killed = await startWithRows();
    await kill(killed.child);
    const files = ['pg/postmaster.pid', 'run/.s.PGSQL.5432.lock'].map((name) => join(dataDir, name));
    process.kill(killed.pid, 'SIGKILL');
    await until(() => processIdentity(killed.pid) === undefined);
    const { uid, gid } = statSync(join(dataDir, 'pg'));
    const stranger = spawn('sleep', ['1000'], { uid, gid, cwd: '/', stdio: 'ignore' });
    onTestFinished(() => void stranger.kill());
    await once(stranger, 'spawn');
    for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)));
    expect(await rowsOf((await start()).url)).toEqual(bothRows);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('of PostgreSQL alone it is started again, twice in a row, on the same URL', async () => {
    const lines: string[] = [];
    const server = await start({ log: (line) => lines.push(line) });
    for (const _ of [1, 2]) {
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await until(() => server.pid !== pid);
      expect(await connects(server.url)).toBe(true);
    }
    expect(lines.join('\n')).toMatch(/SIGKILL unexpectedly[\s\S]*runs again/);
  });

  test('of a PostgreSQL that was taken over it is started again too', async () => {
    const killed = await startWithRows();
    await kill(killed.child);
    const server = await start();
    process.kill(server.pid, 'SIGKILL');
    await until(() => server.pid !== killed.pid);
    expect(await rowsOf(server.url)).toEqual(bothRows);
  });
});

describe('stop', () => {
  test('leaves no process and no lock, though a transaction is open', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    await Promise.all([server.stop(), server.stop()]);
    expect(processIdentity(server.pid)).toBeUndefined();
    expect(postgresProcessesIn(join(dataDir, 'pg'))).toEqual([]);
    expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
  });

  test('during a restart ends the one that is being started', async () => {
    const server = await start();
    process.kill(server.pid, 'SIGKILL');
    await until(() => processIdentity(server.pid) === undefined);
    await server.stop();
    expect(postgresProcessesIn(join(dataDir, 'pg'))).toEqual([]);
    expect(await connects((await start()).url)).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('a %s to the process group does not reach PostgreSQL', async (name) => {
    const { child, pid, url } = await startInChild({ detached: true });
    process.kill(-(child.pid ?? 0), name);
    await once(child, 'exit');
    expect(await connects(url)).toBe(true);
    expect((await start()).pid).toBe(pid);
  });
});

test.runIf(onLinux)("PostgreSQL gets nothing of the caller's environment", async () => {
  const { child, pid } = await startInChild({ env: { ...process.env, SFS_API_KEY: 'sfs_planted_key' } });
  const environment = (of: number | undefined) => readFileSync(`/proc/${of}/environ`, 'utf8');
  expect(environment(child.pid)).toContain('sfs_planted_key');
  const all = postgresProcessesIn(join(dataDir, 'pg'));
  expect(all).toContain(pid);
  for (const each of all) expect(environment(each)).not.toContain('sfs_planted_key');
  expect(environment(pid).split('\0').filter(Boolean).length).toBeLessThan(10);
});
