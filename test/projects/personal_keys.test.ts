import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeyState } from '../../src/gen/sfs/v1/project.ts';
import type { Clients, Refused } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'works',
    (error: Refused) => error.reason,
  );
const works = (secret: string) => outcome(world.as(secret).keys.whoAmI());
const mint = (who: Clients, more: object = {}) => who.projects.createPersonalKey({ name: 'laptop', ...more });
async function person(role: 'member' | 'admin' | 'owner') {
  const { key, memberId } = await world.member(role);
  return { ...world.as(key), secret: key, memberId };
}

test('a member mints, lists, rotates and revokes keys of their own', async () => {
  const ada = await person('member');
  const made = await mint(ada, { expiresInSeconds: 3_600 });
  expect(made.secret).toMatch(/^sfsp_/);
  expect(made.key).toMatchObject({ name: 'laptop', memberId: ada.memberId, state: KeyState.KEY_STATE_ACTIVE });
  expect(made.key!.expiresAt!.getTime() - made.key!.createdAt!.getTime()).toBe(3_600_000);
  const rotated = await ada.projects.rotatePersonalKey({ keyId: made.key!.id });
  expect(await works(made.secret)).toBe('KEY_UNKNOWN');
  expect(await works(rotated.secret)).toBe('works');
  const { key } = await ada.projects.revokePersonalKey({ keyId: made.key!.id, reason: 'sold' });
  expect(key).toMatchObject({ state: KeyState.KEY_STATE_REVOKED, revokeReason: 'sold' });
  expect(await works(rotated.secret)).toBe('KEY_REVOKED');
  const { keys } = await ada.projects.listPersonalKeys();
  expect(keys.map((one) => one.name)).toEqual(['laptop', 'first key']);
});

test('the key at hand is rotated without a break when there is an overlap', async () => {
  const ada = await person('member');
  const { keyId } = await ada.keys.whoAmI();
  const { secret, key } = await ada.projects.rotatePersonalKey({ keyId, overlapSeconds: 60 });
  expect(key!.previousSecretExpiresAt).toBeInstanceOf(Date);
  expect(await works(secret)).toBe('works');
  expect(await works(ada.secret)).toBe('works');
  // The secret before, which may be the one that leaked, must not push out the new one.
  await expect(ada.projects.rotatePersonalKey({ keyId })).rejects.toMatchObject({
    code: 'ABORTED',
    reason: 'KEY_CHANGED',
  });
  await world.as(secret).projects.rotatePersonalKey({ keyId });
  expect(await works(ada.secret)).toBe('KEY_UNKNOWN');
});

test('of 16 rotations of the key at hand one wins', async () => {
  const ada = await person('member');
  const { keyId } = await ada.keys.whoAmI();
  const calls = Array.from({ length: 16 }, () =>
    outcome(ada.projects.rotatePersonalKey({ keyId, overlapSeconds: 60 })),
  );
  const outcomes = (await Promise.all(calls)).sort();
  expect(outcomes).toEqual([...Array(15).fill('KEY_CHANGED'), 'works']);
});

test('a repeated request answers without the secret', async () => {
  const ada = await person('member');
  const first = await mint(ada, { requestId: 'mine' });
  const again = await mint(ada, { requestId: 'mine' });
  expect(again).toMatchObject({ key: { id: first.key!.id }, secret: '', secretShownAt: first.key!.createdAt });
  const request = { keyId: first.key!.id, overlapSeconds: 60, requestId: 'turn' };
  const turned = await ada.projects.rotatePersonalKey(request);
  expect(turned.secret).not.toBe('');
  expect(await ada.projects.rotatePersonalKey(request)).toMatchObject({ secret: '', secretShownAt: expect.any(Date) });
});

test('the last key of a member can be revoked; an owner then helps out', async () => {
  const ada = await person('member');
  const { keyId } = await ada.keys.whoAmI();
  await ada.projects.revokePersonalKey({ keyId, reason: 'lost' });
  expect(await works(ada.secret)).toBe('KEY_REVOKED');
});

test('only the holder rotates; another member key answers as an unknown one', async () => {
  const ada = await person('member');
  const { keyId } = await ada.keys.whoAmI();
  const messages = [];
  for (const who of [world.owner, await person('member')])
    for (const id of [keyId, `key_${'0'.repeat(32)}`, (await serviceKey()).id])
      messages.push(await who.projects.rotatePersonalKey({ keyId: id }).catch((refused: Error) => refused.message));
  expect(messages.every((message) => String(message).startsWith('key_id: no such'))).toBe(true);
  expect(await works(ada.secret)).toBe('works');
});

async function serviceKey() {
  const request = { name: 'ci', scopes: ['tickets:read'], allProjects: true };
  return (await world.owner.keys.createServiceKey(request)).key!;
}

test('admins revoke keys of members not above them; members hear of no key but their own', async () => {
  const [ada, admin, bob] = [await person('member'), await person('admin'), await person('member')];
  const { keyId } = await ada.keys.whoAmI();
  const { keyId: ownerKey } = await world.owner.keys.whoAmI();
  await expect(bob.projects.revokePersonalKey({ keyId, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(admin.projects.revokePersonalKey({ keyId: ownerKey, reason: 'x' })).rejects.toMatchObject({
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'owner', role: 'admin' },
  });
  await admin.projects.revokePersonalKey({ keyId, reason: 'laptop stolen' });
  expect(await works(ada.secret)).toBe('KEY_REVOKED');
});

test('keys of another member are listed with members:write only', async () => {
  const [ada, admin, bob] = [await person('member'), await person('admin'), await person('member')];
  const { memberId } = ada;
  expect((await admin.projects.listPersonalKeys({ memberId })).keys).toHaveLength(1);
  await expect(bob.projects.listPersonalKeys({ memberId })).rejects.toMatchObject({
    reason: 'ROLE_REQUIRED',
    metadata: { required: 'members:write' },
  });
  expect((await bob.projects.listPersonalKeys({ memberId: bob.memberId })).keys).toHaveLength(1);
});

test('a service key has no personal keys, whatever its scopes', async () => {
  const machine = world.as(await world.key({ scopes: ['members:write'] }));
  for (const call of [() => mint(machine), () => machine.projects.listPersonalKeys()])
    await expect(call()).rejects.toMatchObject({ reason: 'HUMAN_REQUIRED' });
});
