import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';

const pepper = { number: 7, value: Buffer.from('a pepper of the tests, 32 bytes.') };
let world: World;
beforeAll(async () => {
  world = await startWorld({ peppers: new Map([[pepper.number, pepper]]) });
});
afterAll(() => world?.stop());

test('no table and no log line holds a key or the secret part of one', async () => {
  const member = await world.member('admin');
  const service = await world.key();
  const mine = await world.owner.projects.createPersonalKey({ name: 'laptop' });
  const again = await world.owner.projects.rotatePersonalKey({ keyId: mine.key!.id, overlapSeconds: 60 });
  for (const key of [service, member.key, again.secret]) await world.as(key).keys.whoAmI();
  const secrets = [world.ownerKey, member.key, service, mine.secret, again.secret];

  const tables = await world.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  expect(tables.map((table) => table.name)).toEqual(expect.arrayContaining(['keys', 'key_secrets', 'idempotency']));
  const rows = await Promise.all(
    tables.map(({ name }) => world.sql<{ row: string }>(`select t::text as row from "${name}" t`)),
  );
  // Bytes are shown in hex, so the secret is looked for in both forms.
  const dump =
    rows
      .flat()
      .map(({ row }) => row)
      .join('\n') + world.logs.join('\n');
  for (const key of secrets) {
    const secret = key.slice(-39);
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  }
  expect(dump).toContain(service.slice(0, 27));
});

test('with a pepper every new secret is hashed with it, and says with which', async () => {
  await world.key();
  const peppers = await world.sql('select distinct pepper from key_secrets');
  expect(peppers).toEqual([{ pepper: 7 }]);
});

test('a server without the pepper knows none of the keys', async () => {
  const bare = await world.replica({ peppers: new Map() });
  await expect(bare.as(world.ownerKey).keys.whoAmI()).rejects.toMatchObject({ reason: 'KEY_UNKNOWN' });
});
