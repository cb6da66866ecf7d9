import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProfile, useProfile, writeProfile } from '../../src/cli/profile.ts';
import { startWorld, type World } from '../support/server.ts';
import { folder } from './run.ts';
import { json, signedIn } from './signed_in.ts';

interface Added {
  member: { id: string; email: string; role: string };
  key: { id: string };
  secret: string;
}

let world: World;
let run: ReturnType<typeof signedIn>;
beforeAll(async () => {
  world = await startWorld();
  run = signedIn(world.address, world.ownerKey);
});
afterAll(() => world.stop());

const add = (email: string, ...more: string[]) =>
  json<Added>(run(['member', 'add', email, '--name', 'Ada Smith', '--format', 'json', ...more]));

describe('a member', () => {
  it('is added with a key that works once it is handed over', async () => {
    const { member, secret } = await add('ada@example.com', '--role', 'admin');
    expect(member).toMatchObject({ email: 'ada@example.com', role: 'admin' });
    const who = await json(signedIn(world.address, secret)(['whoami', '--format', 'json']));
    expect(who).toMatchObject({ member: { id: member.id } });
    const bare = await run(['member', 'add', 'b@example.com', '--name', 'B', '--output-key']);
    expect(bare.stdout).toMatch(/^sfsp_\w+\n$/);
  });

  it('is not added twice', async () => {
    await add('twice@example.com');
    expect((await run(['member', 'add', 'TWICE@example.com', '--name', 'T'])).code).toBe(6);
  });

  it.each([
    [['add', 'x@example.com'], 'missing: --name'],
    [['add', 'no-address', '--name', 'N'], 'email'],
    [['add', 'x@example.com', '--name', 'N', '--role', 'king'], '--role must be one of: member, admin, owner'],
    [['role', 'x@example.com', 'king'], 'the role must be one of: member, admin, owner'],
    [['remove', 'Ada'], 'name the member by id (mem_…) or e-mail address'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, stdout, stderr } = await run(['member', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('gets another role, by id or e-mail address in any case', async () => {
    const { member } = await add('rising@example.com');
    const role = (who: string, to: string) => json(run(['member', 'role', who, to, '--format', 'json']));
    expect(await role('Rising@Example.com', 'admin')).toMatchObject({ id: member.id, role: 'admin' });
    expect(await role(member.id, 'member')).toMatchObject({ role: 'member' });
    expect((await run(['member', 'role', 'nobody@example.com', 'admin'])).code).toBe(5);
    const own = signedIn(world.address, (await world.member('member')).key);
    expect((await own(['member', 'role', member.id, 'owner'])).code).toBe(4);
  });

  it('is listed', async () => {
    await add('listed@example.com');
    expect((await run(['member', 'list'])).stdout).toMatch(/mem_\w+ +Ada Smith +listed@example\.com +member/);
  });

  it('is removed: their key stops, and the keys that they minted are named', async () => {
    const { secret } = await add('leaving@example.com', '--role', 'admin');
    const leaving = signedIn(world.address, secret);
    const minted = await json<{ key: { id: string } }>(
      leaving(['key', 'create', '--name', 'theirs', '--preset', 'ci', '--format', 'json']),
    );
    const { code, stdout, stderr } = await run(['member', 'remove', 'leaving@example.com']);
    expect(code).toBe(0);
    expect(stdout).toContain(minted.key.id);
    expect(stderr).toContain('rotate each');
    expect((await leaving(['whoami'])).code).toBe(4);
    expect((await run(['member', 'remove', 'leaving@example.com'])).code).toBe(5);
  });
});

describe('auth keys', () => {
  it('are minted, listed and revoked by their holder', async () => {
    const mine = signedIn(world.address, (await world.member('member')).key);
    const { stdout } = await mine(['auth', 'keys', 'create', '--name', 'laptop', '--expires-in', '1d', '--output-key']);
    expect((await signedIn(world.address, stdout.trim())(['whoami'])).stdout).toContain('laptop');
    const { keys } = await json<{ keys: { id: string; name: string }[] }>(
      mine(['auth', 'keys', 'list', '--format', 'json']),
    );
    const laptop = keys.find(({ name }) => name === 'laptop')!;
    expect((await mine(['auth', 'keys', 'revoke', laptop.id, '--reason', 'lost'])).stdout).toMatch(/state +revoked/);
    expect((await signedIn(world.address, stdout.trim())(['whoami'])).code).toBe(4);
  });

  it("are listed of another member by an admin, and not by that member's peer", async () => {
    const { member, key } = await add('watched@example.com');
    const list = ['auth', 'keys', 'list', '--member', 'watched@example.com', '--format', 'json'];
    expect(await json(run(list))).toMatchObject({ keys: [{ id: key.id }] });
    const peer = signedIn(world.address, (await world.member('member')).key);
    expect((await peer(['auth', 'keys', 'list', '--member', member.id])).code).toBe(4);
  });

  it('rotate without an id means the key in use, and its profile goes on working', async () => {
    const home = folder();
    const config = join(home, 'config');
    const { key } = await world.member('member');
    writeProfile(config, 'work', { server: world.address, key, project: 'kept' });
    useProfile(config, 'work');
    const env = { HOME: home, SFS_CONFIG_DIR: config, SFS_API_KEY: undefined, SFS_SERVER: undefined };
    const rotated = await run(['auth', 'keys', 'rotate', '--format', 'json'], { env });
    const { secret } = JSON.parse(rotated.stdout) as { secret: string };
    expect(rotated.stderr).toContain('profile work holds the new key');
    expect(readProfile(config, 'work')).toEqual({ server: world.address, key: secret, project: 'kept' });
    expect((await signedIn(world.address, key)(['whoami'])).code).toBe(4);
    expect((await run(['whoami'], { env })).code).toBe(0);
  });

  it('rotate leaves the profile alone where the key came from elsewhere', async () => {
    const home = folder();
    const config = join(home, 'config');
    const { key } = await world.member('member');
    writeProfile(config, 'work', { server: world.address, key: 'sfsp_other_key' });
    writeFileSync(join(home, 'own.key'), key);
    const env = { HOME: home, SFS_CONFIG_DIR: config, SFS_API_KEY: undefined, SFS_SERVER: undefined };
    const rotated = await run(['auth', 'keys', 'rotate', '--key-file', 'own.key', '--output-key'], { env, cwd: home });
    expect(rotated.code).toBe(0);
    expect(readProfile(config, 'work').key).toBe('sfsp_other_key');
  });

  it('rotate without an id is refused to a service key', async () => {
    const { code, stderr } = await signedIn(world.address, await world.key())(['auth', 'keys', 'rotate']);
    expect(code).toBe(2);
    expect(stderr).toContain('sfs key rotate');
  });
});
