import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { json, signedIn } from './signed_in.ts';

interface Project {
  id: string;
  slug: string;
  name: string;
  git_remotes: string[];
  settings: { fail_on_floor: string | null; require_commit: boolean };
  archived_at: string | null;
}

let world: World;
let run: ReturnType<typeof signedIn>;
beforeAll(async () => {
  world = await startWorld();
  run = signedIn(world.address, world.ownerKey);
});
afterAll(() => world.stop());

const create = (name: string, ...more: string[]) =>
  json<Project>(run(['project', 'create', name, '--format', 'json', ...more]));

it('is made with slug, remotes and policy; a token in a remote goes nowhere', async () => {
  const made = await create(
    ...(['Web Shop', '--git-remote', 'https://x:very-secret@GitHub.com/Acme/Web-Shop.git'] as const),
    ...['--git-remote', 'git@gitlab.com:acme/shop.git', '--fail-on-floor', 'high', '--require-commit'],
  );
  expect(made).toMatchObject({
    slug: 'web-shop',
    git_remotes: ['github.com/acme/web-shop', 'gitlab.com/acme/shop'],
    settings: { fail_on_floor: 'high', require_commit: true },
  });
  expect(world.logs.join('\n')).not.toContain('very-secret');
  expect((await run(['project', 'create', 'Again', '--slug', 'web-shop'])).code).toBe(6);
  const bad = await run(['project', 'create', 'x', '--git-remote', '/srv/secret/repo']);
  expect(bad.code).toBe(2);
  expect(bad.stderr).not.toContain('secret');
});

it('is shown by slug, id, remote, and as what the settings mean', async () => {
  const { id, name } = await create('shown', '--git-remote', 'github.com/acme/shown');
  for (const named of ['shown', id, 'https://github.com/acme/shown'])
    expect((await json<Project>(run(['project', 'show', named, '--format', 'json']))).id).toBe(id);
  expect((await run(['project', 'show'], { env: { SFS_PROJECT: 'shown' } })).stdout).toMatch(/^id +proj_/);
  expect((await run(['project', 'show', 'shown'])).stdout).toContain(name);
  const several = await run(['project', 'show']);
  expect(several.code).toBe(5);
  expect(several.stderr).toContain('PROJECT_NOT_CHOSEN');
});

it('is updated field by field, and what is not named stays', async () => {
  await create('changing', '--fail-on-floor', 'low', '--git-remote', 'github.com/acme/changing');
  const update = (...flags: string[]) =>
    json<Project>(run(['project', 'update', 'changing', '--format', 'json', ...flags]));
  expect((await update('--fail-on-floor', 'critical')).settings).toEqual({
    fail_on_floor: 'critical',
    require_commit: false,
  });
  expect(await update('--require-commit', '--name', 'Other')).toMatchObject({
    name: 'Other',
    git_remotes: ['github.com/acme/changing'],
    settings: { fail_on_floor: 'critical', require_commit: true },
  });
  expect((await update('--no-require-commit', '--fail-on-floor', 'none')).settings).toEqual({
    fail_on_floor: null,
    require_commit: false,
  });
  expect((await update('--git-remote', 'gitlab.com/a/b')).git_remotes).toEqual(['gitlab.com/a/b']);
  expect((await update('--no-git-remotes')).git_remotes).toEqual([]);
});

it.each([
  [['update', 'x'], 'nothing to change is given'],
  [['update', ''], 'the project is given but empty'],
  [['archive', ''], 'the project is given but empty'],
  [['archive'], 'an argument is missing'],
  [['update', 'x', '--require-commit', '--no-require-commit'], 'exclude each other'],
  [['update', 'x', '--fail-on-floor', 'severe'], '--fail-on-floor must be one of'],
  [['update', 'x', '--fail-on-floor', ''], '--fail-on-floor is given but empty'],
])('%j is wrong usage', async (argv, message) => {
  const { code, stdout, stderr } = await run(['project', ...argv]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('is archived, and listed then only where that is asked for', async () => {
  await create('closing');
  expect((await run(['project', 'archive', 'closing'])).stderr).toContain('takes no new runs');
  const slugs = async (...flags: string[]) => {
    const list = await json<{ projects: Project[] }>(run(['project', 'list', '--all', '--format', 'json', ...flags]));
    return list.projects.map(({ slug }) => slug);
  };
  expect(await slugs()).not.toContain('closing');
  expect(await slugs('--archived')).toContain('closing');
  expect((await run(['project', 'list', '--archived'])).stdout).toMatch(/closing .* archived/);
  expect((await run(['agent', 'run', 'sentinel', '--project', 'closing'])).code).not.toBe(0);
});

it('a service key may look and not change', async () => {
  const machine = signedIn(world.address, await world.key());
  expect((await machine(['project', 'list'])).code).toBe(0);
  const { code, stderr } = await machine(['project', 'create', 'mine']);
  expect(code).toBe(4);
  expect(stderr).toMatch(/SCOPE_MISSING|HUMAN_REQUIRED/);
});

it('organization show tells the tenant', async () => {
  const organization = await json(run(['organization', 'show', '--format', 'json']));
  expect(organization).toMatchObject({ id: world.organizationId, name: expect.stringMatching(/^Tenant/) });
  expect((await run(['organization', 'show'])).stdout).toContain(world.organizationId);
});
