import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { inject } from 'vitest';
import { applicationRole, asRole, onDatabase, ownerRole, withClient } from '../../src/db/embedded/roles.ts';

/** What the run's set-up hands to the test files. */
export interface TestServer {
  superuserUrl: string;
  /** A migrated database to clone. */
  template: string;
  passwords: { sfs_owner: string; sfs_app: string };
}

/** A database of a test's own. */
export interface TestDatabase {
  /** As the role the server works as. */
  url: string;
  /** As the role that owns the tables: for moving time and for looking into tables. */
  ownerUrl: string;
  /** As superuser, in this database. */
  superuserUrl: string;
  /** Removes it, open connections or not. */
  drop(): Promise<void>;
}

/** PostgreSQL's object_in_use: somebody is looking at the template, autovacuum for one. */
const inUse = '55006';

async function clone(superuserUrl: string, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await withClient(superuserUrl, (client) =>
        client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${ownerRole}`),
      );
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === inUse) || attempt === 20) throw error;
      await sleep(25 * attempt);
    }
  }
}

/** Clones the migrated template: an empty database with all tables, in about 30 ms. */
export async function newDatabase(): Promise<TestDatabase> {
  const { superuserUrl, template, passwords } = inject('database');
  const name = `sfs_test_${randomBytes(6).toString('hex')}`;
  await clone(superuserUrl, template, name);
  const own = onDatabase(superuserUrl, name);
  return {
    url: asRole(own, applicationRole, passwords.sfs_app),
    ownerUrl: asRole(own, ownerRole, passwords.sfs_owner),
    superuserUrl: own,
    drop: () =>
      withClient(superuserUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
