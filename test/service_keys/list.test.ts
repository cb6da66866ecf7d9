import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

test('service keys are listed newest first, page by page, and no personal key is among them', async () => {
  const { owner } = await world.tenant();
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await owner.keys.createServiceKey({ name, scopes: ['tickets:read'], allProjects: true });
  const first = await owner.keys.listServiceKeys({ pageSize: 2 });
  const second = await owner.keys.listServiceKeys({ pageSize: 2, pageToken: first.nextPageToken });
  const third = await owner.keys.listServiceKeys({ pageSize: 2, pageToken: second.nextPageToken });
  const listed = [first, second, third].flatMap((page) => page.keys.map((key) => key.name));
  expect(listed).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(third.nextPageToken).toBe('');
});

test('a list asks the database no more often for 30 keys than for one', async () => {
  const tenant = await world.tenant();
  world.server.orm.config.set('debug', ['query']);
  // Only this list asks these two; the key cache asks for other columns of the same tables.
  const isOurs = (line: string) => /previous_last_used_at|from \\"keys\\"/.test(line);
  const queries = async () => {
    const before = world.logs.filter(isOurs).length;
    const { keys } = await tenant.owner.keys.listServiceKeys({ pageSize: 200 });
    return { keys: keys.length, queries: world.logs.filter(isOurs).length - before };
  };
  await tenant.key();
  expect(await queries()).toEqual({ keys: 1, queries: 2 });
  for (let left = 29; left > 0; left -= 1) await tenant.key();
  expect(await queries()).toEqual({ keys: 30, queries: 2 });
});

test('a token of another list, or of nobody, is refused', async () => {
  const { owner } = await world.tenant();
  const forged = async (list: 'keys' | 'members') => {
    const listed = list === 'keys' ? owner.keys.listServiceKeys : owner.projects.listMembers;
    const [binding] = Buffer.from(await someToken(), 'base64url')
      .toString()
      .split(':');
    return listed({ pageToken: Buffer.from(`${binding}:'; select`).toString('base64url') });
  };
  const someToken = async () => {
    for (const name of ['a', 'b'])
      await owner.keys.createServiceKey({ name, scopes: ['tickets:read'], allProjects: true });
    return (await owner.keys.listServiceKeys({ pageSize: 1 })).nextPageToken;
  };
  for (const list of ['keys', 'members'] as const)
    await expect(forged(list)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field: 'page_token' }],
    });
});

test('a key with keys:read lists keys; one without does not', async () => {
  const reader = world.as(await world.key({ scopes: ['keys:read'] }));
  await expect(reader.keys.listServiceKeys()).resolves.toMatchObject({ keys: [{ scopes: ['keys:read'] }] });
  const other = world.as(await world.key({ scopes: ['tickets:read'] }));
  await expect(other.keys.listServiceKeys()).rejects.toMatchObject({
    reason: 'SCOPE_MISSING',
    metadata: { required: 'keys:read', held: 'tickets:read' },
  });
});
