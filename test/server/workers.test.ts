import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processIdentity } from '../../src/db/embedded/process.ts';
import { ServiceKeyServiceClient } from '../../src/gen/client/sfs/v1/service_key.ts';
import { easy, type Refused } from '../support/clients.ts';
import { codeCache } from '../support/code_cache.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';
import { newFolder } from '../support/folder.ts';
import { childrenOf, listening } from '../support/process_server.ts';

const launcher = join(import.meta.dirname, '../../src/cli/sfs.mjs');

interface Server {
  child: ChildProcess;
  /** What it said on stderr: the log, and notes. */
  said: string[];
  /** host:port; undefined where it ended before it listened. */
  address: string | undefined;
  ended: Promise<[code: number | null, signal: string | null]>;
}

let folder: string;
let database: TestDatabase;
const opened: { raw: { close(): void } }[] = [];
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = newFolder('sfs-workers-');
  database = await newDatabase();
});
afterAll(async () => {
  for (const { raw } of opened) raw.close();
  for (const child of started) child.kill('SIGKILL');
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({
  ...{ PATH: process.env.PATH, HOME: folder, SFS_CONFIG_DIR: join(folder, 'config'), XDG_CACHE_HOME: codeCache },
  ...{ SFS_DATABASE_URL: database.url, SFS_MIGRATION_DATABASE_URL: database.ownerUrl },
});

/** `sfs serve --workers 2` on the database of this file. */
async function serve(argv: string[] = [], listen = '127.0.0.1:0'): Promise<Server> {
  const child = spawn(
    process.execPath,
    [launcher, 'serve', '--workers', '2', '--data-dir', join(folder, 'data'), '--listen', listen, ...argv],
    {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  started.push(child);
  const ended = once(child, 'exit') as Server['ended'];
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  return { child, said, ended, address: await listening(child) };
}

const ownerKey = () => JSON.parse(readFileSync(join(folder, 'config/profiles/local.json'), 'utf8')).key as string;

/** A client with a connection of its own; usually clients of an address share one. */
function connect({ address }: Server, key = ownerKey()) {
  const options = { 'grpc.use_local_subchannel_pool': 1 };
  const made = easy(ServiceKeyServiceClient, address!, key, credentials.createInsecure(), options);
  opened.push(made);
  return made;
}

/** Pids of the processes that answered, as the log says. */
const answered = ({ said }: Server) =>
  new Set(said.flatMap((line) => /"worker":(\d+).*"msg":"call"/.exec(line)?.[1] ?? []));

const metricsOf = ({ said }: Server) => said.map((line) => /metrics on (\S+)/.exec(line)?.[1]).find(Boolean)!;

/** Connections go to the workers in turn: four of them meet both. */
async function meetAll(server: Server) {
  const all = Array.from({ length: 4 }, () => connect(server));
  await Promise.all(all.map((one) => one.whoAmI()));
  await expect.poll(() => answered(server).size).toBe(2);
  return all;
}

const isAlive = (pid: number) => processIdentity(pid) !== undefined;

test('where the metrics have no port, nothing was begun: the first owner is told the key at the next start', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const server = await serve(['--metrics-listen', `127.0.0.1:${port}`]);
  expect(server.address).toBeUndefined();
  expect(await server.ended).toEqual([6, null]);
  taken.close();
  const next = await serve();
  expect(await connect(next).whoAmI()).toMatchObject({ member: { name: 'owner' } });
  next.child.kill('SIGTERM');
  await next.ended;
});

test('calls go to all workers, one of which can do what another did', async () => {
  const server = await serve(['--metrics-listen', '127.0.0.1:0']);
  const [one, ...others] = await meetAll(server);
  const { secret, key } = await one!.createServiceKey({
    name: 'everywhere',
    scopes: ['agent_runs:read'],
    allProjects: true,
  });
  const asKey = Array.from({ length: 4 }, () => connect(server, secret));
  await Promise.all(asKey.map((one) => one.whoAmI()));
  await others[0]!.revokeServiceKey({ keyId: key!.id, reason: 'spent' });
  // No worker takes it for longer than a second.
  const refused = (one: ReturnType<typeof connect>) =>
    one.whoAmI().then(
      () => 'taken',
      (error: Refused) => error.code,
    );
  await expect
    .poll(() => Promise.all(asKey.map(refused)), { timeout: 1_000 })
    .toEqual(Array(4).fill('UNAUTHENTICATED'));

  const text = await (await fetch(metricsOf(server))).text();
  const taken = /sfs_calls_total\{method="\/sfs.v1.ServiceKeyService\/WhoAmI",code="OK"\} (\d+)/.exec(text)?.[1];
  expect(Number(taken)).toBeGreaterThanOrEqual(8);
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual([0, null]);
  expect([...answered(server)].map(Number).filter(isAlive)).toEqual([]);
});

test('a worker that is killed is replaced, and the others answer meanwhile', async () => {
  const server = await serve(['--metrics-listen', '127.0.0.1:0']);
  await meetAll(server);
  const [victim, other] = [...answered(server)].map(Number) as [number, number];
  process.kill(victim, 'SIGKILL');
  const scrapes = Array.from({ length: 4 }, () => fetch(metricsOf(server)));
  await expect.poll(() => server.said.some((line) => line.includes('another takes its place'))).toBe(true);
  // New connections go to who is there.
  await Promise.all(Array.from({ length: 3 }, () => connect(server).whoAmI()));
  expect(isAlive(other)).toBe(true);
  for (const { status } of await Promise.all(scrapes)) expect([200, 500]).toContain(status);
  expect((await fetch(metricsOf(server))).status).toBe(200);
  await expect
    .poll(
      async () => {
        await connect(server).whoAmI();
        return answered(server).size;
      },
      { timeout: 15_000 },
    )
    .toBe(3);
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual([0, null]);
});

test('when all workers were killed, others take calls at the same address', async () => {
  const server = await serve();
  await meetAll(server);
  for (const pid of answered(server)) process.kill(Number(pid), 'SIGKILL');
  await expect
    .poll(() => server.said.filter((line) => line.includes('a worker started')).length, { timeout: 15_000 })
    .toBe(3);
  expect(await connect(server).whoAmI()).toBeTruthy();
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual([0, null]);
});

test('workers end with the process that made them, even where it was killed', async () => {
  const server = await serve();
  await meetAll(server);
  server.child.kill('SIGKILL');
  await server.ended;
  await expect.poll(() => [...answered(server)].map(Number).filter(isAlive)).toEqual([]);
});

test('an address that is taken is said in one sentence, and nothing stays behind', async () => {
  const first = await serve();
  const second = await serve([], first.address);
  expect(second.address).toBeUndefined();
  const [code] = await second.ended;
  expect(code).toBe(6);
  expect(second.said.filter((line) => line.startsWith('sfs:'))).toEqual([
    'sfs: the address is in use by another process',
  ]);
  expect(await connect(first).whoAmI()).toBeTruthy();
  first.child.kill('SIGTERM');
  await first.ended;
});

test('a database that cannot be reached is said once', async () => {
  const server = await serve(['--database-url', 'postgres://nobody@127.0.0.1:1/none']);
  const [code] = await server.ended;
  expect(code).toBe(7);
  expect(server.said.filter((line) => line.startsWith('sfs:'))).toHaveLength(1);
});

test.runIf(existsSync('/proc/self/task'))('SIGTERM while it starts ends it', async () => {
  const child = spawn(process.execPath, [launcher, 'serve', '--workers', '3', '--data-dir', join(folder, 'data')], {
    env: environment(),
    stdio: 'ignore',
  });
  started.push(child);
  const ended = once(child, 'exit');
  await expect.poll(() => childrenOf(child.pid!), { interval: 5 }).toHaveLength(3);
  const workers = childrenOf(child.pid!);
  child.kill('SIGTERM');
  await ended;
  await expect.poll(() => workers.filter(isAlive)).toEqual([]);
});
