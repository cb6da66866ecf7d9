import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeyState } from '../../src/gen/sfs/v1/project.ts';
import { startWorld, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const day = 86_400_000;
const create = (more: object) =>
  world.owner.keys.createServiceKey({ name: 'ci', scopes: ['tickets:read'], allProjects: true, ...more });

test('a key is minted with its scopes and its project, and signs in', async () => {
  const answer = await create({
    description: 'for the pipeline',
    scopes: ['tickets:read', 'agent_runs:write'],
    allProjects: false,
    projects: [world.projectId],
  });
  expect(answer.secret).toMatch(/^sfsk_[0-9A-Za-z]{22}_[0-9A-Za-z]{39}$/);
  expect(answer.secretShownAt).toBeUndefined();
  expect(answer.key).toMatchObject({
    name: 'ci',
    description: 'for the pipeline',
    scopes: ['agent_runs:write', 'tickets:read'],
    allProjects: false,
    projectIds: [world.projectId],
    prefix: answer.secret.slice(0, 27),
    state: KeyState.KEY_STATE_ACTIVE,
    lastUsedAt: undefined,
    createdBy: { memberId: expect.stringMatching(/^mem_/), serviceKeyId: undefined },
  });
  const me = await world.as(answer.secret).keys.whoAmI();
  expect(me).toMatchObject({
    actor: { serviceKeyId: answer.key?.id, serviceKeyName: 'ci', memberId: undefined },
    keyId: answer.key?.id,
    scopes: ['agent_runs:write', 'tickets:read'],
    allProjects: false,
    projects: [{ id: world.projectId }],
    member: undefined,
    organization: { id: world.organizationId },
  });
});

test('a key without a given life ends after 90 days, else after the given seconds', async () => {
  const { key: usual } = await create({});
  expect(usual!.expiresAt!.getTime() - usual!.createdAt!.getTime()).toBe(90 * day);
  const { key: short } = await create({ expiresInSeconds: 60 });
  expect(short!.expiresAt!.getTime() - short!.createdAt!.getTime()).toBe(60_000);
  const { key: long } = await create({ expiresInSeconds: 31_536_000 });
  expect(long!.expiresAt!.getTime() - long!.createdAt!.getTime()).toBe(365 * day);
});

test.each([1, 59, -1, 31_536_001])('a life of %i seconds is refused', async (expiresInSeconds) => {
  await expect(create({ expiresInSeconds })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    violations: [{ field: 'expires_in_seconds' }],
  });
});

test('every unknown scope is named, and the valid ones are listed', async () => {
  const refused = create({ scopes: ['tickets:read', 'tickets:admin', 'audit:everything'] });
  await expect(refused).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    reason: 'INVALID_FIELDS',
    violations: [
      { field: 'scopes[1]', description: 'tickets:admin is no scope' },
      { field: 'scopes[2]', description: 'audit:everything is no scope' },
    ],
    message: expect.stringMatching(
      /agent_runs:read, agent_runs:write,.*tickets:write.*tickets:admin.*audit:everything/,
    ),
  });
});

test.each(['*', 'tickets:*'])('the wildcard %s is refused', async (scope) => {
  await expect(create({ scopes: [scope] })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    violations: [{ field: 'scopes[0]', description: expect.stringContaining('wildcard') }],
  });
});

test('a key that was given as a scope is not repeated', async () => {
  const pasted = world.ownerKey.slice(0, 45);
  const error = await create({ scopes: [pasted] }).catch((refused: unknown) => refused);
  expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' });
  expect(JSON.stringify(error) + String(error)).not.toContain(pasted.slice(28));
});

test('a key without scopes is refused', async () => {
  await expect(create({ scopes: [] })).rejects.toMatchObject({ violations: [{ field: 'scopes' }] });
});

test('a key names its projects or all of them, not both and not neither', async () => {
  await expect(create({ allProjects: false })).rejects.toMatchObject({ violations: [{ field: 'projects' }] });
  await expect(create({ projects: [world.projectId] })).rejects.toMatchObject({
    violations: [{ field: 'all_projects' }],
  });
});

test('projects are named by id, slug or remote, each counted once', async () => {
  const { project } = await world.owner.projects.createProject({
    name: 'Web Shop',
    gitRemotes: ['git@github.com:acme/web-shop.git'],
  });
  const { key } = await create({
    allProjects: false,
    projects: ['web-shop', project!.id, 'https://someone:pass@GitHub.com/Acme/web-shop', world.projectId],
  });
  expect(key!.projectIds).toEqual([project!.id, world.projectId]);
});

test('an unknown project and one of another organization answer alike', async () => {
  const other = await world.tenant();
  const answers = [other.projectId, `proj_${'0'.repeat(32)}`, 'no-such-slug', 'github.com/acme/unlisted', ' '].map(
    (name) => create({ allProjects: false, projects: [world.projectId, name] }).catch((refused: unknown) => refused),
  );
  for (const answer of await Promise.all(answers))
    expect(answer).toMatchObject({
      code: 'NOT_FOUND',
      reason: 'NOT_FOUND',
      message: 'projects[1]: no such project within reach of this key',
      metadata: { field: 'projects[1]' },
    });
});

test('nobody mints a key with a scope that they do not hold', async () => {
  const admin = world.as((await world.member('admin')).key);
  const refused = admin.keys.createServiceKey({ name: 'up', scopes: ['organization:write'], allProjects: true });
  await expect(refused).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'owner', role: 'admin', required: 'organization:write' },
  });
  await expect(
    admin.keys.createServiceKey({ name: 'ok', scopes: ['keys:read'], allProjects: true }),
  ).resolves.toMatchObject({ key: { name: 'ok' } });
});

test('a member cannot mint keys, and a service key cannot whatever it holds', async () => {
  const member = world.as((await world.member('member')).key);
  const request = { name: 'x', scopes: ['tickets:read'], allProjects: true };
  await expect(member.keys.createServiceKey(request)).rejects.toMatchObject({
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'admin' },
  });
  const machine = world.as(await world.key({ scopes: ['keys:write', 'keys:read'] }));
  await expect(machine.keys.createServiceKey(request)).rejects.toMatchObject({ reason: 'HUMAN_REQUIRED' });
});

test('a repeated request answers the key as it is now, and never its secret', async () => {
  const first = await create({ requestId: 'mint-1' });
  await world.owner.keys.revokeServiceKey({ keyId: first.key!.id, reason: 'test' });
  let replayed: unknown;
  const again = await world.owner.keys.createServiceKey(
    { name: 'ci', scopes: ['tickets:read'], allProjects: true, requestId: 'mint-1' },
    { trailers: (trailers) => (replayed = trailers.get('sfs-replayed')[0]) },
  );
  expect(replayed).toBe('true');
  expect(again.secret).toBe('');
  expect(again.secretShownAt).toEqual(first.key!.createdAt);
  expect(again.key).toMatchObject({ id: first.key!.id, state: KeyState.KEY_STATE_REVOKED });
});
