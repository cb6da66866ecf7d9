import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { oneAtATime } from './lock.ts';
import { migrations } from './migrations/index.ts';
import { openOrm } from './orm.ts';

/** Brings the database at `url` to this version's schema; does nothing where it is there already. Safe to run twice at once. */
export async function migrate(url: string): Promise<string[]> {
  if (await isCurrent(url)) return [];
  const orm = openOrm({ url, poolSize: 2 });
  try {
    return await orm.em.fork().transactional(async (em) => {
      // Two servers may start at once.
      await em.execute('select pg_advisory_xact_lock(?)', [oneAtATime.migrate]);
      const applied = await orm.migrator.up();
      return applied.map((migration) => migration.name);
    });
  } finally {
    await orm.close(true);
  }
}

/** Whether every migration is there: asked of nearly every start, and without the ORM answered far faster. */
async function isCurrent(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const there = new Set(rows.map(({ name }) => name));
    return migrations.every(({ name }) => there.has(name));
  } catch {
    // No such table yet, or no such database: the migrator makes the one, and tells of the other.
    return false;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that the database has, and of those it lacks. */
export async function migrationState(orm: MikroORM): Promise<{ applied: string[]; pending: string[] }> {
  const exists = await orm.em.fork().execute(`select to_regclass('migrations') is not null as there`);
  const applied = exists[0]?.there ? await orm.migrator.getExecuted() : [];
  const names = applied.map((row) => row.name);
  const known = (orm.config.get('migrations').migrationsList ?? []).map((item) => item.name);
  return { applied: names, pending: known.filter((name) => !names.includes(name)) };
}
