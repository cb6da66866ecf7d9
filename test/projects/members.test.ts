import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeyState, Role } from '../../src/gen/sfs/v1/project.ts';
import type { Refused } from '../support/clients.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const { ROLE_MEMBER, ROLE_ADMIN, ROLE_OWNER } = Role;
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'works',
    (error: Refused) => error.reason,
  );
const setRole = (who: Pick<Tenant, 'owner'>, memberId: string, role: Role) =>
  who.owner.projects.updateMember({ memberId, role, updateMask: ['role'] });
const idOf = async (tenant: Tenant) => (await tenant.owner.keys.whoAmI()).member!.id;

test('a new member gets a personal key, once, and can do what the role allows', async () => {
  const request = { name: 'Ada', email: 'ada@example.com', role: ROLE_MEMBER, requestId: 'add-ada' };
  const answer = await world.owner.projects.createMember(request);
  expect(answer.secret).toMatch(/^sfsp_/);
  expect(answer.member).toMatchObject({ name: 'Ada', email: 'ada@example.com', role: ROLE_MEMBER });
  expect(answer.key).toMatchObject({ memberId: answer.member!.id, state: KeyState.KEY_STATE_ACTIVE });
  expect(answer.key!.expiresAt!.getTime() - answer.key!.createdAt!.getTime()).toBe(90 * 86_400_000);
  const me = await world.as(answer.secret).keys.whoAmI();
  expect(me).toMatchObject({
    actor: { memberId: answer.member!.id, memberName: 'Ada', serviceKeyId: undefined },
    member: answer.member,
    allProjects: true,
    projects: [],
  });
  expect(me.scopes).toContain('agent_runs:write');
  expect(me.scopes).not.toContain('keys:write');
  const again = await world.owner.projects.createMember(request);
  expect(again).toEqual({
    ...answer,
    key: expect.objectContaining({ id: answer.key!.id }),
    secret: '',
    secretShownAt: answer.key!.createdAt,
  });
});

test('an e-mail address is unique without regard to case, until its member is removed', async () => {
  const add = (email: string) => world.owner.projects.createMember({ name: 'Bo', email, role: ROLE_MEMBER });
  const { member } = await add('bo@example.com');
  await expect(add('BO@Example.com')).rejects.toMatchObject({ code: 'ALREADY_EXISTS', metadata: { field: 'email' } });
  await world.owner.projects.removeMember({ memberId: member!.id });
  await expect(add('BO@Example.com')).resolves.toBeDefined();
});

test.each([{ email: 'nobody' }, { role: 0 }, { name: '' }, { keyExpiresInSeconds: 59 }])(
  'a member with %o is refused',
  async (wrong) => {
    const fine = { name: 'Eve', email: 'eve@example.com', role: ROLE_MEMBER };
    await expect(world.owner.projects.createMember({ ...fine, ...wrong } as never)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      violations: [{ field: Object.keys(wrong)[0]!.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) }],
    });
  },
);

test('nobody grants a role above their own', async () => {
  const { key, memberId } = await world.member('admin');
  const admin = world.as(key);
  const above = {
    code: 'PERMISSION_DENIED',
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'owner', role: 'admin' },
  };
  await expect(
    admin.projects.createMember({ name: 'Up', email: 'up@example.com', role: ROLE_OWNER }),
  ).rejects.toMatchObject(above);
  await expect(setRole({ owner: admin }, memberId, ROLE_OWNER)).rejects.toMatchObject(above);
  const other = await world.member('member');
  await expect(setRole({ owner: admin }, other.memberId, ROLE_OWNER)).rejects.toMatchObject(above);
  const { member } = await setRole({ owner: admin }, other.memberId, ROLE_ADMIN);
  expect(member!.role).toBe(ROLE_ADMIN);
});

test('nobody changes or removes a member above their own role', async () => {
  const tenant = await world.tenant();
  const owner = await idOf(tenant);
  await tenant.member('owner');
  const admin = world.as((await tenant.member('admin')).key);
  const calls = [
    () => admin.projects.updateMember({ memberId: owner, name: 'Mine', updateMask: ['name'] }),
    () => setRole({ owner: admin }, owner, ROLE_MEMBER),
    () => admin.projects.removeMember({ memberId: owner }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ reason: 'ROLE_REQUIRED' });
});

test('the last owner keeps the role and the membership', async () => {
  const tenant = await world.tenant();
  const owner = await idOf(tenant);
  for (const call of [
    () => setRole(tenant, owner, ROLE_ADMIN),
    () => tenant.owner.projects.removeMember({ memberId: owner }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'LAST_OWNER' });
  await tenant.member('owner');
  const { member } = await setRole(tenant, owner, ROLE_ADMIN);
  expect(member!.role).toBe(ROLE_ADMIN);
});

test('owners who demote each other at once leave one owner', async () => {
  const tenant = await world.tenant();
  const people = [{ key: tenant.ownerKey, memberId: await idOf(tenant) }];
  for (let more = 3; more > 0; more -= 1) people.push(await tenant.member('owner'));
  for (const { key } of people) await world.as(key).keys.whoAmI();
  const calls = people.flatMap(({ key, memberId }) =>
    people
      .filter((other) => other.memberId !== memberId)
      .map((other) => outcome(setRole({ owner: world.as(key) }, other.memberId, ROLE_MEMBER))),
  );
  await Promise.all(calls);
  const owners = await world.sql(
    `select id from members where organization_id = $1 and role = 'owner' and removed_at is null`,
    [uuid(tenant.organizationId)],
  );
  expect(owners).toHaveLength(1);
});

test('a removed member is refused at once, also on another replica within a second, and service keys go on', async () => {
  const tenant = await world.tenant();
  const replica = await world.replica();
  const { key, memberId } = await tenant.member('admin');
  const leaver = world.as(key);
  const elsewhere = replica.as(key);
  await elsewhere.keys.whoAmI();
  const second = await leaver.projects.createPersonalKey({ name: 'laptop' });
  const mint = (name: string, by = leaver) =>
    by.keys.createServiceKey({ name, scopes: ['tickets:read'], allProjects: true });
  const minted = await mint('minted');
  const rotated = await mint('rotated', tenant.owner);
  await leaver.keys.rotateServiceKey({ keyId: rotated.key!.id });
  const revoked = await mint('revoked');
  await tenant.owner.keys.revokeServiceKey({ keyId: revoked.key!.id, reason: 'test' });
  const expired = await mint('expired');
  await world.sql(`update keys set expires_at = now() where id = $1`, [uuid(expired.key!.id)]);
  await mint('untouched', tenant.owner);

  const request = { memberId, requestId: 'leaves' };
  const answer = await tenant.owner.projects.removeMember(request);
  expect(answer.serviceKeysToRotate).toEqual([
    { id: rotated.key!.id, name: 'rotated' },
    { id: minted.key!.id, name: 'minted' },
  ]);
  expect(await outcome(leaver.keys.whoAmI())).toBe('KEY_REVOKED');
  expect(await outcome(world.as(second.secret).keys.whoAmI())).toBe('KEY_REVOKED');
  await expect.poll(() => outcome(elsewhere.keys.whoAmI()), { timeout: 1_000, interval: 20 }).toBe('KEY_REVOKED');
  expect(await outcome(world.as(minted.secret).keys.whoAmI())).toBe('works');
  expect(await tenant.owner.projects.removeMember(request)).toEqual(answer);

  const { members } = await tenant.owner.projects.listMembers();
  expect(members.map((member) => member.id)).not.toContain(memberId);
  const { keys } = await tenant.owner.projects.listPersonalKeys({ memberId });
  expect(keys.map((one) => one.state)).toEqual(Array(2).fill(KeyState.KEY_STATE_REVOKED));
  for (const call of [
    () => setRole(tenant, memberId, ROLE_ADMIN),
    () => tenant.owner.projects.removeMember({ memberId }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND', metadata: { field: 'member_id' } });
});

test('whatever a member mints while being removed is listed, or is not minted', async () => {
  const tenant = await world.tenant();
  const { key, memberId } = await tenant.member('admin');
  const leaver = world.as(key);
  await leaver.keys.whoAmI();
  const request = { name: 'late', scopes: ['tickets:read'], allProjects: true };
  const minting = Array.from({ length: 8 }, () => leaver.keys.createServiceKey(request));
  const [{ serviceKeysToRotate }, ...minted] = await Promise.all([
    tenant.owner.projects.removeMember({ memberId }),
    ...minting.map((call) =>
      call.then(
        (answer) => answer.key!.id,
        () => undefined,
      ),
    ),
  ]);
  expect(serviceKeysToRotate.map((one) => one.id).sort()).toEqual(minted.filter((id) => id !== undefined).sort());
});

test('a demoted member loses the rights within a second, on every replica', async () => {
  const tenant = await world.tenant();
  const { key, memberId } = await tenant.member('admin');
  const there = (await world.replica()).as(key);
  expect(await outcome(there.keys.listServiceKeys())).toBe('works');
  await setRole(tenant, memberId, ROLE_MEMBER);
  await expect
    .poll(() => outcome(there.keys.listServiceKeys()), { timeout: 1_000, interval: 20 })
    .toBe('ROLE_REQUIRED');
});

test('an update changes what its mask names and nothing else', async () => {
  const { memberId } = await world.member('member');
  const { member: before } = await setRole(world, memberId, ROLE_MEMBER);
  const { member } = await world.owner.projects.updateMember({
    ...{ memberId, name: 'New name', email: 'new@example.com', role: ROLE_ADMIN },
    updateMask: ['name', 'email'],
  });
  expect(member).toEqual({ ...before, name: 'New name', email: 'new@example.com', updatedAt: expect.any(Date) });
});

test.each([
  [[], {}, 'update_mask'],
  [['removed_at'], {}, 'update_mask'],
  [['name'], {}, 'name'],
  [['email'], { email: 'nobody' }, 'email'],
  [['role'], {}, 'role'],
])('an update of %o with %o is refused', async (updateMask, more, field) => {
  const { memberId } = await world.member('member');
  const refused = world.owner.projects.updateMember({ memberId, updateMask, ...more });
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field }] });
});

test('members of another organization and unknown ones answer alike', async () => {
  const other = await world.tenant();
  const messages = [];
  for (const memberId of [await idOf(other), `mem_${'0'.repeat(32)}`])
    for (const call of [
      () => setRole(world, memberId, ROLE_MEMBER),
      () => world.owner.projects.removeMember({ memberId }),
      () => world.owner.projects.listPersonalKeys({ memberId }),
    ])
      messages.push(await call().catch((refused: Error) => refused.message));
  expect(new Set(messages)).toEqual(new Set(['member_id: no such resource within reach of this key']));
});

test('members are listed newest first, page by page', async () => {
  const tenant = await world.tenant();
  for (const role of ['member', 'admin'] as const) await tenant.member(role);
  const first = await tenant.owner.projects.listMembers({ pageSize: 2 });
  const second = await tenant.owner.projects.listMembers({ pageSize: 2, pageToken: first.nextPageToken });
  expect([...first.members, ...second.members].map((member) => member.role)).toEqual([
    ROLE_ADMIN,
    ROLE_MEMBER,
    ROLE_OWNER,
  ]);
  const member = world.as((await tenant.member('member')).key);
  await expect(member.projects.listMembers()).rejects.toMatchObject({ reason: 'ROLE_REQUIRED' });
});
