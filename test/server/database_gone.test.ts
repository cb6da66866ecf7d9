import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysInMemory } from '../../src/audit/keyring.ts';
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { bootstrap } from '../../src/projects/bootstrap.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { type Clients, clients } from '../support/clients.ts';

// A PostgreSQL of this file's own, because it is stopped while calls run.
const dataDir = mkdtempSync(join(tmpdir(), 'sfs-gone-'));
let database: Embedded;
let server: RunningServer;
let owner: Clients;

beforeAll(async () => {
  database = await startEmbedded({ dataDir });
  await migrate(database.ownerUrl);
  server = await startServer({
    logKeys: keysInMemory(),
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    version: 'test',
    log: pino({ level: 'silent' }),
  });
  const key = await bootstrap(server.orm.em.fork());
  owner = clients(`127.0.0.1:${server.port}`, key);
});
afterAll(async () => {
  for (const client of Object.values(owner ?? {})) client.raw.close();
  await server?.stop();
  await database?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('PostgreSQL stopped during calls: UNAVAILABLE within the deadline, and recovery without a restart', async () => {
  await owner.projects.listProjects();
  const calls = Array.from({ length: 8 }, (_, n) =>
    owner.projects.createProject({ name: `p${n}`, slug: `p${n}` }).then(
      () => 'OK',
      (error) => error.code,
    ),
  );
  await database.stop();
  for (const ended of await Promise.all(calls)) expect(['OK', 'UNAVAILABLE']).toContain(ended);

  const refused = await owner.projects.listProjects({}, { deadlineMs: 8_000 }).catch((error) => error);
  expect(refused).toMatchObject({
    code: 'UNAVAILABLE',
    reason: expect.stringMatching(/KEY_UNCONFIRMED|DATABASE_UNAVAILABLE/),
  });
  expect(refused.retryAfter).toBeGreaterThan(0);

  database = await startEmbedded({ dataDir });
  await expect
    .poll(
      () =>
        owner.projects.listProjects().then(
          () => 'OK',
          (error) => error.code,
        ),
      { timeout: 10_000 },
    )
    .toBe('OK');
});
