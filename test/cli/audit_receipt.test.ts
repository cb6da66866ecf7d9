import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keysInMemory } from '../../src/audit/keyring.ts';
import { rotateLogKeys } from '../../src/audit/rotate.ts';
import { tampers } from '../audit/tamper.ts';
import { quiet } from '../audit/tamper_backup.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { addSentinel, ciScopes, type Machine } from './machine.ts';
import { endedRun, Receipts, readTree, results } from './receipts.ts';

let world: World;
let receipts: Receipts;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  receipts = new Receipts(world);
});
afterAll(() => world.stop());

const offline = (m: Machine, ...more: string[]) => m.sfs('audit', 'verify', 'receipt', '--offline', ...more);

it('a receipt is written, and verifies offline with keys from elsewhere', async () => {
  const m = await receipts.machine();
  expect([...receipts.files.keys()]).toEqual([
    ...['attestation.dsse.json', 'checkpoint', 'context.md', 'events/1.body', 'events/1.tlog-proof'],
    ...['events/2.body', 'events/2.tlog-proof', 'findings.jsonl', 'findings.salt', 'keys.txt', 'run.json'],
  ]);
  const { code, stdout, stderr } = await offline(m, '--keys', 'keys.txt');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(results(stdout)).toEqual({
    ...{ files: 'ok', keys: 'ok', checkpoint: 'ok', 'leaf bytes': 'ok', inclusion: 'ok', completeness: 'ok' },
    ...{ attestation: 'ok', 'run.json': 'ok', findings: 'ok' },
  });
});

it('findings and context are in it only where they were asked for', async () => {
  const m = await receipts.machine();
  const { code, stdout } = await m.sfs('audit', 'receipt', receipts.run, '--out', 'public', '--format', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    run_id: receipts.run,
    events: 2,
    checkpoint_size: expect.any(Number),
    folder: 'public',
  });
  const names = [...readTree(join(m.cwd, 'public')).keys()];
  expect(names).toHaveLength(8);
  expect(names.join()).not.toMatch(/findings|context/);
  expect(statSync(join(m.cwd, 'public/run.json')).mode & 0o777).toBe(0o600);
});

it('without keys it is self-asserted: 3', async () => {
  const { code, stdout } = await offline(await receipts.machine());
  expect(code).toBe(3);
  expect(results(stdout)).toMatchObject({ keys: 'incomplete', checkpoint: 'ok', attestation: 'ok' });
  expect(stdout).toMatch(/^incomplete +keys +self-asserted: /m);
});

it('offline, a server and a key that are set but empty do not matter', async () => {
  const m = await receipts.machine();
  const fork = m.with({ env: { SFS_SERVER: '', SFS_API_KEY: '' } });
  m.file('.sfs.yaml', 'server: evil.example\n');
  expect((await fork('audit', 'verify', 'receipt', '--offline', '--keys', 'keys.txt')).code).toBe(0);
  expect((await fork('audit', 'verify', 'receipt', '--keys', 'keys.txt')).code).toBe(2);
});

it('a verdict that was made green is tampered: 1', async () => {
  const m = await receipts.machine();
  const green = receipts.files.get('run.json')!.toString().replace('"failed"', '"passed"');
  m.file('receipt/run.json', green);
  const { code, stdout } = await offline(m, '--keys', 'keys.txt', '--format', 'json');
  expect(code).toBe(1);
  const { exit_code, checks } = JSON.parse(stdout);
  expect(exit_code).toBe(1);
  expect(checks).toContainEqual({
    ...{ name: 'run.json', result: 'tampered', message: 'run.json differs from the events: status' },
  });
});

it('a row that was edited in the database is tampered already where the receipt is made', async () => {
  const m = await receipts.machine();
  const edited = await endedRun(m);
  await world.sql(`update agent_runs set commit = repeat('0', 40) where id = $1`, [uuid(edited)]);
  const { code, stdout, stderr } = await m.sfs('audit', 'receipt', edited, '--out', 'edited');
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'edited\n' });
  expect(stderr).toMatch(/^sfs: tampered +run\.json +.*: commit$/m);
  await world.sql(`update agent_runs set commit = '' where id = $1`, [uuid(edited)]);
});

it('a run that goes on has a receipt that is incomplete, which is no failure of the job that makes it', async () => {
  const m = await receipts.machine();
  const { code, stderr } = await m.sfs('audit', 'receipt', await m.started(), '--out', 'running');
  expect(code).toBe(0);
  expect(stderr).toMatch(/incomplete +completeness +none of the 1 events ends the run/);
  const verified = await m.sfs('audit', 'verify', 'running', '--offline', '--keys', 'keys.txt');
  expect(verified.code).toBe(3);
  expect(results(verified.stdout)).toMatchObject({ completeness: 'incomplete', inclusion: 'ok', 'run.json': 'ok' });
});

it('with --since it is proved that the log still begins with what was kept', async () => {
  const m = await receipts.machine();
  const later = await endedRun(m);
  const since = ['--since', 'receipt/checkpoint'];
  const bare = await m.sfs('audit', 'receipt', later, '--out', 'bare');
  expect(bare.code).toBe(0);
  const lacking = await m.sfs('audit', 'verify', 'bare', '--offline', '--keys', 'keys.txt', ...since);
  expect(lacking.code).toBe(3);
  expect(lacking.stdout).toContain('sfs audit receipt RUN --since FILE');
  expect((await m.sfs('audit', 'receipt', later, '--out', 'later', ...since)).code).toBe(0);
  const proved = await m.sfs('audit', 'verify', 'later', '--offline', '--keys', 'keys.txt', ...since);
  expect(proved.code).toBe(0);
  expect(results(proved.stdout).consistency).toBe('ok');
  const older = await offline(m, '--keys', 'keys.txt', '--since', 'later/checkpoint');
  expect(older.code).toBe(3);
  expect(older.stdout).toContain('is newer than the receipt');
});

it('the folder is not written where it holds anything else, and is replaced where it holds the same receipt', async () => {
  const m = await receipts.machine();
  const write = (out: string) => m.sfs('audit', 'receipt', receipts.run, '--out', out);
  mkdirSync(join(m.cwd, 'mine'));
  m.file('mine/notes', 'mine');
  m.link('linked', join(m.cwd, 'mine'));
  for (const out of ['mine', 'linked', 'linked/below', 'keys.txt', 'keys.txt/below'])
    expect(await write(out), out).toMatchObject({ code: 2, stdout: '' });
  expect(readdirSync(join(m.cwd, 'mine'))).toEqual(['notes']);
  m.file('receipt/events/7.body', 'stale');
  expect(await write('receipt')).toMatchObject({ code: 0, stdout: 'receipt\n' });
  const names = [...readTree(join(m.cwd, 'receipt')).keys()];
  expect(names).toHaveLength(8);
  const other = await m.started();
  expect((await m.sfs('audit', 'receipt', other, '--out', 'receipt')).code).toBe(2);
  rmSync(join(m.cwd, 'receipt/events'), { recursive: true });
  symlinkSync(join(m.cwd, 'mine'), join(m.cwd, 'receipt/events'));
  expect((await write('receipt')).code).toBe(2);
  expect(readdirSync(join(m.cwd, 'mine'))).toEqual(['notes']);
});

it.each([
  ['an unknown run', `run_${'0'.repeat(32)}`, 5],
  ['no id', 'x', 2],
])('the receipt of %s (%s) exits %d and writes nothing', async (_, id, code) => {
  const m = await receipts.machine();
  expect(await m.sfs('audit', 'receipt', id, '--out', 'new')).toMatchObject({ code, stdout: '' });
  expect(readdirSync(m.cwd)).not.toContain('new');
});

it.each([
  [['audit', 'verify', '--offline'], '--offline verifies a receipt'],
  [['audit', 'verify', 'nothing', '--offline'], 'does not exist'],
  [['audit', 'verify', 'keys.txt', '--offline'], 'no folder'],
  [['audit', 'verify', 'receipt', '--offline', '--keys', 'receipt/keys.txt'], '--keys lies in the receipt itself'],
  [['audit', 'verify', 'receipt', '--offline', '--keys', 'nothing'], 'does not exist'],
  [['audit', 'verify', 'receipt', '--offline', '--keys', 'receipt/../receipt/keys.txt'], 'in the receipt itself'],
  [['audit', 'verify', 'receipt', '--offline', '--since', 'keys.txt'], '--since: keys.txt is no checkpoint'],
  [['audit', 'verify', '.', '--offline'], 'keys lies in the receipt'],
])('%j exits 2', async (argv, message) => {
  const m = await receipts.machine();
  const more = argv[2] === '.' ? ['--keys', 'keys.txt'] : [];
  const { code, stdout, stderr } = await m.sfs(...argv, ...more);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it.each<[string, (at: (name: string) => string) => void]>([
  ['a link in place of a file', (at) => symlinkSync('/etc/passwd', clear(at('run.json')))],
  ['a link in place of the events', (at) => symlinkSync('/etc', clear(at('events')))],
  ['a pipe that nobody writes to', (at) => execFileSync('mkfifo', [clear(at('checkpoint'))])],
  ['a folder in place of a file', (at) => mkdirSync(clear(at('keys.txt')))],
  ['a file of a terabyte', (at) => truncateSync(at('context.md'), 2 ** 40)],
  ['more JSON than a run has', (at) => writeFileSync(at('run.json'), '['.repeat(2 ** 21))],
  ['nothing at all', (at) => clear(at('.'))],
])('a receipt with %s exits 2', async (_, spoil) => {
  const m = await receipts.machine();
  spoil((name) => join(m.cwd, 'receipt', name));
  const { code, stderr } = await offline(m, '--keys', 'keys.txt');
  expect(code).toBe(2);
  expect(stderr).not.toContain('root:');
});

function clear(path: string): string {
  rmSync(path, { recursive: true });
  return path;
}

it('names and contents that a terminal would interpret are not printed', async () => {
  const m = await receipts.machine();
  for (const name of ['run.json', 'checkpoint', 'keys.txt', 'events/1.body', '\u001b[31m']) {
    m.file(`receipt/${name}`, '\u001b]0;owned\u0007\n::error::owned');
    const { code, stdout, stderr } = await offline(m, '--keys', 'keys.txt');
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).not.toMatch(/\u001b|owned/);
  }
});

it('online, the server shows that its log still begins with the receipt’s', async () => {
  const m = await receipts.machine();
  const verify = (who: Machine, ...more: string[]) =>
    who.sfs('audit', 'verify', 'receipt', '--keys', 'keys.txt', ...more);
  await m.started();
  const { code, stdout } = await verify(m);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ok +consistency with the server +grew from \d+ to \d+ leaves/m);
  const ci = await verify(await receipts.machine(await world.key({ scopes: ciScopes })));
  expect(ci.code).toBe(3);
  expect(results(ci.stdout)).toMatchObject({ 'consistency with the server': 'incomplete', 'run.json': 'ok' });
  const away = await verify(m, '--server', '127.0.0.1:1', '--deadline', '1');
  expect(away.code).toBe(3);
  expect(results(away.stdout)['consistency with the server']).toBe('incomplete');
  const stranger = await receipts.machine((await world.tenant()).ownerKey);
  const other = await verify(stranger);
  expect(other.code).toBe(3);
  expect(other.stdout).toContain('has another log than the receipt is of');
});

it('after a rotation old keys are not enough to go by the server’s checkpoint: incomplete, not tampered', async () => {
  const files = keysInMemory();
  const own = await startWorld({ logKeys: files });
  try {
    await addSentinel(own);
    const m = await new Receipts(own).machine();
    await rotateLogKeys(own.server.orm.em.fork(), files, { kinds: ['log'], overlapSeconds: 3_600 });
    await own.sql('update audit_log_keys set not_after = now() where not_after is not null');
    await m.started();
    await quiet(own.sql, own.organizationId);
    const { code, stdout } = await m.sfs('audit', 'verify', 'receipt', '--keys', 'keys.txt');
    expect(stdout).toMatch(/^incomplete +consistency with the server +.*not trusted; .*sfs audit keys --trust$/m);
    expect(code).toBe(3);
    m.file('newer.txt', (await m.sfs('audit', 'keys')).stdout);
    expect((await m.sfs('audit', 'verify', 'receipt', '--keys', 'newer.txt')).code).toBe(0);
  } finally {
    await own.stop();
  }
});

it('a log that was cut below what --since kept is tampered: 1, and the receipt is there', async () => {
  const m = await receipts.machine(await world.key({ scopes: ciScopes }));
  const later = await m.started();
  expect((await m.sfs('audit', 'receipt', later, '--out', 'kept')).code).toBe(0);
  await quiet(world.sql, world.organizationId);
  const cut = await tampers['cut the tail']!(world.sql, () => 0.999, world.organizationId);
  try {
    const since = ['--since', 'kept/checkpoint'];
    const { code, stdout, stderr } = await m.sfs('audit', 'receipt', receipts.run, '--out', 'cut', ...since);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'cut\n' });
    expect(stderr).toMatch(/^sfs: tampered +consistency +the log was cut: it has \d+ leaves and had \d+$/m);
  } finally {
    await cut.undo();
  }
});

it.each<[string, (checkpoint: string, origin: string) => string, string]>([
  ['of another log', (text, origin) => text.replaceAll(origin, `${origin}x`), 'this checkpoint is of another log'],
  ['that nobody signed', (text) => text, 'the signature of'],
])('a larger checkpoint %s shows no cut: 2', async (_, change, message) => {
  const m = await receipts.machine();
  const [origin = '', size = '', ...rest] = receipts.files.get('checkpoint')!.toString().split('\n');
  m.file('kept', change([origin, `${size}0000`, ...rest].join('\n'), origin));
  const { code, stderr } = await m.sfs('audit', 'receipt', receipts.run, '--out', 'new', '--since', 'kept');
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('was cut');
});

it('of a run whose texts were erased the receipt holds, without them', async () => {
  const m = await receipts.machine();
  const erased = await endedRun(m);
  await world.owner.audit.redactAgentRun({ runId: erased, reason: 'asked to' });
  const { code, stderr } = await m.sfs('audit', 'receipt', erased, '--out', 'erased', '--with-findings');
  expect(code).toBe(0);
  expect(stderr).toContain('the texts of this run were erased');
  const verified = await m.sfs('audit', 'verify', 'erased', '--offline', '--keys', 'keys.txt');
  expect(verified.code).toBe(0);
  expect(Object.keys(results(verified.stdout))).not.toContain('findings');
});
