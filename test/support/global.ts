import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asRole, ensureDatabase, ensureRoles, onDatabase, ownerRole, withClient } from '../../src/db/embedded/roles.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { TestServer } from './database.ts';
import { newFolder, scratch } from './folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestServer;
  }
}

const folderPrefix = 'sfs-test-';
const passwords = { sfs_owner: 'owner-of-the-tests', sfs_app: 'application-in-tests' };

/** Durability is off: nothing here has to outlive the run. */
const fast = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
};

/** Removes what runs left behind that were killed. A folder that is in use refuses, and stays. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(scratch).filter((entry) => entry.startsWith(folderPrefix))) {
    const dataDir = join(scratch, name);
    try {
      if (!existsSync(join(dataDir, 'server.lock'))) continue;
      await (await startEmbedded({ dataDir })).stop();
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // In use, of another version or of another user: not ours to remove.
    }
  }
}

/**
 * The server for the run: SFS_TEST_DATABASE_URL names a superuser of one that is there (15 or newer, its roles
 * sfs_owner and sfs_app get the passwords of the tests); SFS_TEST_POSTGRES_BIN a folder with another version's initdb
 * and postgres; else it is the bundled one.
 */
async function startServer(): Promise<{ superuserUrl: string; stop(): Promise<void> }> {
  const superuserUrl = process.env.SFS_TEST_DATABASE_URL;
  if (superuserUrl) return { superuserUrl, stop: async () => undefined };
  await sweep();
  const dataDir = newFolder(folderPrefix);
  const binDir = process.env.SFS_TEST_POSTGRES_BIN;
  const server = await startEmbedded({ dataDir, settings: fast, ...(binDir && { binDir }) });
  return {
    superuserUrl: server.superuserUrl,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A migrated database that no one may connect to, so that it can be cloned at any time. */
async function makeTemplate(superuserUrl: string): Promise<string> {
  const template = `sfs_template_${randomBytes(6).toString('hex')}`;
  await ensureRoles(superuserUrl, passwords);
  await ensureDatabase(superuserUrl, template);
  await migrate(asRole(onDatabase(superuserUrl, template), ownerRole, passwords.sfs_owner));
  await withClient(superuserUrl, (client) =>
    client.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`),
  );
  return template;
}

async function dropTemplate(superuserUrl: string, template: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${template} WITH (FORCE)`);
  });
}

/** Starts one PostgreSQL for all test files of a run, and returns how it is stopped. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { superuserUrl, stop } = await startServer();
  const template = await makeTemplate(superuserUrl).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  project.provide('database', { superuserUrl, template, passwords });
  return async () => {
    await dropTemplate(superuserUrl, template);
    await stop();
  };
}
