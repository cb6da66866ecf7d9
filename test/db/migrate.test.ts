import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../src/db/embedded/roles.ts';
import { migrate, migrationState } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { openOrm } from '../../src/db/orm.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newDatabase();
});
afterAll(() => database?.drop());

const sql = <Row>(text: string) =>
  withClient(database.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);

/** Empties the clone of the template, which is migrated already. */
const wipe = () =>
  sql(
    'drop schema public cascade; create schema public authorization sfs_owner; grant usage on schema public to sfs_app',
  );

test('an empty database is brought to this version, once, also by several servers that start at once', async () => {
  await wipe();
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl)));
  expect(applied.flat()).toEqual(migrations.map(({ name }) => name));
  expect(await migrate(database.ownerUrl)).toEqual([]);
});

test('what is applied and what is missing is told', async () => {
  const orm = openOrm({ url: database.ownerUrl });
  try {
    expect(await migrationState(orm)).toEqual({ applied: migrations.map(({ name }) => name), pending: [] });
    await sql(`delete from migrations where name = '${migrations.at(-1)!.name}'`);
    expect((await migrationState(orm)).pending).toEqual([migrations.at(-1)!.name]);
  } finally {
    await orm.close(true);
    await wipe();
    await migrate(database.ownerUrl);
  }
});

test('entities and tables have the same columns, and null where the other has null', async () => {
  const columns = await sql<{ table: string; column: string; nullable: boolean }>(
    `select table_name as table, column_name as column, is_nullable = 'YES' as nullable from information_schema.columns
     where table_schema = 'public'`,
  );
  const orm = openOrm({ url: database.url });
  try {
    for (const meta of orm.getMetadata().getAll().values()) {
      const inDatabase = columns.filter(({ table }) => table === meta.tableName);
      const inEntity = meta.props.flatMap((prop) =>
        prop.fieldNames.map((column) => ({ column, nullable: prop.nullable ?? false })),
      );
      const names = (list: { column: string }[]) => list.map(({ column }) => column).sort();
      // leaf_hash and such are made by the database; nothing may be in an entity that is not in its table.
      expect(names(inDatabase), meta.tableName).toEqual(expect.arrayContaining(names(inEntity)));
      for (const { column, nullable } of inEntity) {
        const there = inDatabase.find((one) => one.column === column);
        expect({ column, nullable: there?.nullable }, meta.tableName).toEqual({ column, nullable });
      }
    }
  } finally {
    await orm.close(true);
  }
});

test('every primary key and index begins with organization_id, but for those that README lists', async () => {
  const indexes = await sql<{ name: string; table: string; first: string }>(
    `select i.relname as name, t.relname as table, a.attname as first
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     join pg_namespace n on n.oid = t.relnamespace
     left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
     where n.nspname = 'public'`,
  );
  const across = indexes.filter(({ first }) => first !== 'organization_id').map(({ name }) => name);
  expect(across.sort()).toEqual(
    [
      'agent_runs_leases',
      'audit_log_keys_pkey',
      'idempotency_age',
      'installation_pkey',
      'keys_by_id',
      'migrations_pkey',
      'organizations_pkey',
    ].sort(),
  );
});

test('the application cannot change or remove audit events, nor can the owner by accident', async () => {
  const id = '01930000-0000-7000-8000-000000000001';
  const asApp = (text: string) => withClient(database.url, (client) => client.query(text));
  await asApp(
    `insert into audit_events (organization_id, id, occurred_at, body) values ('${id}', '${id}', now(), 'x')`,
  );
  for (const change of [`update audit_events set body = 'y'`, 'delete from audit_events', 'truncate audit_events']) {
    await expect(asApp(change)).rejects.toThrow(/permission denied|append-only|must be owner/);
    await expect(withClient(database.ownerUrl, (client) => client.query(change))).rejects.toThrow('append-only');
  }
  await expect(asApp('create table mine ()')).rejects.toThrow('permission denied');
});
