import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { ciScopes, machine } from './machine.ts';
import { json, made } from './tickets.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

const stored = async (ticketId: string) => (await world.owner.tickets.getTicket({ ticketId })).ticket!;

describe('create', () => {
  it('--output-id prints the id and nothing else', async () => {
    const { sfs } = machine(world, key);
    const { code, stdout, stderr } = await sfs(
      'ticket',
      'create',
      '--title',
      'a task',
      '--output-id',
      '--format',
      'json',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^tk_[0-9a-f]{32}\n$/) });
    expect(stderr).toContain(`project ${world.projectId}`);
  });

  it('sends every field', async () => {
    const m = machine(world, key);
    const first = await made(m);
    const lists = [
      '--criteria',
      'one',
      '--criteria',
      '- two',
      '--file',
      'a.ts',
      '--file',
      '--b',
      '--depends-on',
      first,
    ];
    const more = ['--description', 'd', '--assigned-to', 'sentinel', '--priority', 'high'];
    expect(await json(m, 'create', '--title', 't', ...more, ...lists)).toMatchObject({
      ...{ title: 't', description: 'd', assigned_to: 'sentinel', priority: 'high', kind: 'task', source: 'ci' },
      acceptance_criteria: [
        { text: 'one', done: false },
        { text: '- two', done: false },
      ],
      ...{ file_refs: ['a.ts', '--b'], depends_on: [first], status: 'open' },
    });
  });

  it('of an issue needs a role, and its tasks name it', async () => {
    const m = machine(world, key);
    const refused = await m.sfs('ticket', 'create', '--title', 't', '--kind', 'issue');
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('issues:write') });
    const person = machine(world, world.ownerKey);
    const parent = await made(person, '--kind', 'issue');
    const child = await made(m, '--parent', parent);
    expect((await json(m, 'show', parent)).child_ticket_ids).toEqual([child]);
  });

  it('cuts what is over-long, with a note', async () => {
    const { sfs } = machine(world, key);
    const texts = ['--title', '💥'.repeat(2000), '--description', 'é'.repeat(70_000)];
    const { code, stdout, stderr } = await sfs('ticket', 'create', ...texts, '--output-id');
    expect(code).toBe(0);
    expect(stderr).toContain('cut the title to 500 characters');
    expect(stderr).toContain('cut the description to 65536 bytes');
    const ticket = await stored(stdout.trim());
    expect([...ticket.title]).toHaveLength(500);
    expect(ticket.description).toMatch(/^é{32766}…$/);
  });

  const hostile = [
    `"double" 'single'`,
    '$(touch /tmp/owned)',
    '`id`',
    'a\nb\n::error::c',
    '\u001b[31mred\u202e',
    '[a](https://evil.test) <b>',
    '- a list',
    '--server=127.0.0.1:1',
    '--',
    '-t',
    '=',
  ];
  it.each(hostile)('keeps %j as it is, and shows it harmless', async (text) => {
    const m = machine(world, key);
    const argv = ['ticket', 'create', '--title', text, '--description', text, '--assigned-to', text];
    const { code, stdout } = await m.sfs(...argv, '--output-id');
    expect(code).toBe(0);
    const id = stdout.trim();
    expect(await stored(id)).toMatchObject({ title: text, description: text, assignedTo: text });
    for (const verb of [['show', id], ['list']]) {
      const shown = await m.sfs('ticket', ...verb);
      expect(shown.stdout).not.toMatch(/\u001b|\u202e|^ *::error/m);
    }
  });

  it.each([
    [['--title', ''], 2, 'title'],
    [['--title', 't', '--priority', 'urgent'], 2, '--priority must be one of: critical, high, medium, low'],
    [['--title', 't', '--title', 'u'], 2, '--title is given twice'],
    [['--title', 't', '--depends-on', `tk_${'0'.repeat(32)}`], 5, 'NOT_FOUND'],
    [[], 2, 'missing: --title'],
  ])('%j exits %d', async (argv, code, message) => {
    const { sfs } = machine(world, key);
    expect(await sfs('ticket', 'create', ...argv)).toMatchObject({
      ...{ code, stdout: '', stderr: expect.stringContaining(message) },
    });
  });
});
