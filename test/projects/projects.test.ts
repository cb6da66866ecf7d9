import { afterAll, beforeAll, expect, test } from 'vitest';
import { Severity } from '../../src/gen/sfs/v1/severity.ts';
import { startWorld, type Tenant, type World } from '../support/server.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const create = (name: string, more: object = {}, tenant: Tenant = world) =>
  tenant.owner.projects.createProject({ name, ...more }).then(({ project }) => project!);
const update = (project: string, updateMask: string[], more: object = {}) =>
  world.owner.projects.updateProject({ project, updateMask, ...more }).then((answer) => answer.project!);

test('a project has a slug made from its name, and its remotes reduced to host and path', async () => {
  const project = await create('Café Zürich (EU)', {
    gitRemotes: ['https://bot:token@GitLab.example:8443/Acme/Cafe.git', 'git@gitlab.example:acme/cafe.git'],
    settings: { failOnFloor: Severity.SEVERITY_HIGH, requireCommit: true },
  });
  expect(project).toMatchObject({
    name: 'Café Zürich (EU)',
    slug: 'cafe-zurich-eu',
    gitRemotes: ['gitlab.example/acme/cafe'],
    settings: { failOnFloor: Severity.SEVERITY_HIGH, requireCommit: true },
    archivedAt: undefined,
  });
  for (const name of [project.id, 'cafe-zurich-eu', 'ssh://git@gitlab.example/acme/cafe'])
    expect((await world.owner.projects.getProject({ project: name })).project).toEqual(project);
});

test('a slug that is taken gets a number, also where the name is as long as a slug may be', async () => {
  const long = 'x'.repeat(100);
  const slugs = [];
  for (const name of ['Twin', 'twin!', 'TWIN', '日本', '日本', long, long]) slugs.push((await create(name)).slug);
  expect(slugs).toEqual([
    ...['twin', 'twin-2', 'twin-3', 'project', 'project-2'],
    ...['x'.repeat(63), `${'x'.repeat(61)}-2`],
  ]);
});

test('eight projects of one name made at once get eight slugs', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => create('Parallel')));
  expect(new Set(made.map((project) => project.slug)).size).toBe(8);
});

test('a given slug or remote that another project has is refused, in another organization it is free', async () => {
  await create('Taken', { slug: 'taken', gitRemotes: ['github.com/acme/taken'] });
  await expect(create('Other', { slug: 'taken' })).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
    metadata: { field: 'slug' },
  });
  await expect(create('Other', { gitRemotes: ['git@github.com:acme/Taken'] })).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
    metadata: { field: 'git_remotes' },
  });
  const elsewhere = await create(
    'Other',
    { slug: 'taken', gitRemotes: ['github.com/acme/taken'] },
    await world.tenant(),
  );
  expect(elsewhere.slug).toBe('taken');
});

test('what is no remote is refused by its place, and its text is not repeated', async () => {
  const error = await create('Bad', {
    gitRemotes: ['github.com/acme/fine', 'C:\\token-1234', '/srv/token-1234'],
  }).catch((refused: unknown) => refused);
  expect(error).toMatchObject({
    code: 'INVALID_ARGUMENT',
    violations: [{ field: 'git_remotes[1]' }, { field: 'git_remotes[2]' }],
  });
  expect(JSON.stringify(error) + String(error)).not.toContain('token-1234');
  expect(world.logs.join('\n')).not.toContain('token-1234');
});

test('an update changes what its mask names and nothing else', async () => {
  const before = await create('Masked', {
    gitRemotes: ['github.com/acme/masked'],
    settings: { failOnFloor: Severity.SEVERITY_LOW, requireCommit: true },
  });
  const renamed = await update(before.id, ['name', 'slug'], { name: 'Renamed', slug: 'renamed' });
  expect(renamed).toEqual({ ...before, name: 'Renamed', slug: 'renamed', updatedAt: expect.any(Date) });
  expect(renamed.updatedAt!.getTime()).toBeGreaterThan(before.updatedAt!.getTime());
  const loose = await update('renamed', ['settings.fail_on_floor']);
  expect(loose.settings).toEqual({ failOnFloor: Severity.SEVERITY_UNSPECIFIED, requireCommit: true });
  const strict = await update('renamed', ['settings'], { settings: { failOnFloor: Severity.SEVERITY_CRITICAL } });
  expect(strict.settings).toEqual({ failOnFloor: Severity.SEVERITY_CRITICAL, requireCommit: false });
  const moved = await update('renamed', ['git_remotes'], { gitRemotes: ['gitlab.com/b', 'gitlab.com/a'] });
  expect(moved.gitRemotes).toEqual(['gitlab.com/b', 'gitlab.com/a']);
  expect((await update('renamed', ['git_remotes'])).gitRemotes).toEqual([]);
});

test('an update that finds everything as it wants it changes nothing', async () => {
  const before = await create('Same', { gitRemotes: ['github.com/acme/same'] });
  const again = await update(before.id, ['name', 'git_remotes', 'settings'], {
    name: 'Same',
    gitRemotes: ['https://github.com/acme/same.git'],
    settings: {},
  });
  expect(again).toEqual(before);
  const events = await world.sql(
    `select convert_from(body, 'utf8')::jsonb ->> 'action' as action from audit_events
     where convert_from(body, 'utf8')::jsonb -> 'resource' ->> 'id' = $1
       and convert_from(body, 'utf8')::jsonb ->> 'action' <> 'call.refused'`,
    [before.id],
  );
  expect(events).toEqual([{ action: 'project.create' }]);
});

test.each([
  ['no mask', undefined, 'update_mask'],
  ['an empty mask', [], 'update_mask'],
  ['an unknown field', ['archived_at'], 'update_mask'],
  ['an empty name', ['name'], 'name'],
  ['an empty slug', ['slug'], 'slug'],
])('an update with %s is refused', async (_what, updateMask, field) => {
  const refused = world.owner.projects.updateProject({ project: world.projectId, updateMask });
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field }] });
});

test('an archived project stays readable and can still be changed, and is archived once', async () => {
  const project = await create('Old');
  const first = await world.owner.projects.archiveProject({ project: project.id });
  expect(first.project!.archivedAt).toBeInstanceOf(Date);
  const again = await world.owner.projects.archiveProject({ project: project.id });
  expect(again).toEqual(first);
  expect((await world.owner.projects.getProject({ project: 'old' })).project).toEqual(first.project);
  expect((await update('old', ['slug'], { slug: 'older' })).slug).toBe('older');
  const listed = await world.owner.projects.listProjects({ pageSize: 200 });
  expect(listed.projects.map((one) => one.id)).not.toContain(project.id);
  const all = await world.owner.projects.listProjects({ pageSize: 200, includeArchived: true });
  expect(all.projects.map((one) => one.id)).toContain(project.id);
});

test('projects are listed newest first, page by page, and only those within reach', async () => {
  const tenant = await world.tenant();
  const ids = [tenant.projectId];
  for (const name of ['one', 'two', 'three']) ids.push((await create(name, {}, tenant)).id);
  const first = await tenant.owner.projects.listProjects({ pageSize: 3 });
  const second = await tenant.owner.projects.listProjects({ pageSize: 3, pageToken: first.nextPageToken });
  expect([...first.projects, ...second.projects].map((one) => one.id)).toEqual([...ids].reverse());
  expect(second.nextPageToken).toBe('');
  const machine = world.as(await tenant.key({ scopes: ['projects:read'], projects: [ids[1]!, ids[3]!] }));
  const reached = await machine.projects.listProjects({});
  expect(reached.projects.map((one) => one.id)).toEqual([ids[3], ids[1]]);
  await expect(machine.projects.getProject({ project: ids[2]! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('projects of another organization and unknown ones answer alike', async () => {
  const other = await world.tenant();
  const messages = [];
  for (const project of [other.projectId, `proj_${'0'.repeat(32)}`, 'nothing-here'])
    for (const call of [
      () => world.owner.projects.getProject({ project }),
      () => update(project, ['name'], { name: 'Mine now' }),
      () => world.owner.projects.archiveProject({ project }),
    ])
      messages.push(await call().catch((refused: Error) => refused.message));
  expect(new Set(messages)).toEqual(new Set(['project: no such project within reach of this key']));
});

test('only people change projects, and only admins and owners', async () => {
  const machine = world.as(await world.key({ scopes: ['projects:write'] }));
  const member = world.as((await world.member('member')).key);
  const mask = { project: world.projectId, updateMask: ['settings'] };
  await expect(machine.projects.updateProject(mask)).rejects.toMatchObject({ reason: 'HUMAN_REQUIRED' });
  await expect(member.projects.updateProject(mask)).rejects.toMatchObject({ reason: 'ROLE_REQUIRED' });
  const admin = world.as((await world.member('admin')).key);
  await expect(admin.projects.updateProject(mask)).resolves.toBeDefined();
});

test('the owner renames the organization, an admin does not', async () => {
  const tenant = await world.tenant();
  const admin = world.as((await tenant.member('admin')).key);
  await expect(admin.projects.updateOrganization({ name: 'Ours' })).rejects.toMatchObject({
    reason: 'ROLE_REQUIRED',
    metadata: { required_role: 'owner' },
  });
  const { organization } = await tenant.owner.projects.updateOrganization({ name: 'Renamed' });
  expect(organization).toMatchObject({ id: tenant.organizationId, name: 'Renamed' });
  const machine = world.as(await tenant.key({ scopes: ['tickets:read'] }));
  expect((await machine.projects.getOrganization()).organization).toEqual(organization);
});

test('a repeated request makes one project and answers it as it is now', async () => {
  const first = await create('Once', { requestId: 'project-once' });
  await update(first.id, ['name'], { name: 'Later' });
  const again = await create('Once', { requestId: 'project-once' });
  expect(again).toMatchObject({ id: first.id, name: 'Later' });
});
