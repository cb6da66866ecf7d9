import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeyState } from '../../src/gen/sfs/v1/project.ts';
import type { Refused } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

let world: World;
let replica: Awaited<ReturnType<World['replica']>>;
beforeAll(async () => {
  world = await startWorld();
  replica = await world.replica();
});
afterAll(() => world?.stop());

async function mint() {
  const request = { name: 'ci', scopes: ['tickets:read'], allProjects: true };
  const { key, secret } = await world.owner.keys.createServiceKey(request);
  return { id: key!.id, secret };
}
const revoke = (keyId: string, more: object = {}) =>
  world.owner.keys.revokeServiceKey({ keyId, reason: 'it leaked', ...more });
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'works',
    (error: Refused) => error.reason,
  );

test('a revoked key is refused at once, with when', async () => {
  const { id, secret } = await mint();
  const caller = world.as(secret);
  await caller.keys.whoAmI();
  const { key } = await revoke(id);
  expect(key).toMatchObject({
    state: KeyState.KEY_STATE_REVOKED,
    revokeReason: 'it leaked',
    revokedBy: { memberId: expect.stringMatching(/^mem_/) },
  });
  await expect(caller.keys.whoAmI()).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    reason: 'KEY_REVOKED',
    metadata: { revoked_at: key!.revokedAt!.toISOString() },
  });
});

test('a busy key is refused for good once the revocation is answered', async () => {
  const { id, secret } = await mint();
  const caller = world.as(secret);
  let ended = false;
  const late: string[] = [];
  const busy = Array.from({ length: 8 }, async () => {
    for (let left = 300; left > 0; left -= 1) {
      const after = ended;
      const answer = await outcome(caller.keys.whoAmI());
      if (after) late.push(answer);
      if (late.length > 40) return;
    }
  });
  await revoke(id);
  ended = true;
  await Promise.all(busy);
  expect(late.length).toBeGreaterThan(0);
  expect(new Set(late)).toEqual(new Set(['KEY_REVOKED']));
});

test('another replica refuses it within a second', async () => {
  const { id, secret } = await mint();
  const caller = replica.as(secret);
  await caller.keys.whoAmI();
  await revoke(id);
  await expect.poll(() => outcome(caller.keys.whoAmI()), { timeout: 1_000, interval: 20 }).toBe('KEY_REVOKED');
});

test('a replica that hears nothing still refuses it within a second', async () => {
  const { id, secret } = await mint();
  const caller = replica.as(secret);
  await caller.keys.whoAmI();
  // Past the server, so that nothing is notified.
  await world.sql(`update keys set revoked_at = now() where id = $1`, [uuid(id)]);
  await expect.poll(() => outcome(caller.keys.whoAmI()), { timeout: 1_000, interval: 20 }).toBe('KEY_REVOKED');
});

test('a key whose time is over is refused within a second', async () => {
  const { id, secret } = await mint();
  const caller = world.as(secret);
  await caller.keys.whoAmI();
  await world.sql(`update keys set expires_at = now() where id = $1`, [uuid(id)]);
  await expect.poll(() => outcome(caller.keys.whoAmI()), { timeout: 1_000, interval: 20 }).toBe('KEY_EXPIRED');
  const { key } = await world.owner.keys.getServiceKey({ keyId: id });
  expect(key!.state).toBe(KeyState.KEY_STATE_EXPIRED);
});

test('an end is only told to who holds the secret', async () => {
  const { id, secret } = await mint();
  const { secret: fresh } = await world.owner.keys.rotateServiceKey({ keyId: id });
  await revoke(id);
  expect(await outcome(world.as(secret).keys.whoAmI())).toBe('KEY_UNKNOWN');
  expect(await outcome(world.as(fresh).keys.whoAmI())).toBe('KEY_REVOKED');
});

test('revoking again changes nothing and leaves no second event', async () => {
  const { id } = await mint();
  const { key: first } = await revoke(id);
  const { key: again } = await revoke(id, { reason: 'again' });
  expect(again).toEqual(first);
  const events = await world.sql(
    `select from audit_events where convert_from(body, 'utf8')::jsonb -> 'resource' ->> 'id' = $1
       and convert_from(body, 'utf8')::jsonb ->> 'action' = 'service_key.revoke'`,
    [id],
  );
  expect(events).toHaveLength(1);
});

test('a rotation that meets a revocation leaves a key that is revoked', async () => {
  const { id } = await mint();
  const [rotated] = await Promise.allSettled([world.owner.keys.rotateServiceKey({ keyId: id }), revoke(id)]);
  if (rotated.status === 'rejected')
    expect(['KEY_CHANGED', 'WRONG_STATUS']).toContain((rotated.reason as Refused).reason);
  else expect(await outcome(world.as(rotated.value.secret).keys.whoAmI())).toBe('KEY_REVOKED');
});

test('an admin revokes a key that holds more than they do', async () => {
  const { key } = await world.owner.keys.createServiceKey({
    name: 'high',
    scopes: ['organization:write'],
    allProjects: true,
  });
  const admin = world.as((await world.member('admin')).key);
  const answer = await admin.keys.revokeServiceKey({ keyId: key!.id, reason: 'too much' });
  expect(answer.key!.state).toBe(KeyState.KEY_STATE_REVOKED);
});

test('unknown keys, keys of another organization and personal keys answer alike', async () => {
  const other = await world.tenant();
  const { key: foreign } = await other.owner.keys.createServiceKey({
    name: 'theirs',
    scopes: ['tickets:read'],
    allProjects: true,
  });
  const { keyId: personal } = await world.owner.keys.whoAmI();
  for (const keyId of [foreign!.id, personal, `key_${'0'.repeat(32)}`]) {
    const calls = [
      () => world.owner.keys.getServiceKey({ keyId }),
      () => world.owner.keys.rotateServiceKey({ keyId }),
      () => revoke(keyId),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        code: 'NOT_FOUND',
        reason: 'NOT_FOUND',
        message: 'key_id: no such resource within reach of this key',
      });
  }
  await expect(other.owner.keys.getServiceKey({ keyId: foreign!.id })).resolves.toBeDefined();
});
