import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profilePath, useProfile, writeProfile } from '../../src/cli/profile.ts';
import { loadSettings, type SettingFlags, type Settings } from '../../src/cli/settings.ts';
import { folder, sfs } from './run.ts';

/** A home with a checkout in it, perhaps with profiles, an origin and a .sfs.yaml. */
function world({ yaml, origin }: { yaml?: string; origin?: string } = {}) {
  const home = folder();
  const cwd = join(home, 'checkout');
  mkdirSync(join(cwd, '.git'), { recursive: true });
  if (origin)
    writeFileSync(join(cwd, '.git', 'config'), `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${origin}\n`);
  if (yaml) writeFileSync(join(cwd, '.sfs.yaml'), yaml);
  const config = join(home, '.config', 'sfs');
  const load = (flags: SettingFlags = {}, env: Record<string, string> = {}): Promise<Settings> =>
    loadSettings(flags, { env: { HOME: home, ...env }, cwd });
  return { home, cwd, config, load };
}

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

describe('the server', () => {
  it.each([
    ['a flag', { server: 'a:1' }, { SFS_SERVER: 'b:2', SESSIONFS_API_URL: 'c:3' }, 'a:1', 'flag --server'],
    ['SFS_SERVER', {}, { SFS_SERVER: 'b:2', SESSIONFS_API_URL: 'c:3' }, 'b:2', 'environment SFS_SERVER'],
    [
      'SESSIONFS_API_URL',
      {},
      { SESSIONFS_API_URL: 'https://c.example/' },
      'c.example:443',
      'environment SESSIONFS_API_URL',
    ],
    ['a profile', { profile: 'work' }, {}, 'work.example:7350', 'profile work'],
    ['SFS_PROFILE', {}, { SFS_PROFILE: 'work' }, 'work.example:7350', 'profile work'],
    ['the default', {}, {}, '127.0.0.1:7350', 'default'],
  ])('comes from %s', async (_, flags, env, name, origin) => {
    const { config, load } = world();
    writeProfile(config, 'work', { server: 'work.example', key: 'sfsp_work' });
    writeProfile(config, 'other', { server: 'other.example', key: 'sfsp_other' });
    const { server } = await load(flags, env as unknown as Record<string, string>);
    expect({ name: server.value.name, origin: server.origin }).toEqual({ name, origin });
  });

  it('comes from the only profile, or the chosen one', async () => {
    const { config, load } = world();
    writeProfile(config, 'work', { server: 'work.example' });
    expect((await load()).server.value.name).toBe('work.example:7350');
    writeProfile(config, 'other', { server: 'other.example' });
    expect((await load()).server.origin).toBe('default');
    useProfile(config, 'other');
    expect((await load()).server.value.name).toBe('other.example:7350');
  });
});

describe('set but empty', () => {
  it.each(['SFS_API_KEY', 'SESSIONFS_API_KEY', 'SFS_SERVER', 'SESSIONFS_API_URL'])('%s is an error', async (name) => {
    const error = await refused(world().load({}, { [name]: ' ' }));
    expect(error).toMatchObject({ exit: 2, message: `environment ${name} is set but empty` });
  });

  it.each([
    ['--server', { server: '' }],
    ['--key-file', { keyFile: '' }],
  ])('%s is an error', async (flag, flags) => {
    expect(await refused(world().load(flags))).toMatchObject({ exit: 2, message: `flag ${flag} is set but empty` });
  });

  it('SFS_PROJECT and SFS_PROFILE count as not set', async () => {
    const { project, profile } = await world().load({ project: '' }, { SFS_PROJECT: '', SFS_PROFILE: '' });
    expect({ project: project.value, profile }).toEqual({ project: '', profile: undefined });
  });
});

describe('the key goes only to the server that it was meant for', () => {
  const key = 'sfsk_abc_0123456789';
  const stored = { server: 'work.example', key: 'sfsp_work_0123456789' };
  const withProfile = () => {
    const all = world();
    writeProfile(all.config, 'work', stored);
    return all;
  };

  it.each([
    ['the environment, to the default server', {}, { SFS_API_KEY: key }, key],
    ['the second name of the environment', {}, { SESSIONFS_API_KEY: key }, key],
    ['the first name of two', {}, { SFS_API_KEY: key, SESSIONFS_API_KEY: 'other' }, key],
    ['the environment, to a server of the environment', {}, { SFS_API_KEY: key, SFS_SERVER: 'a.example' }, key],
    ['the environment, to a server of a flag', { server: 'a.example' }, { SFS_API_KEY: ` ${key}\n` }, key],
  ])('from %s', async (_, flags, env, expected) => {
    expect((await world().load(flags, env as unknown as Record<string, string>)).key?.value).toBe(expected);
  });

  it('of a profile goes to the server of that profile', async () => {
    const { load } = withProfile();
    expect((await load()).key?.value).toBe(stored.key);
    expect((await load({ server: 'WORK.example:7350' })).key?.value).toBe(stored.key);
  });

  it.each([
    ['a flag', { server: 'evil.example' }, {}],
    ['another port', { server: 'work.example:7351' }, {}],
    ['plaintext', { server: 'http://work.example:7350', insecure: true }, {}],
    ['SFS_SERVER', {}, { SFS_SERVER: 'evil.example' }],
    ['SESSIONFS_API_URL', {}, { SESSIONFS_API_URL: 'https://evil.example' }],
  ])('of a profile does not go to a server of %s', async (_, flags, env) => {
    const { key: sent, keyProblem } = await withProfile().load(flags, env as unknown as Record<string, string>);
    expect(sent).toBeUndefined();
    expect(keyProblem).toMatchObject({ exit: 4 });
    expect(keyProblem?.message).not.toContain(stored.key);
  });

  it('of the environment does not go to the server of a profile', async () => {
    const { key: sent, keyProblem } = await withProfile().load({}, { SFS_API_KEY: key });
    expect(sent).toBeUndefined();
    expect(keyProblem?.message).toBe(
      'the key of the environment SFS_API_KEY is not sent to the server of profile work',
    );
  });

  it.each([
    ['a flag', { server: 'http://other.example' }, {}],
    ['SFS_SERVER', {}, { SFS_SERVER: 'http://other.example' }],
  ])(
    'of the environment does not go readable to a server of %s because a profile allows it for its own',
    async (_, flags, env) => {
      const { config, load } = world();
      writeProfile(config, 'lab', { server: 'http://lab.example:7350', insecure: true, key: 'sfsp_lab_0123456789' });
      expect((await load()).insecure).toEqual({ value: true, origin: 'profile lab' });
      const error = await refused(load(flags, { SFS_API_KEY: key, ...env } as unknown as Record<string, string>));
      expect(error).toMatchObject({ exit: 2, hint: expect.stringContaining('--insecure') });
    },
  );

  it('in a file goes where the flags say', async () => {
    const { cwd, load } = withProfile();
    writeFileSync(join(cwd, 'key'), `${key}\n`);
    expect((await load({ keyFile: 'key' }, { SFS_API_KEY: '' })).key?.value).toBe(key);
    writeFileSync(join(cwd, 'long'), 'x'.repeat(1025));
    expect(await refused(load({ keyFile: 'long' }))).toMatchObject({ exit: 2 });
    symlinkSync('key', join(cwd, 'link'));
    expect(await refused(load({ keyFile: 'link' }))).toMatchObject({ exit: 2 });
  });

  it('that cannot stand in a header is refused without being repeated', async () => {
    const error = await refused(world().load({}, { SFS_API_KEY: 'sfsk_a b' }));
    expect(error).toMatchObject({ exit: 4 });
    expect(error.message).not.toContain('a b');
  });
});

describe('the project', () => {
  const origin = 'https://x-access-token:ghs_secret@GitHub.com/Acme/App.git';
  it.each([
    ['a flag', { project: 'one' }, { SFS_PROJECT: 'two' }, 'one', 'flag --project'],
    ['a flag with a remote', { project: origin }, {}, 'github.com/acme/app', 'flag --project'],
    ['SFS_PROJECT', {}, { SFS_PROJECT: 'two' }, 'two', 'environment SFS_PROJECT'],
    ['.sfs.yaml', {}, {}, 'three', '.sfs.yaml, line 2'],
  ])('comes from %s', async (_, flags, env, value, from) => {
    const { load } = world({ yaml: '# ours\nproject: three\n', origin });
    const { project } = await load(flags, env as unknown as Record<string, string>);
    expect(project).toEqual({ value, origin: from });
  });

  it('comes from the profile before the origin', async () => {
    const { config, load } = world({ origin });
    writeProfile(config, 'work', { server: 'work.example', project: 'four' });
    expect((await load()).project).toEqual({ value: 'four', origin: 'profile work' });
  });

  it('comes from the origin, without its token', async () => {
    const { load } = world({ origin });
    expect((await load({}, { GITHUB_REPOSITORY: 'other/other' })).project).toEqual({
      value: 'github.com/acme/app',
      origin: 'origin of the checkout',
    });
  });

  it.each([
    [{ GITHUB_REPOSITORY: 'Acme/App' }, 'github.com/acme/app', 'environment GITHUB_REPOSITORY'],
    [{ CI_PROJECT_URL: 'https://gitlab.example/a/b/c' }, 'gitlab.example/a/b/c', 'environment CI_PROJECT_URL'],
    [{ BUILDKITE_REPO: 'git@github.com:acme/app.git' }, 'github.com/acme/app', 'environment BUILDKITE_REPO'],
    [{}, '', 'default'],
  ])('comes from the variables of the CI: %j', async (env, value, from) => {
    expect((await world().load({}, env as unknown as Record<string, string>)).project).toEqual({ value, origin: from });
  });
});

describe('.sfs.yaml', () => {
  it('is found from a folder below and sets project, persona and output', async () => {
    const { cwd, home } = world({ yaml: 'project: p\npersona: sentinel\noutput:\n  format: json\n  color: false\n' });
    mkdirSync(join(cwd, 'a', 'b'), { recursive: true });
    const { repository } = await loadSettings({}, { env: { HOME: home }, cwd: join(cwd, 'a', 'b') });
    expect(repository).toMatchObject({
      persona: { value: 'sentinel', line: 2 },
      format: { value: 'json', line: 4 },
      color: { value: false, line: 5 },
    });
  });

  it('is not looked for above the checkout', async () => {
    const { home, load } = world();
    writeFileSync(join(home, '.sfs.yaml'), 'server: evil\n');
    expect((await load()).repository).toBeUndefined();
  });

  it.each([
    'server',
    'SFS_SERVER',
    'profile',
    'tls_ca',
    'api_key',
    'key-file',
    'insecure',
    'data_dir',
    'url',
    'config',
  ])('with %s in it is an error that names the line and not the value', async (name) => {
    const error = await refused(world({ yaml: `project: p\n\n${name}: 127.0.0.1:1\n` }).load());
    expect(error).toMatchObject({ exit: 2 });
    expect(error.message).toContain('.sfs.yaml, line 3: this setting is not allowed here');
    expect(error.message).not.toContain('127.0.0.1:1');
  });

  it.each([
    ['projct: p\n', 'line 1: unknown setting', 'did you mean project?'],
    ['project: [a]\n', 'line 1: project must be a string', undefined],
    ['project: 7\n', 'line 1: project must be a string', undefined],
    ['output:\n  server: x\n', 'line 2: this setting is not allowed', undefined],
    ['project: p\nproject: q\n', 'line 2: not valid YAML', undefined],
    ['a: "\n', 'not valid YAML', undefined],
    ['- a\n', 'must hold settings', undefined],
    ['constructor: a\n', 'line 1: unknown setting', 'known: project, persona, output'],
    ['output: {__proto__: a}\n', 'line 1: unknown setting', 'known: format, color'],
    ['"secret\\u0000text": 1\n', 'line 1', undefined],
    ['? [a]\n: b\n', 'line 1', undefined],
    ['project: *x\n', 'line 1', undefined],
  ])('%j is refused', async (yaml, message, hint) => {
    const error = await refused(world({ yaml }).load());
    expect(error).toMatchObject({ exit: 2 });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
    if (hint) expect(error.hint).toBe(hint);
  });

  it('that is a link, or larger than 64 KiB, is refused', async () => {
    const { cwd, load } = world();
    symlinkSync('/proc/self/environ', join(cwd, '.sfs.yaml'));
    expect(await refused(load())).toMatchObject({ exit: 2 });
    expect(await refused(world({ yaml: `# ${'x'.repeat(70_000)}` }).load())).toMatchObject({ exit: 2 });
  });
});

describe('profiles', () => {
  it('that others can read are refused', async () => {
    const { config, load } = world();
    writeProfile(config, 'work', { server: 'work.example', key: 'sfsp_x' });
    chmodSync(profilePath(config, 'work'), 0o644);
    expect(await refused(load())).toMatchObject({ exit: 4 });
  });

  it('are kept where asked for, and never overwritten then', () => {
    const { config } = world();
    expect(writeProfile(config, 'local', { server: 'a' }, { keep: true })).toBe(true);
    expect(writeProfile(config, 'local', { server: 'b' }, { keep: true })).toBe(false);
  });

  it.each(['../x', 'A', '', '-a', 'a'.repeat(65), 'a/b'])('cannot be named %j', async (name) => {
    expect(() => profilePath('/x', name)).toThrow('profile name');
  });

  it('that do not exist are an error that lists those that do', async () => {
    const { config, load } = world();
    writeProfile(config, 'work', { server: 'work.example' });
    expect(await refused(load({ profile: 'nope' }))).toMatchObject({ exit: 2, hint: 'profiles: work' });
  });
});

it('sfs config view --show-origin tells all of it, and of a key only the id', async () => {
  const { home, cwd } = world({ yaml: 'project: p\n' });
  const env = { HOME: home, SESSIONFS_API_KEY: 'sfsk_abc123_Secret0123', SESSIONFS_API_URL: 'https://c.example' };
  const { code, stdout } = await sfs(['config', 'view', '--show-origin'], { env, cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^server +c\.example:443 +environment SESSIONFS_API_URL$/m);
  expect(stdout).toMatch(/^key +sfsk_abc123_… +environment SESSIONFS_API_KEY$/m);
  expect(stdout).toMatch(/^project +p +\.sfs\.yaml, line 1$/m);
  expect(stdout).not.toContain('Secret');
  const json = JSON.parse((await sfs(['config', 'view', '--format', 'json'], { env, cwd })).stdout);
  expect(json).toMatchObject({ server: 'c.example:443', tls: true, key: 'sfsk_abc123_…', project: 'p', persona: null });
});
