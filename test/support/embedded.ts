import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { withClient } from '../../src/db/embedded/roles.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../../src/db/embedded.ts';
import { newFolder } from './folder.ts';

const childScript = fileURLToPath(new URL('embedded_child.ts', import.meta.url));

/** The data folder of the test that runs. */
export let dataDir: string;

/** Gives each test an empty folder, which goes after all that the test itself registered to be cleaned up. */
export function useFolder(): void {
  beforeEach((context) => {
    const folder = newFolder('sfs-db-');
    dataDir = folder;
    context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  });
}

/** Puts into each test's folder the database of a server that was started and stopped once. It starts much faster. */
export function useMadeDatabase(): void {
  let made: string;
  beforeAll(async () => {
    made = newFolder('sfs-db-');
    await (await startEmbedded({ dataDir: made })).stop();
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));
  beforeEach(() => {
    execFileSync('cp', ['-a', `${made}/.`, dataDir]);
  });
}

/** Starts a server that is stopped at the end of the test at the latest. */
export async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** A server in a process of its own. */
export interface ChildServer {
  child: ChildProcess;
  url: string;
  ownerUrl: string;
  /** Of PostgreSQL. */
  pid: number;
}

/** Starts a server in a process of its own, for a test to kill; what is left of it is stopped when the test ends. */
export async function startInChild(options: SpawnOptions = {}, script = childScript): Promise<ChildServer> {
  const folder = dataDir;
  const child = spawn(process.execPath, [script, folder], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  onTestFinished(async () => {
    await kill(child);
    await (await startEmbedded({ dataDir: folder })).stop();
  });
  return { child, ...JSON.parse(line) };
}

/** kill -9 */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The rows of a statement, on a connection of its own. */
export async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query(sql)).rows);
}

/** Whether a URL lets somebody in. */
export async function connects(url: string): Promise<boolean> {
  return run(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

/** Asks until the condition holds; a test that waits in vain fails by its time limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}
