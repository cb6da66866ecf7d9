import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, uuid, type World } from '../support/server.ts';
import { ciScopes, type Machine, machine } from './machine.ts';
import { json, made } from './tickets.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

const stored = async (ticketId: string) => (await world.owner.tickets.getTicket({ ticketId })).ticket!;

/** The epochs that the machine keeps. */
function epochs({ env }: Machine): unknown[] {
  const folder = join(env.HOME!, '.local/state/sfs/tickets', encodeURIComponent(world.address));
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).epoch);
}

describe('the life of a task', () => {
  it('start keeps the epoch, every write sends it, complete and accept end it', async () => {
    const m = machine(world, key);
    const id = await made(m, '--description', 'what to do');
    const started = await m.sfs('ticket', 'start', id);
    expect(started.stdout).toContain('what to do');
    expect(started.stderr).toContain(`started ${id} with epoch 1`);
    expect(epochs(m)).toEqual([1]);
    expect(await json(m, 'update', id, '--priority', 'low')).toMatchObject({ priority: 'low' });
    expect(await json(m, 'assign', id, '--to', 'sentinel')).toMatchObject({ assigned_to: 'sentinel' });
    expect((await m.sfs('ticket', 'comment', id, '--content', 'half done')).code).toBe(0);
    const completed = await json(m, 'complete', id, '--notes', 'done', '--file', 'a.ts', '--file', 'b.ts');
    expect(completed).toMatchObject({ status: 'review', completion_notes: 'done', changed_files: ['a.ts', 'b.ts'] });
    expect(epochs(m)).toEqual([]);
    const self = await m.sfs('ticket', 'accept', id);
    expect(self).toMatchObject({ code: 4, stderr: expect.stringContaining('SELF_ACCEPT') });
    expect(await json(machine(world, world.ownerKey), 'accept', id, '--reason', 'well done')).toMatchObject({
      status: 'done',
    });
  });

  it('without the epoch a service key is refused; --epoch gives it on another machine', async () => {
    const m = machine(world, key);
    const id = await made(m);
    await m.sfs('ticket', 'start', id);
    const elsewhere = machine(world, key);
    const refused = await elsewhere.sfs('ticket', 'complete', id, '--notes', 'n');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('EPOCH_REQUIRED') });
    expect(await json(elsewhere, 'complete', id, '--notes', 'n', '--epoch', '1')).toMatchObject({ status: 'review' });
  });

  it('a worker that lost the ticket is stopped, and what it kept is forgotten', async () => {
    const m = machine(world, key);
    const id = await made(m);
    await m.sfs('ticket', 'start', id);
    await world.sql(`update tickets set lease_expires_at = now() - interval '1 second' where id = $1`, [uuid(id)]);
    await world.owner.tickets.startTicket({ ticketId: id });
    const late = await m.sfs('ticket', 'complete', id, '--notes', 'n');
    expect(late.code).toBe(6);
    expect(late.stderr).toContain('what was kept here about it is forgotten');
    expect(late.stderr).toContain('STALE_LEASE');
    expect(epochs(m)).toEqual([]);
    expect((await m.sfs('ticket', 'complete', id, '--notes', 'n')).code).toBe(2);
  });

  it('block, unblock, release, reopen, cancel', async () => {
    const m = machine(world, key);
    const id = await made(m);
    await m.sfs('ticket', 'start', id);
    expect(await json(m, 'block', id, '--reason', 'waits')).toMatchObject({ status: 'blocked' });
    expect(epochs(m)).toEqual([]);
    expect(await json(m, 'unblock', id)).toMatchObject({ status: 'in_progress' });
    const again = await m.sfs('ticket', 'start', id, '--format', 'json');
    expect(JSON.parse(again.stdout).ticket).toMatchObject({ status: 'in_progress', lease: { epoch: 2 } });
    expect(await json(m, 'release', id)).toMatchObject({ lease: { holder: null } });
    expect(epochs(m)).toEqual([]);
    await m.sfs('ticket', 'start', id);
    await m.sfs('ticket', 'complete', id);
    expect(await json(m, 'reopen', id, '--reason', 'not yet')).toMatchObject({ status: 'open' });
    expect(await json(m, 'cancel', id)).toMatchObject({ status: 'cancelled' });
    const ended = await m.sfs('ticket', 'start', id);
    expect(ended).toMatchObject({ code: 6, stderr: expect.stringContaining('WRONG_STATUS') });
  });

  it('approve and dismiss a suggestion; close an issue', async () => {
    const m = machine(world, key);
    const person = machine(world, world.ownerKey);
    const suggest = ['--source', 'agent', '--criteria', 'c', '--description', 'long enough for a suggestion'];
    const [first, second] = [await made(m, ...suggest), await made(m, ...suggest)];
    expect((await m.sfs('ticket', 'approve', first)).code).toBe(4);
    expect(await json(person, 'approve', first)).toMatchObject({ status: 'open' });
    expect(await json(person, 'dismiss', second)).toMatchObject({ status: 'cancelled' });
    const issue = await made(person, '--kind', 'issue');
    await person.sfs('ticket', 'start', issue);
    expect(await json(person, 'close', issue)).toMatchObject({ status: 'closed' });
  });

  it('start refuses while a dependency is not done, unless forced', async () => {
    const m = machine(world, key);
    const first = await made(m);
    const second = await made(m, '--depends-on', first);
    const refused = await m.sfs('ticket', 'start', second);
    expect(refused).toMatchObject({ code: 6, stdout: '', stderr: expect.stringContaining(first) });
    expect((await m.sfs('ticket', 'start', second, '--force')).code).toBe(0);
  });

  it('start writes the context to a file; a file that cannot be written starts nothing', async () => {
    const m = machine(world, key);
    const id = await made(m, '--description', 'what to do');
    expect((await m.sfs('ticket', 'start', id, '--context-file', 'missing/c.md')).code).toBe(2);
    expect((await stored(id)).status).toBe(2);
    const { stdout } = await m.sfs('ticket', 'start', id, '--context-file', 'c.md');
    expect(stdout).toMatch(/context +written to c\.md\n$/);
    expect(readFileSync(join(m.cwd, 'c.md'), 'utf8')).toContain('what to do');
  });

  it('a state folder that cannot be written is told, and stops nothing', async () => {
    const m = machine(world, key);
    writeFileSync(join(m.env.HOME!, '.local'), 'a file where a folder should be');
    const { code, stderr } = await m.sfs('ticket', 'start', await made(m));
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('give --epoch 1') });
  });
});

describe('update', () => {
  it('changes what is given, empties what is cleared, and leaves the rest', async () => {
    const m = machine(world, key);
    const other = await made(m);
    const id = await made(m, '--description', 'd', '--criteria', 'a', '--file', 'a.ts', '--depends-on', other);
    const changed = ['--title', 'new', '--criteria', '[x] a', '--criteria', '[ ] b', '--criteria', 'c'];
    expect(await json(m, 'update', id, ...changed, '--clear', 'file', '--clear', 'depends-on')).toMatchObject({
      ...{ title: 'new', description: 'd', file_refs: [], depends_on: [] },
      acceptance_criteria: [
        { text: 'a', done: true },
        { text: 'b', done: false },
        { text: 'c', done: false },
      ],
    });
    expect(await json(m, 'update', id, '--description', '', '--assigned-to', '')).toMatchObject({ description: '' });
    const { stdout } = await m.sfs('ticket', 'history', id, '--all', '--format', 'jsonl');
    const fields = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).field);
    expect(fields).toEqual(
      expect.arrayContaining(['title', 'acceptance_criteria', 'file_refs', 'depends_on', 'description']),
    );
    expect((await m.sfs('ticket', 'history', id)).stdout).toContain('"new"');
  });

  it.each([
    [[], 'there is nothing to change'],
    [['--clear', 'title'], '--clear must be one of'],
    [['--clear', 'file', '--file', 'a'], 'both given and cleared'],
  ])('%j is wrong usage', async (argv, message) => {
    const { sfs } = machine(world, key);
    const ran = await sfs('ticket', 'update', `tk_${'0'.repeat(32)}`, ...argv);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});

it('list filters, and says how to go on', async () => {
  const tenant = await world.tenant();
  const m = machine(world, tenant.ownerKey);
  const issue = await made(m, '--kind', 'issue');
  const child = await made(m, '--parent', issue, '--priority', 'critical', '--assigned-to', 'Atlas');
  await m.sfs('ticket', 'start', child);
  const ids = async (...filters: string[]) =>
    (await json(m, 'list', ...filters)).tickets.map(({ id }: { id: string }) => id);
  expect(await ids()).toEqual([child, issue]);
  for (const filters of [
    ...[
      ['--kind', 'task'],
      ['--priority', 'critical'],
      ['--assigned-to', 'atlas'],
      ['--parent', issue],
    ],
    ['--status', 'in_progress', '--status', 'review'],
  ]) {
    expect(await ids(...filters)).toEqual([child]);
  }
  expect(await ids('--source', 'agent')).toEqual([]);
  const { stdout, stderr } = await m.sfs('ticket', 'list', '--limit', '1');
  expect(stdout).toMatch(/^ID .*TITLE\ntk_.* in_progress +critical +Atlas /);
  expect(stderr).toContain('there are more: --cursor');
});

it('comments can be read in either direction', async () => {
  const m = machine(world, key);
  const id = await made(m);
  for (const content of ['one', '- two', '$(three)\u001b']) {
    const said = await m.sfs('ticket', 'comment', id, '--content', content, '--as', 'sentinel');
    expect(said).toMatchObject({ code: 0, stdout: expect.stringMatching(/^tc_[0-9a-f]{32}\n$/) });
  }
  const contents = async (...more: string[]) =>
    (await json(m, 'comments', id, ...more)).comments.map(({ content }: { content: string }) => content);
  expect(await contents()).toEqual(['one', '- two', '$(three)\u001b']);
  expect(await contents('--newest-first', '--limit', '1')).toEqual(['$(three)\u001b']);
  expect((await m.sfs('ticket', 'comments', id)).stdout).toMatch(/sentinel +\$\(three\)\\x1b\n$/);
});

it('watch prints changes and comments, and ends with the ticket', async () => {
  const m = machine(world, key);
  const id = await made(m);
  const watching = { text: m.sfs('ticket', 'watch', id), json: m.sfs('ticket', 'watch', id, '--format', 'jsonl') };
  await m.sfs('ticket', 'cancel', id, '--reason', 'not needed');
  const text = await watching.text;
  expect(text.code).toBe(0);
  expect(text.stdout.trim().split('\n').at(-1)).toMatch(/Z {2}cancelled {2}a task$/);
  const lines = (await watching.json).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ ticket: { id, status: 'cancelled' }, comment: null });
});

it('the same --request-id makes one ticket', async () => {
  const m = machine(world, key);
  const id = await made(m, '--request-id', 'once');
  expect(await made(m, '--request-id', 'once')).toBe(id);
  const other = await m.sfs('ticket', 'create', '--title', 'another', '--request-id', 'once');
  expect(other).toMatchObject({ code: 6, stderr: expect.stringContaining('REQUEST_ID_REUSED') });
});
