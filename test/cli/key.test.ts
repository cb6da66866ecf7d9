import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/service_keys/presets.ts';
import { startWorld, type World } from '../support/server.ts';
import { sfs } from './run.ts';
import { json, signedIn } from './signed_in.ts';

let world: World;
let run: ReturnType<typeof signedIn>;
beforeAll(async () => {
  world = await startWorld();
  run = signedIn(world.address, world.ownerKey);
});
afterAll(() => world.stop());

const create = (name: string, ...more: string[]) => run(['key', 'create', '--name', name, '--preset', 'ci', ...more]);
const made = async (name: string, ...more: string[]) =>
  json<{ key: { id: string; scopes: string[]; project_ids: string[]; expires_at: string }; secret: string }>(
    create(name, '--format', 'json', ...more),
  );
const works = async (key: string) => (await signedIn(world.address, key)(['whoami'])).code === 0;

describe('key create', () => {
  it('--output-key prints exactly the key and a newline, and the key works', async () => {
    const { code, stdout, stderr } = await create('exact', '--output-key');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sfsk_[0-9A-Za-z]+_[0-9A-Za-z]+\n$/);
    expect(stderr).toMatch(/store the key of key_[0-9a-f]{32} now: it is not shown again/);
    expect(await works(stdout.trim())).toBe(true);
  });

  it('joins preset and scopes, and takes the only project', async () => {
    const { key } = await made('both', '--scope', 'personas:write', '--scope', 'agent_runs:read');
    expect(key.scopes.sort()).toEqual([...presets.ci, 'personas:write'].sort());
    expect(key.project_ids).toEqual([world.projectId]);
    expect((await create('told')).stderr).toMatch(/the key reaches tenant-\d+, the only project/);
  });

  it('lives as long as it is told', async () => {
    const { key } = await made('short', '--expires-in', '2h');
    const hours = (Date.parse(key.expires_at) - Date.now()) / 3_600_000;
    expect(Math.abs(hours - 2)).toBeLessThan(0.1);
  });

  it.each([
    [['--name', 'x'], 'say what the key may do'],
    [['--name', 'x', '--preset', 'ci', '--expires-in', '0'], '--expires-in must be from 1m to 365d'],
    [['--name', 'x', '--preset', 'ci', '--expires-in', '366d'], '--expires-in must be from 1m to 365d'],
    [['--name', 'x', '--preset', 'ci', '--project', 'a', '--all-projects'], 'not both'],
    [['--name', 'x', '--preset', 'ci', '--project', ''], '--project is given but empty'],
    [['--name', 'x', '--preset', 'admin'], '--preset must be one of: ci, reader'],
    [['--name', 'x', '--scope', 'agent_runs:*'], 'there is no wildcard'],
    [['--preset', 'ci'], 'missing: --name'],
  ])('%j is wrong usage', async (flags, message) => {
    const { code, stdout, stderr } = await run(['key', 'create', ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('asks which of several projects, naming the flags and the projects', async () => {
    const tenant = await world.tenant();
    await tenant.owner.projects.createProject({ name: 'Second', gitRemotes: ['github.com/acme/second'] });
    const other = signedIn(world.address, tenant.ownerKey);
    const { code, stdout, stderr } = await other(['key', 'create', '--name', 'x', '--preset', 'ci']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/--project SLUG.*--all-projects[\s\S]*second, tenant-/);
    const named = ['--project', 'https://u:hidden-token@github.com/Acme/second.git', '--project', tenant.projectId];
    const { key } = await json<{ key: { project_ids: string[] } }>(
      other(['key', 'create', '--name', 'x', '--preset', 'ci', '--format', 'json', ...named]),
    );
    expect(key.project_ids).toHaveLength(2);
    expect(world.logs.join('\n')).not.toContain('hidden-token');
  });

  it('repeated with its request id makes no second key, shows none, and ends with 6', async () => {
    expect((await create('once', '--request-id', 'k1', '--output-key')).code).toBe(0);
    const { code, stdout, stderr } = await create('once', '--request-id', 'k1', '--output-key');
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr).toMatch(/it is not shown twice[\s\S]*sfs key rotate key_/);
  });
});

describe('a key that is there', () => {
  it('is shown by id and by name, without its secret', async () => {
    const { key, secret } = await made('shown', '--description', 'for the tests');
    for (const name of [key.id, 'shown']) {
      const { code, stdout } = await run(['key', 'show', name]);
      expect(code).toBe(0);
      expect(stdout).toContain(key.id);
      expect(stdout).toContain('for the tests');
      expect(stdout).not.toContain(secret);
    }
    expect((await run(['key', 'show', 'nobody'])).code).toBe(5);
    expect((await run(['key', 'show', `key_${'0'.repeat(32)}`])).code).toBe(5);
  });

  it('is named by its id where several have its name', async () => {
    const [a, b] = [await made('twin'), await made('twin')];
    const { code, stderr } = await run(['key', 'show', 'twin']);
    expect(code).toBe(2);
    expect(stderr).toContain(a.key.id);
    await run(['key', 'revoke', b.key.id, '--reason', 'test']);
    expect((await run(['key', 'show', 'twin'])).stdout).toContain(a.key.id);
  });

  it('is not named by itself, and is not repeated then', async () => {
    const { secret } = await made('pasted');
    const { code, stderr } = await run(['key', 'revoke', secret, '--reason', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('that is a key itself');
  });

  it('rotates: the new secret works, the old one until the overlap ends', async () => {
    const { secret } = await made('turned');
    const first = await run(['key', 'rotate', 'turned', '--overlap', '1h', '--output-key']);
    expect(first.stdout).toMatch(/^sfsk_\w+\n$/);
    expect(first.stderr).toContain('the old secret works for 1h more');
    expect([await works(secret), await works(first.stdout.trim())]).toEqual([true, true]);
    const second = await run(['key', 'rotate', 'turned', '--output-key']);
    expect(second.stderr).toContain('the old secret has stopped working');
    expect([await works(first.stdout.trim()), await works(second.stdout.trim())]).toEqual([false, true]);
    expect((await run(['key', 'rotate', 'turned', '--overlap', '8d'])).code).toBe(2);
  });

  it('is revoked with a reason, which is kept', async () => {
    const { secret } = await made('ended');
    expect((await run(['key', 'revoke', 'ended'])).code).toBe(2);
    expect((await run(['key', 'revoke', 'ended', '--reason', ''])).code).toBe(2);
    expect((await run(['key', 'revoke', 'ended', '--reason', 'in a log'])).code).toBe(0);
    expect((await run(['key', 'show', 'ended'])).stdout).toMatch(/reason +in a log/);
    expect(await works(secret)).toBe(false);
  });
});

describe('key list', () => {
  it('prints a table, JSON and lines of JSON, page by page', async () => {
    const tenant = await world.tenant();
    for (const name of ['a', 'b', 'c']) await tenant.key({ name });
    const list = (...flags: string[]) => signedIn(world.address, tenant.ownerKey)(['key', 'list', ...flags]);
    const table = await list();
    expect(table.stdout.split('\n')[0]).toMatch(/^ID +NAME +STATE +SCOPES/);
    expect(table.stdout.split('\n')).toHaveLength(5);
    const page = await json<{ keys: { name: string }[]; next_page_token: string }>(
      list('--format', 'json', '--limit', '2'),
    );
    expect(page.keys.map(({ name }) => name)).toEqual(['c', 'b']);
    const rest = await list('--format', 'jsonl', '--cursor', page.next_page_token);
    expect(
      rest.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['a']);
  });

  it('is refused to a key without keys:read, with exit 4', async () => {
    const { code, stderr } = await signedIn(world.address, await world.key())(['key', 'list']);
    expect(code).toBe(4);
    expect(stderr).toContain('SCOPE_MISSING');
  });
});

it('key scopes says of every scope what it opens and who holds it, and asks no server', async () => {
  const scopes = await json<{ scope: string; roles: string[]; presets: string[]; methods: string[] }[]>(
    sfs(['key', 'scopes', '--format', 'json']),
  );
  const runs = scopes.find(({ scope }) => scope === 'agent_runs:write');
  expect(runs).toMatchObject({ roles: ['member', 'admin', 'owner'], presets: ['ci'] });
  expect(runs?.methods).toContain('AgentRunService.CompleteAgentRun');
  const held = await json<{ scopes: string[] }>(run(['whoami', '--format', 'json']));
  expect(scopes.filter(({ roles }) => roles.includes('owner')).map(({ scope }) => scope)).toEqual(held.scopes.sort());
  expect((await sfs(['key', 'scopes'])).stdout).toMatch(/^SCOPE +ROLES +PRESETS +METHODS\n/);
});
