import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type Tenant, type World } from '../support/server.ts';
import { folder } from './run.ts';
import { json, signedIn } from './signed_in.ts';

interface Done {
  project: { made: boolean; id: string; slug: string; git_remotes: string[] } | null;
  persona: { made: boolean; name: string; version: number; content: string } | null;
  workflow: { made: boolean; provider: string; path: string } | null;
  service_key: { made: boolean; id: string; scopes: string[]; project_ids: string[]; expires_at: string } | null;
  secret: string | null;
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const github = '.github/workflows/sfs-review.yml';
const template = (name: string) => readFileSync(new URL(`../../docs/integrations/${name}`, import.meta.url), 'utf8');

/** A checkout, and `sfs init` in it as the owner of an organization of its own. */
async function checkout(origin: string | undefined, files: Record<string, string> = {}) {
  const tenant = await world.tenant();
  const cwd = folder();
  const remote = origin ? `[remote "origin"]\n\turl = ${origin}\n` : '';
  for (const [name, text] of Object.entries({ '.git/config': remote, ...files })) {
    mkdirSync(join(cwd, dirname(name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const run = (argv: string[], tenantOf: Tenant = tenant) => signedIn(world.address, tenantOf.ownerKey)(argv, { cwd });
  const init = (...flags: string[]) => run(['init', ...flags]);
  return { tenant, cwd, run, init, done: (...flags: string[]) => json<Done>(init('--format', 'json', ...flags)) };
}

it('makes project, persona, workflow and key, and says what is next', async () => {
  const { cwd, run, init } = await checkout('https://x-access-token:ghs_secret@github.com/Acme/Web.Shop.git');
  const { code, stdout, stderr } = await init();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^project +web-shop \(proj_\w+\): made$/m);
  expect(stdout).toMatch(/^persona +sentinel, version 1: made$/m);
  expect(stdout).toMatch(/^workflow +\.github\/workflows\/sfs-review\.yml: made$/m);
  const key = /^key +(sfsk_\w+)$/m.exec(stdout)![1]!;
  expect(stderr).toContain('gh secret set SFS_API_KEY');
  expect(stderr).toContain(`gh variable set SFS_SERVER --body ${world.address}`);
  expect(readFileSync(join(cwd, github), 'utf8')).toBe(template('github-actions-agent-run.yml'));
  const started = await signedIn(world.address, key)(['agent', 'run', 'sentinel', '--output-id'], { cwd });
  expect(started).toMatchObject({ code: 0, stdout: expect.stringMatching(/^run_[0-9a-f]{32}\n$/) });
  expect((await run(['persona', 'show', 'sentinel'])).stdout).toContain('JSON and nothing else');
  expect(world.logs.join('\n')).not.toContain('ghs_secret');
});

it('run again makes nothing, shows no key, and overwrites nothing', async () => {
  const { cwd, run, done } = await checkout('git@github.com:acme/again.git');
  const first = await done();
  expect(first).toMatchObject({ project: { made: true }, persona: { made: true }, service_key: { made: true } });
  expect(first.secret).toMatch(/^sfsk_/);
  writeFileSync(join(cwd, github), 'mine');
  await run(['persona', 'edit', 'sentinel', '--content', 'mine']);
  const second = await done();
  expect(second).toMatchObject({
    project: { made: false, id: first.project!.id },
    persona: { made: false, version: 2, content: 'mine' },
    workflow: { made: false },
    service_key: { made: false, id: first.service_key!.id },
    secret: null,
  });
  expect(readFileSync(join(cwd, github), 'utf8')).toBe('mine');
  const { keys } = await json<{ keys: unknown[] }>(run(['key', 'list', '--format', 'json']));
  expect(keys).toHaveLength(1);
});

it('--output-key prints the key alone, and never ends well without one', async () => {
  const { init } = await checkout('https://github.com/acme/piped');
  expect((await init('--output-key')).stdout).toMatch(/^sfsk_\w+\n$/);
  const again = await init('--output-key');
  expect(again).toMatchObject({ code: 6, stdout: '' });
  expect(again.stderr).toMatch(/sfs key rotate key_\w+ --output-key/);
  expect((await init('--output-key', '--skip-key')).code).toBe(2);
});

it('each step can be skipped', async () => {
  const { cwd, tenant, done, init } = await checkout('https://github.com/acme/skipping');
  const all = ['--skip-project', '--skip-persona', '--skip-key', '--skip-workflow'];
  expect(await init(...all)).toMatchObject({ code: 0, stdout: '' });
  expect(await done('--skip-persona', '--skip-key', '--skip-workflow')).toMatchObject({
    project: { made: true, git_remotes: ['github.com/acme/skipping'] },
    ...{ persona: null, service_key: null, workflow: null },
  });
  expect(existsSync(join(cwd, '.github'))).toBe(false);
  expect(await done('--skip-project', '--skip-key', '--skip-persona')).toMatchObject({ workflow: { made: true } });
  const other = await done('--skip-workflow', '--project', tenant.projectId, '--expires-in', '1d');
  expect(other).toMatchObject({ project: { made: false, id: tenant.projectId }, persona: { made: true } });
  expect(other.service_key!.project_ids).toEqual([tenant.projectId]);
});

it('--skip-project uses the only project that there is', async () => {
  const { tenant, done } = await checkout('https://github.com/acme/nowhere');
  expect(await done('--skip-project')).toMatchObject({ project: { made: false, id: tenant.projectId } });
});

it('finds the project that lists the remote, and takes a free slug for a new one', async () => {
  const { tenant, run, done } = await checkout('https://github.com/acme/tools');
  await tenant.owner.projects.createProject({ name: 'Tools', slug: 'tools', gitRemotes: ['gitlab.com/acme/tools'] });
  expect((await done()).project).toMatchObject({ made: true, slug: 'acme-tools' });
  await run(['project', 'archive', 'acme-tools']);
  const archived = await run(['init']);
  expect(archived.code).toBe(6);
  expect(archived.stderr).toContain('sfs project update acme-tools --no-git-remotes');
});

it('writes a job for GitLab, and says how to include it', async () => {
  const { cwd, init } = await checkout('https://gitlab.com/acme/lab.git');
  const { code, stderr } = await init();
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, '.gitlab/sfs-review.yml'), 'utf8')).toBe(template('gitlab-agent-run.yml'));
  expect(stderr).toMatch(/include:\n +- local: \.gitlab\/sfs-review\.yml/);
  expect(stderr).toContain('masked and hidden');
});

it.each([
  ['--provider', ['--provider', 'gitlab'], {}, 'gitlab'],
  ['.gitlab-ci.yml', [], { '.gitlab-ci.yml': '' }, 'gitlab'],
  ['.github', [], { '.github/CODEOWNERS': '' }, 'github'],
])('the CI of a host that tells nothing is told by %s', async (_, flags, files, provider) => {
  const { done } = await checkout('https://git.example.com/acme/own.git', files);
  expect((await done(...flags)).workflow).toMatchObject({ provider, made: true });
});

it('asks for the CI, before it makes anything', async () => {
  const { tenant, init } = await checkout('https://git.example.com/acme/own.git');
  const { code, stderr } = await init();
  expect(code).toBe(2);
  expect(stderr).toMatch(/--provider github[\s\S]*--skip-workflow/);
  expect((await tenant.owner.projects.listProjects()).projects).toHaveLength(1);
});

it('writes through no link', async () => {
  const { cwd, init } = await checkout('https://github.com/acme/linked');
  const elsewhere = folder();
  symlinkSync(elsewhere, join(cwd, '.github'));
  const { code, stderr } = await init('--skip-key');
  expect(code).toBe(2);
  expect(stderr).toContain('symbolic link');
  expect(existsSync(join(elsewhere, 'workflows'))).toBe(false);
});

it('needs a checkout for the workflow, and only for it', async () => {
  const tenant = await world.tenant();
  const run = signedIn(world.address, tenant.ownerKey);
  const { code, stderr } = await run(['init']);
  expect(code).toBe(2);
  expect(stderr).toContain('this is no git checkout');
  const done = await json<Done>(run(['init', '--skip-workflow', '--format', 'json']));
  expect(done).toMatchObject({ project: { made: false, id: tenant.projectId }, persona: { made: true } });
});

it('repeated with its request id makes each thing once', async () => {
  const { done } = await checkout('https://github.com/acme/repeated');
  const first = await done('--request-id', 'init-1');
  expect(await done('--request-id', 'init-1')).toMatchObject({
    project: { id: first.project!.id, made: false },
    service_key: { id: first.service_key!.id, made: false },
  });
});

it('is refused to a member who may mint no key, after what they may do', async () => {
  const tenant = await world.tenant();
  const run = signedIn(world.address, (await tenant.member('member')).key);
  const { code, stderr } = await run(['init', '--skip-workflow']);
  expect(code).toBe(4);
  expect(stderr).toContain('ROLE_REQUIRED');
  expect(stderr).toContain('--skip-key');
});
