import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyProjectRef, normalizeRemote } from '../../src/projects/remote.ts';

describe('reduced to lower-case host/path', () => {
  test.each([
    ['https://github.com/acme/web-shop.git', 'github.com/acme/web-shop'],
    ['https://github.com/acme/web-shop', 'github.com/acme/web-shop'],
    ['HTTPS://GitHub.com/Acme/Web-Shop.GIT/', 'github.com/acme/web-shop'],
    ['  https://github.com/acme/web-shop\n', 'github.com/acme/web-shop'],
    ['git@github.com:Acme/web-shop.git', 'github.com/acme/web-shop'],
    ['github.com:acme/web-shop', 'github.com/acme/web-shop'],
    ['github.com/acme/web-shop', 'github.com/acme/web-shop'],
    ['git@github.com:/acme//web-shop/', 'github.com/acme/web-shop'],
    ['ssh://git@github.com:22/acme/web-shop.git', 'github.com/acme/web-shop'],
    ['git+ssh://git@host/a/b.git', 'host/a/b'],
    ['git://host/a/b', 'host/a/b'],
    ['https://x-access-token:ghs_abc@github.com/acme/web-shop', 'github.com/acme/web-shop'],
    ['https://user:to%40ken@host:8443/a/b.git?private_token=abc#x', 'host/a/b'],
    ['https://user:p@ss@host/a/b', 'host/a/b'],
    ['https://gitlab-ci-token:tok@gitlab.example.com/group/sub/app.git', 'gitlab.example.com/group/sub/app'],
    ['token@github.com/acme/x', 'github.com/acme/x'],
    ['user:token@github.com/acme/x', 'github.com/acme/x'],
    ['user:token@github.com:acme/x', 'github.com/acme/x'],
    ['https://host/a/b?private_token=abc', 'host/a/b'],
    ['git@ssh.dev.azure.com:v3/org/project/repo', 'ssh.dev.azure.com/v3/org/project/repo'],
    ['https://dev.azure.com/org/My%20Project/_git/repo', 'dev.azure.com/org/my%20project/_git/repo'],
    ['https://github.com./acme/x', 'github.com/acme/x'],
    ['https://[2001:DB8::1]:8443/a/b.git', '[2001:db8::1]/a/b'],
    ['git@[::1]:a/b', '[::1]/a/b'],
    ['[::1]/a/b', '[::1]/a/b'],
    ['https://bücher.example/a/b', 'xn--bcher-kva.example/a/b'],
    ['https://XN--bcher-kva.example/a/b', 'xn--bcher-kva.example/a/b'],
    ['https://host/a:b/c', 'host/a:b/c'],
    ['ssh://git@localhost:2222/srv/git/app.git', 'localhost/srv/git/app'],
  ])('%s', (remote, reduced) => {
    expect(normalizeRemote(remote)).toBe(reduced);
  });
});

describe('no remote', () => {
  test.each([
    ['nothing', ''],
    ['a slug', 'web-shop'],
    ['a host without a path', 'https://github.com/'],
    ['a host with only .git', 'https://github.com/.git'],
    ['a file', 'file:///srv/git/app.git'],
    ['a path', '/srv/git/app.git'],
    ['a path in the home folder', '~/app'],
    ['a path from here', './app'],
    ['a path from above', '../app'],
    ['a Windows path', 'C:\\src\\app'],
    ['a Windows path with slashes', 'C:/src/app'],
    ['a Windows path without', 'c:app'],
    ['a share', '\\\\server\\share'],
    ['a remote helper', 'ext::sh -c true'],
    ['another scheme', 'javascript://host/a'],
    ['a scheme without slashes', 'https:github.com/acme/x'],
    ['a path that climbs', 'https://host/a/../b'],
    ['a path that climbs once .git is gone', 'https://host/a/...git'],
    ['a space in it', 'https://host/a b'],
    ['a NUL in it', 'https://host/a\0b'],
    ['a bad port', 'https://host:port/a'],
    ['a bad host', 'https://ho$st/a'],
    ['an escaped host', 'https://git%68ub.com/a/b'],
    ['a host with an empty label', 'https://a..b/c'],
    ['an open bracket', 'https://[::1/a'],
    ['a password with a slash', 'https://user:12/34@host/a/b'],
    ['a password with a question mark', 'https://user:12?34@host/a/b'],
    ['a password with a hash', 'https://user:1/2#3@host/a/b'],
    ['a short form with two @', 'git@host:a@b:c'],
    ['a short form with a slash before the @', 'user:1/2@host:a'],
    ['a very long one', `https://host/${'a'.repeat(2_000)}`],
  ])('%s', (_, remote) => {
    expect(normalizeRemote(remote)).toBeUndefined();
  });
});

const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}[a-z0-9]$/);
const address = fc.tuple(name, fc.array(name, { minLength: 1, maxLength: 4 }));
/** Upper-case, so that nothing of it can be in a reduced address by chance. */
const secret = fc.stringMatching(/^[A-Z][A-Z0-9!$&'()*+,;=:@/?#%._~-]{5,20}$/);

test('nothing of a user or a password ever comes out, whatever characters it holds', () => {
  const remotes = fc.tuple(secret, secret, address).chain(([user, password, [host, path]]) => {
    const tail = `${host}.example/${path.join('/')}`;
    const forms = [
      `https://${user}:${password}@${tail}.git`,
      `https://${user}@${tail}`,
      `ssh://${user}:${password}@${tail}?token=${password}`,
      `${user}:${password}@${tail}`,
      `${user}@${tail.replace('/', ':')}`,
      `https://${tail}?token=${password}#${user}`,
      `${tail}?${password}`,
    ];
    return fc.constantFrom(...forms).map((remote) => ({ remote, tail }));
  });
  fc.assert(
    fc.property(remotes, ({ remote, tail }) => {
      expect([undefined, tail]).toContain(normalizeRemote(remote));
    }),
    { numRuns: 3_000 },
  );
});

test('the same address in every form is the same project', () => {
  fc.assert(
    fc.property(address, ([host, path]) => {
      const [server, rest] = [`${host}.example`, path.join('/')];
      const forms = [
        `https://${server}/${rest}.git`,
        `ssh://git@${server}:2222/${rest}`,
        `git@${server}:${rest}.git`,
        `https://u:p@${server.toUpperCase()}/${rest}/`,
        `${server}/${rest}`,
      ];
      expect(new Set(forms.map(normalizeRemote))).toEqual(new Set([`${server}/${rest}`]));
    }),
  );
});

test('reducing twice changes nothing', () => {
  const pieces = fc.constantFrom(
    'https://',
    'ssh://',
    'git@',
    'Host',
    '.git',
    '[::1]',
    ':',
    '/',
    '@',
    '?',
    '#',
    '..',
    'ü',
    'İ',
    'ﬁ',
    '%2F',
    '2222',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const once = normalizeRemote(text);
      if (once !== undefined) expect(normalizeRemote(once)).toBe(once);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['', 'empty', ''],
  [' ', 'empty', ''],
  ['proj_0199b4c27a107e3f8a513c9d2e4f5a6b', 'id', 'proj_0199b4c27a107e3f8a513c9d2e4f5a6b'],
  ['proj_x', 'id', 'proj_x'],
  ['web-shop', 'slug', 'web-shop'],
  ['git@github.com:Acme/x.git', 'remote', 'github.com/acme/x'],
  ['https://tok@github.com/acme/x', 'remote', 'github.com/acme/x'],
  ['proj_a/b', 'remote', 'proj_a/b'],
  ['https://user:1/2@host/a', 'remote', ''],
  ['C:\\src', 'remote', ''],
])('a project given as %j is of kind %s', (ref, kind, value) => {
  expect(classifyProjectRef(ref)).toEqual({ kind, value });
});
