import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';

// A key is shown once, to the one who asked for it, and is nowhere else: not in logs at any level, errors, or the database.
let world: World;
const keys: string[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  world = await startWorld();
  keys.push(world.ownerKey, await world.key({ name: 'service' }), (await world.member('admin')).key);
  const { keys: listed } = await world.owner.keys.listServiceKeys();
  keys.push((await world.owner.keys.rotateServiceKey({ keyId: listed[0]!.id, overlapSeconds: 60 })).secret);
  for (const key of [...keys, `${keys[0]!.slice(0, -1)}x`]) {
    const client = world.as(key);
    await client.keys.whoAmI().catch((error) => errors.push(error));
    await client.keys.createServiceKey({ name: '' }).catch((error) => errors.push(error));
    await client.runs.getAgentRun({ runId: key }).catch((error) => errors.push(error));
    await client.personas
      .createPersona({ project: key, name: 'x', role: key.slice(0, 90) })
      .catch((error) => errors.push(error));
  }
});
afterAll(() => world?.stop());

/** What must not be found: all of a key but its public beginning. */
const secretPart = (key: string) => key.slice(28, 61);

test('no key is in the logs, at any level', () => {
  const text = world.logs.join('\n');
  expect(text.length).toBeGreaterThan(1_000);
  for (const key of keys) expect(text.includes(secretPart(key))).toBe(false);
});

test('no key is in an error', () => {
  expect(errors.length).toBeGreaterThan(8);
  const text = errors.map((error) => JSON.stringify(error) + String((error as Error).message)).join('\n');
  for (const key of keys) expect(text.includes(secretPart(key))).toBe(false);
});

test('no key is in any table', async () => {
  const tables = await world.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(15);
  for (const { name } of tables) {
    const rows = await world.sql<{ row: string }>(`select t::text as row from ${name} t`);
    // bytea prints as hex: look for both spellings.
    const text = rows.map(({ row }) => row).join('\n');
    for (const key of keys) {
      // A persona's role is what its author wrote; that one was planted above to show that it stays where it was put.
      if (name === 'persona_versions') continue;
      expect(text.includes(secretPart(key)), name).toBe(false);
      expect(text.includes(Buffer.from(secretPart(key)).toString('hex')), name).toBe(false);
    }
  }
});
