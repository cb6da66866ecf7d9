import { expect, it } from 'vitest';
import { activeProfile, addProfile, useProfile } from '../../src/cli/profile.ts';
import { ServiceKeyServiceService } from '../../src/gen/client/sfs/v1/service_key.ts';
import { grpcServer } from './grpc_server.ts';
import { folder, sfs } from './run.ts';

it('the first profile is in use, and stays so when others are added', () => {
  const config = folder();
  addProfile(config, 'local', { server: '127.0.0.1:1' });
  expect(activeProfile(config)).toBe('local');
  addProfile(config, 'local2', { server: '127.0.0.1:2' });
  expect(activeProfile(config)).toBe('local');
  useProfile(config, 'local2');
  addProfile(config, 'work', { server: 'work.example' });
  expect(activeProfile(config)).toBe('local2');
  useProfile(config, 'gone');
  addProfile(config, 'other', { server: 'other.example' });
  expect(activeProfile(config)).toBe('other');
});

it('a home that is no folder has no profile', async () => {
  const env = { HOME: '/dev/null', SFS_CONFIG_DIR: undefined, XDG_CONFIG_HOME: undefined };
  expect(activeProfile('/dev/null/.config/sfs')).toBeUndefined();
  const { code, stderr } = await sfs(['whoami', '--profile', 'work'], { env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('there is no profile work') });
});

it('a second sign-in does not change where commands go, and says so', async () => {
  const server = await grpcServer(ServiceKeyServiceService, {
    whoAmI: (_: unknown, done: (error: null, answer: unknown) => void) =>
      done(null, { keyId: 'key_1', keyName: 'mine', scopes: [], projects: [] }),
  });
  const login = async (name: string) =>
    sfs(['auth', 'login', '--server', server, '--profile', name], { stdin: 'sfsk_abc_0123456789', env: { HOME } });
  const HOME = folder();
  expect((await login('one')).stderr).toBe(`sfs: signed in to ${server} as mine; kept in profile one\n`);
  const second = await login('two');
  expect(second.stderr).toContain('kept in profile two, not in use: --profile two, or sfs auth use two');
  const { stdout } = await sfs(['auth', 'status', '--format', 'json'], { env: { HOME } });
  expect(JSON.parse(stdout)).toMatchObject([
    { name: 'one', used: true },
    { name: 'two', used: false },
  ]);
});
