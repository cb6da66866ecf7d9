import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, type Chunks } from '../support/bundle.ts';
import { codeCache } from '../support/code_cache.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';
import { folder } from './run.ts';

const top = join(import.meta.dirname, '../..');
const { files } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { files: string[] };

/** The package as npm packs it, with its dependencies. */
let installed: string;
let chunks: Chunks;
let database: TestDatabase;
let server: ChildProcess;
let address: string;
let run: string;
const home = () => join(installed, 'home');

const launcher = (of: string) => join(of, 'src/cli/sfs.mjs');

function sfs(argv: string[], env: Record<string, string> = {}, { of = installed, cwd = installed } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher(of), ...argv], {
    encoding: 'utf8',
    cwd,
    env: { PATH: process.env.PATH, HOME: home(), XDG_CACHE_HOME: codeCache, ...env },
  });
  return { status, stdout, stderr };
}

function done(...argv: string[]): string {
  const { status, stdout, stderr } = sfs(argv);
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${status} ${stderr}`);
  return stdout.trim();
}

beforeAll(async () => {
  installed = mkdtempSync(join(tmpdir(), 'sfs-built-'));
  chunks = await bundle(join(installed, 'dist'));
  for (const name of [...files, 'package.json'])
    if (name !== 'dist') cpSync(join(top, name), join(installed, name), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(installed, 'node_modules'));
  database = await newDatabase();
  const argv = ['serve', '--listen', '127.0.0.1:0', '--database-url', database.url];
  server = spawn(process.execPath, [launcher(installed), ...argv], {
    env: { PATH: process.env.PATH, HOME: home(), XDG_CACHE_HOME: codeCache, XDG_DATA_HOME: join(installed, 'share') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  server.stderr!.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  for await (const line of createInterface({ input: server.stdout! })) {
    address = line.replace('listening on ', '');
    break;
  }
  if (!address) throw new Error(log);
  done('persona', 'create', 'sentinel', '--role', 'reviewer', '--content', 'Look.');
  run = done('agent', 'run', 'sentinel', '--fail-on', 'high', '--output-id');
});

afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await database?.drop();
  rmSync(installed, { recursive: true, force: true });
});

/** A preload that writes the address of each module that is loaded into a file. */
const listing = `import { registerHooks } from 'node:module'; import { appendFileSync } from 'node:fs';
  const load = (url, context, next) => { appendFileSync(process.env.LOADED, url + '\\n'); return next(url, context); };
  registerHooks({ load });`;

function loadedBy(of: string, ...argv: string[]): string[] {
  const file = join(folder(), 'loaded');
  const ran = sfs(
    argv,
    { LOADED: file, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}` },
    { of },
  );
  expect(ran, ran.stderr).toMatchObject({ status: 0 });
  const urls = readFileSync(file, 'utf8').trim().split('\n');
  return urls.flatMap((url) => (url.startsWith('file:') ? [decodeURIComponent(new URL(url).pathname)] : []));
}

/** What neither form of `agent status` may load. */
const foreign = /\/src\/(server|db)\/|\/(entity|handlers)\.ts$|@mikro-orm|\/pg\/|\/yaml\//;
const ofNouns = (modules: string[]) =>
  new Set(modules.flatMap((path) => /\/src\/cli\/([^/]+)\/[^/]+\.ts$/.exec(path)?.[1] ?? []));

describe('`agent status` loads no server, no database and no other noun', () => {
  it('built, and nothing from the packages', () => {
    const loaded = loadedBy(installed, 'agent', 'status', run);
    expect(loaded.filter((path) => path.includes('/node_modules/'))).toEqual([]);
    const modules = loaded.flatMap((path) => chunks.get(path.split('/dist/src/cli/')[1] ?? '') ?? []);
    expect(modules).toContain(join(top, 'src/cli/agent/status.ts'));
    expect(modules.filter((path) => foreign.test(path))).toEqual([]);
    expect(ofNouns(modules)).toEqual(new Set(['agent']));
  });

  it('from source', () => {
    const loaded = loadedBy(top, 'agent', 'status', run);
    expect(loaded).toContain(join(top, 'src/cli/agent/status.ts'));
    expect(loaded.filter((path) => foreign.test(path))).toEqual([]);
    expect(ofNouns(loaded)).toEqual(new Set(['agent']));
  });
});

it('a command that calls nobody does not load gRPC', () => {
  const loaded = loadedBy(installed, 'version');
  const modules = loaded.flatMap((path) => chunks.get(path.split('/dist/src/cli/')[1] ?? '') ?? []);
  expect(modules).toContain(join(top, 'src/cli/version_command.ts'));
  expect(modules.filter((path) => path.includes('@grpc'))).toEqual([]);
});

it('the built package finds what it reads at run time: tables, descriptors, templates, its version', () => {
  const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { version: string };
  expect(done('version')).toContain(version);
  expect(JSON.parse(done('agent', 'status', run, '--format', 'json'))).toMatchObject({ id: run, status: 'running' });
  expect(done('key', 'scopes')).toContain('agent_runs:write');
  // The server checks with the descriptors; what it refuses is told as from source.
  const refused = sfs(['agent', 'status', 'nonsense']);
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('must be an id: run_') });
  const checkout = folder();
  spawnSync('git', ['init', '-q', checkout]);
  const skipped = ['--skip-project', '--skip-persona', '--skip-key'];
  const made = sfs(['init', '--provider', 'github', ...skipped], {}, { cwd: checkout });
  expect(made, made.stderr).toMatchObject({ status: 0 });
  expect(existsSync(join(checkout, '.github/workflows'))).toBe(true);
});

it('the licences of what is in dist come with it', () => {
  const text = readFileSync(join(installed, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const names = new Set(
    [...chunks.values()].flat().flatMap((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []),
  );
  expect(names).toContain('@grpc/grpc-js');
  for (const name of names) expect(text).toMatch(new RegExp(`^${name} \\d.*\\n\\n.*\\w`, 'm'));
  expect(text).toContain('Copyright 2008 Google Inc.');
});

it('compiled code is kept in a folder of the user’s own, and one that others may write to is not used', () => {
  const cache = folder();
  const compiled = join(cache, 'sfs/compiled');
  expect(sfs(['version'], { XDG_CACHE_HOME: cache })).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(compiled)).toBe(true);
  rmSync(compiled, { recursive: true });
  mkdirSync(compiled);
  chmodSync(compiled, 0o777);
  expect(sfs(['version'], { XDG_CACHE_HOME: cache })).toMatchObject({ status: 0, stderr: '' });
  expect(spawnSync('ls', [compiled], { encoding: 'utf8' }).stdout).toBe('');
  const file = join(top, 'package.json');
  expect(sfs(['version'], { XDG_CACHE_HOME: file })).toMatchObject({ status: 0, stderr: '' });
});
