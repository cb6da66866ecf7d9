import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Refused } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const week = 604_800;

async function mint(more: object = {}) {
  const { key, secret } = await world.owner.keys.createServiceKey({
    name: 'ci',
    scopes: ['tickets:read'],
    allProjects: true,
    ...more,
  });
  return { id: key!.id, secret, key: key! };
}
const rotate = (keyId: string, more: object = {}) => world.owner.keys.rotateServiceKey({ keyId, ...more });
const works = (secret: string) => world.as(secret).keys.whoAmI();

/** Moves a time of the newest secrets of a key. */
const endOverlap = (id: string) =>
  world.sql(
    `update key_secrets set expires_at = now() - interval '1 second' where key_id = $1 and expires_at is not null`,
    [uuid(id)],
  );
/** Waits until the server has heard from the database, at most the second that it is allowed. */
const withinASecond = (secret: string, reason: string) =>
  expect
    .poll(
      () =>
        works(secret).then(
          () => 'works',
          (error: Refused) => error.reason,
        ),
      { timeout: 1_000, interval: 25 },
    )
    .toBe(reason);

test('a rotation gives a new secret for the same key, and without overlap the old one stops at once', async () => {
  const { id, secret, key } = await mint();
  await works(secret);
  const answer = await rotate(id);
  expect(answer.key).toMatchObject({
    id,
    name: 'ci',
    scopes: key.scopes,
    expiresAt: key.expiresAt,
    rotatedAt: expect.any(Date),
    rotatedBy: { memberId: key.createdBy?.memberId },
    previousSecretExpiresAt: undefined,
  });
  expect(answer.secret).not.toBe(secret);
  await expect(works(secret)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
  await expect(works(answer.secret)).resolves.toMatchObject({ keyId: id });
});

test('with an overlap both secrets work until it ends', async () => {
  const { id, secret } = await mint();
  const answer = await rotate(id, { overlapSeconds: 3_600 });
  const ends = answer.key!.previousSecretExpiresAt!.getTime();
  expect(Math.abs(ends - answer.key!.rotatedAt!.getTime() - 3_600_000)).toBeLessThan(1_000);
  await works(secret);
  await works(answer.secret);
  await endOverlap(id);
  await withinASecond(secret, 'KEY_UNKNOWN');
  await works(answer.secret);
  const { key } = await world.owner.keys.getServiceKey({ keyId: id });
  expect(key!.previousSecretExpiresAt).toBeUndefined();
});

test('a second rotation ends the older secret, whatever its overlap', async () => {
  const { id, secret: first } = await mint();
  const { secret: second } = await rotate(id, { overlapSeconds: week });
  await works(first);
  const { secret: third } = await rotate(id, { overlapSeconds: week });
  await expect(works(first)).rejects.toMatchObject({ reason: 'KEY_UNKNOWN' });
  await works(second);
  await works(third);
});

test('an overlap never outlives the key', async () => {
  const { id, key } = await mint({ expiresInSeconds: 3_600 });
  const answer = await rotate(id, { overlapSeconds: week });
  expect(answer.key!.previousSecretExpiresAt).toEqual(key.expiresAt);
});

test.each([-1, week + 1])('an overlap of %i seconds is refused', async (overlapSeconds) => {
  const { id } = await mint();
  await expect(rotate(id, { overlapSeconds })).rejects.toMatchObject({ violations: [{ field: 'overlap_seconds' }] });
});

test('of 16 rotations at once one wins, the others hear KEY_CHANGED, and one secret lives', async () => {
  const { id } = await mint();
  // Over two replicas, of which the second has few connections to the database yet: there some calls see the key only after
  // the first rotation is done. They came before it, so they lose all the same.
  const other = (await world.replica()).as(world.ownerKey);
  await other.keys.whoAmI();
  const calls = Array.from({ length: 16 }, (_, n) =>
    (n % 2 ? other : world.owner).keys.rotateServiceKey({ keyId: id }),
  );
  const answers = await Promise.allSettled(calls);
  const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Refused] : []));
  expect(lost.map((error) => `${error.code} ${error.reason}`)).toEqual(Array(15).fill('ABORTED KEY_CHANGED'));
  expect(won).toHaveLength(1);
  await works(won[0]!.secret);
  const live = await world.sql(
    `select version from key_secrets where key_id = $1 and (expires_at is null or expires_at > now())`,
    [uuid(id)],
  );
  expect(live).toEqual([{ version: 2 }]);
});

test('one rotation after the other succeeds', async () => {
  const { id } = await mint();
  for (let round = 0; round < 10; round += 1) await rotate(id);
  expect(await world.sql('select secret_version from keys where id = $1', [uuid(id)])).toEqual([
    { secret_version: 11 },
  ]);
});

test('16 copies of one request rotate once, and only the first answer holds the secret', async () => {
  const { id } = await mint();
  const answers = await Promise.all(Array.from({ length: 16 }, () => rotate(id, { requestId: 'rotate-once' })));
  const shown = answers.filter((answer) => answer.secret !== '');
  expect(shown).toHaveLength(1);
  for (const answer of answers.filter((one) => one.secret === ''))
    expect(answer).toMatchObject({ key: { id }, secretShownAt: expect.any(Date) });
  await works(shown[0]!.secret);
});

test('a revoked key and an expired key are not rotated', async () => {
  const revoked = await mint();
  await world.owner.keys.revokeServiceKey({ keyId: revoked.id, reason: 'over' });
  await expect(rotate(revoked.id)).rejects.toMatchObject({
    code: 'FAILED_PRECONDITION',
    reason: 'WRONG_STATUS',
    metadata: { status: 'revoked', command: 'rotate' },
  });
  const expired = await mint();
  await world.sql(`update keys set expires_at = now() where id = $1`, [uuid(expired.id)]);
  await expect(rotate(expired.id)).rejects.toMatchObject({ reason: 'WRONG_STATUS', metadata: { status: 'expired' } });
});

test('nobody rotates a key with a scope that they do not hold', async () => {
  const { id } = await mint({ scopes: ['organization:write'] });
  const admin = world.as((await world.member('admin')).key);
  await expect(admin.keys.rotateServiceKey({ keyId: id })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'owner' },
  });
});

test('the use of the older secret can be seen', async () => {
  const { id, secret } = await mint();
  const { secret: fresh } = await rotate(id, { overlapSeconds: week });
  await works(secret);
  await works(fresh);
  // As the server's own writer does it every few seconds.
  await world.sql(`update key_secrets set last_used_at = now() - (version * interval '1 minute') where key_id = $1`, [
    uuid(id),
  ]);
  const { key } = await world.owner.keys.getServiceKey({ keyId: id });
  expect(key!.lastUsedAt!.getTime() - key!.previousSecretLastUsedAt!.getTime()).toBe(0);
  await world.sql(`update key_secrets set last_used_at = null where key_id = $1 and version = 1`, [uuid(id)]);
  const { key: later } = await world.owner.keys.getServiceKey({ keyId: id });
  expect(later!.previousSecretLastUsedAt).toBeUndefined();
  expect(later!.lastUsedAt).toEqual(expect.any(Date));
});
