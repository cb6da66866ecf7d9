import { expect, it } from 'vitest';
import type { Command, Entry } from '../../src/cli/command.ts';
import { topEntries } from '../../src/cli/commands.ts';
import { exit, exitCodes } from '../../src/cli/exit.ts';
import { sfs } from './run.ts';

type Found = { path: string[]; summary: string; command: Command };

/** Every command there is. */
async function walk(entries: Readonly<Record<string, Entry>>, above: string[] = []): Promise<Found[]> {
  const found: Found[] = [];
  for (const [word, [summary, load]] of Object.entries(entries)) {
    const { default: node } = await load();
    const path = [...above, word];
    if (node.kind === 'command') found.push({ path, summary, command: node });
    else found.push(...(await walk(node.entries, path)));
  }
  return found;
}
const commands = await walk(topEntries);

it.each(commands)('$path: its index, its name and its examples agree', ({ path, summary, command }) => {
  expect(command.name.split(' ')[0]).toBe(path.at(-1));
  expect(summary).not.toMatch(/\.$/);
  expect(command.examples.length).toBeGreaterThan(0);
  expect(command.examples.join('\n')).toContain(['sfs', ...path].join(' '));
});

it.each(commands)('$path --help shows examples first and exits 0', async ({ path, summary }) => {
  const { code, stdout, stderr } = await sfs([...path, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.indexOf(summary)).toBe(0);
  expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('Usage:'));
  expect(stdout.indexOf('Usage:')).toBeLessThan(stdout.indexOf('--color'));
});

it('sfs --help lists every noun and command, and sfs help NOUN the verbs', async () => {
  const { stdout } = await sfs(['--help']);
  for (const word of Object.keys(topEntries)) expect(stdout).toMatch(new RegExp(`^  ${word} +\\w`, 'm'));
  expect(await sfs(['help', 'auth'])).toEqual(await sfs(['auth', '--help']));
});

it.each([
  [['agentt-nonsense'], 'sfs has no command `agentt-nonsense`'],
  [['verzion'], 'did you mean `sfs version`?'],
  [['auth', 'logn'], 'did you mean `sfs auth login`?'],
  [['version', '--fromat', 'json'], 'did you mean --format?'],
  [['version', '--server', 'x'], 'there is no option --server'],
  [['auth'], 'a command is missing'],
  [[], 'a command is missing'],
  [['--verzion'], 'a command is missing'],
  [['constructor'], 'sfs has no command `constructor`'],
])('%j exits 2 and says what is wrong', async (argv, message) => {
  const { code, stdout, stderr } = await sfs(argv);
  expect({ code, stdout }).toEqual({ code: exit.usage, stdout: '' });
  expect(stderr).toContain(message);
});

it('options may stand before the command', async () => {
  const { code, stdout } = await sfs(['--format=json', 'version']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).version).toMatch(/^\d/);
});

it('the exit codes are printed from their table, as text and as JSON', async () => {
  const text = await sfs(['help', 'exit-codes']);
  const lines = text.stdout.split('\n').map((line) => line.replace(/ +/, ' '));
  expect(lines).toEqual(expect.arrayContaining(exitCodes.map(({ code, meaning }) => `${code} ${meaning}`)));
  const { stdout } = await sfs(['help', 'exit-codes', '--format', 'json']);
  expect(JSON.parse(stdout).map(({ code }: { code: number }) => code)).toEqual([
    0, 1, 2, 4, 5, 6, 7, 10, 11, 12, 13, 14, 70, 130,
  ]);
});

it('an error is JSON on stderr where JSON was asked for, even if the arguments are wrong', async () => {
  const { code, stdout, stderr } = await sfs(['config', 'view', '--format', 'json', '--nope']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr).error).toMatchObject({ message: 'there is no option --nope', exit_code: 2 });
});

it('completion offers commands, options and the words of an option', async () => {
  const offered = async (...words: string[]) =>
    (await sfs(['--complete', ...words])).stdout.split('\n').filter(Boolean);
  expect(await offered('ver')).toEqual(['version']);
  expect(await offered('auth', 'l')).toEqual(['login']);
  expect(await offered('version', '--fo')).toEqual(['--format']);
  expect(await offered('version', '--format', '')).toEqual(['text', 'json']);
  expect(await offered('version', '--format=j')).toEqual(['--format=json']);
  // bash takes `--format=j` apart, and replaces the last part.
  expect(await offered('version', '--format', '=', 'j')).toEqual(['json']);
  expect(await offered('version', '--format', '=')).toEqual(['text', 'json']);
  expect(await offered('auth', 'login', '--server', '')).toEqual([]);
  expect(await offered('nothing', '')).toEqual([]);
  for (const shell of ['bash', 'zsh', 'fish'])
    expect((await sfs(['completion', shell])).stdout).toContain('sfs --complete');
  expect((await sfs(['completion', 'tcsh'])).code).toBe(2);
});
