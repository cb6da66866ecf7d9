import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/db/base.ts';
import { mintSecret } from '../../src/service_keys/secret.ts';
import type { Refused } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'works',
    (error: Refused) => `${error.code} ${error.reason}`,
  );
const count = (outcomes: string[]) =>
  Object.fromEntries([...new Set(outcomes)].sort().map((one) => [one, outcomes.filter((same) => same === one).length]));

test('an unknown id and a wrong secret answer alike', async () => {
  const { key } = await world.owner.keys.createServiceKey({ name: 'ci', scopes: ['tickets:read'], allProjects: true });
  const answers = [];
  for (const id of [uuid(key!.id), newId()])
    answers.push(
      await world
        .as(mintSecret('service', id))
        .keys.whoAmI()
        .catch(({ code, reason, message }: Refused) => ({ code, reason, message })),
    );
  expect(answers[0]).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
  expect(answers[1]).toEqual(answers[0]);
});

test('the id of a service key does not sign in as a personal key', async () => {
  const secret = await world.key();
  const turned = mintSecret('personal', uuid((await world.as(secret).keys.whoAmI()).keyId));
  expect(await outcome(world.as(turned).keys.whoAmI())).toBe('UNAUTHENTICATED KEY_UNKNOWN');
});

test('a burst of calls with a good key that the server does not know yet is answered', async () => {
  const caller = (await world.replica()).as(await world.key());
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => outcome(caller.keys.whoAmI())));
  expect(count(outcomes)).toEqual({ works: 200 });
});

test('one peer may try 50 unknown keys in a second, and good keys go on meanwhile', async () => {
  const replica = await world.replica();
  const good = replica.as(world.ownerKey);
  await good.keys.whoAmI();
  const tries = Array.from({ length: 150 }, () => outcome(replica.as(mintSecret('service', newId())).keys.whoAmI()));
  expect(await outcome(good.keys.whoAmI())).toBe('works');
  const counted = count(await Promise.all(tries));
  expect(Object.keys(counted)).toEqual(['RESOURCE_EXHAUSTED RATE_LIMITED', 'UNAUTHENTICATED KEY_UNKNOWN']);
  expect(counted['UNAUTHENTICATED KEY_UNKNOWN']).toBeGreaterThanOrEqual(50);
});
