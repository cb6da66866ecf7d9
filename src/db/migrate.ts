import type { MikroORM } from '@mikro-orm/postgresql';
import { oneAtATime } from './lock.ts';
import { openOrm } from './orm.ts';

/** Brings the database at `url` to this version's schema; does nothing where it is there already. Safe to run twice at once. */
export async function migrate(url: string): Promise<string[]> {
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

/** Names of the migrations that the database has, and of those it lacks. */
export async function migrationState(orm: MikroORM): Promise<{ applied: string[]; pending: string[] }> {
  const exists = await orm.em.fork().execute(`select to_regclass('migrations') is not null as there`);
  const applied = exists[0]?.there ? await orm.migrator.getExecuted() : [];
  const names = applied.map((row) => row.name);
  const known = (orm.config.get('migrations').migrationsList ?? []).map((item) => item.name);
  return { applied: names, pending: known.filter((name) => !names.includes(name)) };
}
