import { setTimeout as sleep } from 'node:timers/promises';
import { uuidOf } from '../../src/db/ids.ts';

/** SQL as superuser, one connection per call: `world.sql`. */
export type Sql = <Row = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Numbers from 0 to below 1. */
export type Random = () => number;

export interface Undo {
  undo(): Promise<void>;
}

/** Everything of an organization that a tamper may change. */
const tables = [
  ...['audit_events', 'audit_payloads', 'audit_leaves', 'audit_tiles', 'audit_checkpoints', 'audit_attestations'],
  ...['audit_pending', 'agent_runs'],
];

/** Waits until every event of an organization (org_…) has its place: what is put back later must be what was there. */
export async function quiet(sql: Sql, organizationId: string): Promise<void> {
  const org = uuidOf('org', organizationId);
  for (let attempt = 0; attempt < 500; attempt++) {
    if ((await sql('select 1 from audit_pending where organization_id = $1', [org])).length === 0) return;
    await sleep(10);
  }
  throw new Error('events wait for their places in vain');
}

/** Runs statements one after the other, with the triggers off that keep the log append-only: whoever owns the database can do that. */
export async function asReplica(sql: Sql, ...statements: string[]): Promise<void> {
  await sql(['set session_replication_role = replica', ...statements].join(';\n'));
}

/** Runs a change; `undo` puts back what was there before. */
export async function withBackup(sql: Sql, org: string, change: () => Promise<void>): Promise<Undo> {
  const copies = tables.map(
    (name) => `create table tamper_backup.${name} as select * from ${name} where organization_id = '${org}'`,
  );
  await sql(['drop schema if exists tamper_backup cascade', 'create schema tamper_backup', ...copies].join(';\n'));
  const undo = async () => {
    await asReplica(sql, ...tables.flatMap((name) => restore(name, org)), 'drop schema tamper_backup cascade');
  };
  try {
    await change();
  } catch (error) {
    await undo();
    throw error;
  }
  return { undo };
}

/** Columns that the database makes itself cannot be inserted. */
const restore = (name: string, org: string) => [
  `delete from ${name} where organization_id = '${org}'`,
  `do $$ declare columns text; begin
     select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
       where table_schema = 'public' and table_name = '${name}' and is_generated = 'NEVER';
     execute format('insert into ${name} (%s) select %s from tamper_backup.${name}', columns, columns);
   end $$`,
];

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
