import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { sfs } from './run.ts';
import { json, signedIn } from './signed_in.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

it('tells a member', async () => {
  const run = signedIn(world.address, world.ownerKey);
  const who = await json(run(['whoami', '--format', 'json']));
  expect(who).toMatchObject({
    actor: { actor_type: 'member' },
    organization: { id: world.organizationId },
    member: { role: 'owner', email: expect.stringContaining('@example.com') },
    all_projects: true,
    projects: [],
    expires_at: expect.stringMatching(/Z$/),
  });
  const { stdout } = await run(['whoami']);
  expect(stdout).toMatch(/^role +owner$/m);
  expect(stdout).toMatch(/^personal key +\S+/m);
  expect(stdout).toMatch(/^projects +all$/m);
});

it('tells a service key, with its projects and scopes', async () => {
  const key = await world.key({ name: 'robot', scopes: ['agent_runs:read'], projects: [world.projectId] });
  const run = signedIn(world.address, key);
  expect(await json(run(['whoami', '--format', 'json']))).toMatchObject({
    actor: { actor_type: 'service_key', service_key_name: 'robot' },
    member: null,
    key_name: 'robot',
    scopes: ['agent_runs:read'],
    all_projects: false,
    projects: [{ id: world.projectId }],
  });
  const { stdout } = await run(['whoami']);
  expect(stdout).toMatch(/^service key +robot \(key_/m);
  expect(stdout).not.toContain(key);
});

it('ends with 4 without a key and with a wrong one, as JSON where that is asked for', async () => {
  expect((await sfs(['whoami', '--server', world.address])).code).toBe(4);
  const wrong = await signedIn(world.address, 'sfsk_nonsense')(['whoami', '--format', 'json']);
  expect(wrong.code).toBe(4);
  expect(JSON.parse(wrong.stderr).error).toMatchObject({ reason: 'KEY_MALFORMED', exit_code: 4 });
});
