import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SoakWorld } from './world.ts';

/** What must not be found: the secret of a key, which follows its public id. */
const secretOf = (key: string) => key.split('_')[2]!.slice(0, 24);

/** Looks for keys, and for the passwords of the database, in logs, in what the system shows of processes, and in tables. */
export async function expectNoKeyAnywhere(world: SoakWorld, keys: string[]): Promise<void> {
  const secrets = [...keys.map(secretOf), ...Object.values(world.home.passwords())];
  const log = world.home.log();
  expect(log.split('\n').length).toBeGreaterThan(keys.length);
  expectNone('the log', log, secrets);
  expectNone("PostgreSQL's log", readFileSync(join(world.home.dataDir, 'pg.log'), 'utf8'), secrets);
  for (const pid of [world.server().pid, ...world.home.postgresProcesses()])
    for (const [name, text] of shownOf(pid)) expectNone(name, text, secrets);
  const tables = await dump(world);
  // Proof that what is looked through is what the server wrote.
  expect(tables.get('keys')!.split('\n').length).toBeGreaterThanOrEqual(keys.length);
  for (const [name, text] of tables) expectNone(`table ${name}`, text, secrets);
  expectNone('the folders', names(world.home.dataDir).join('\n'), secrets);
}

function expectNone(place: string, text: string, secrets: string[]): void {
  for (const secret of secrets) {
    // Bytes of a table print as hex.
    for (const spelling of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
      expect(text.includes(spelling), place).toBe(false);
  }
}

/** What everybody on the machine, or the same user, can read of a process. */
function shownOf(pid: number): [name: string, text: string][] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const shown: [string, string][] = [];
  for (const name of ['cmdline', 'environ']) {
    try {
      shown.push([`${name} of ${pid}`, readFileSync(`/proc/${pid}/${name}`, 'utf8')]);
    } catch {
      // One of PostgreSQL's processes has ended since they were listed.
    }
  }
  return shown;
}

async function dump(world: SoakWorld): Promise<Map<string, string>> {
  const tables = await world.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await world.sql<{ row: string }>(`select t::text as row from ${name} t`);
    texts.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return texts;
}

const names = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
