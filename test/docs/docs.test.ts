import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { joinArguments } from '../../src/cli/argv.ts';
import { exitCodes } from '../../src/cli/exit.ts';
import { parseArguments } from '../../src/cli/parse.ts';
import { resolveCommand } from '../../src/cli/resolve.ts';
import { serverSettings } from '../../src/config.ts';
import { commandLines, inlineCommands } from './commands.ts';

const top = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(top, name), 'utf8');
const inDocs = (readdirSync(join(top, 'docs'), { recursive: true, encoding: 'utf8' }) as string[]).map((name) =>
  join('docs', name),
);
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...inDocs.filter((name) => name.endsWith('.md')),
];
const workflows = inDocs.filter((name) => name.startsWith('docs/integrations') && name.endsWith('.yml'));

describe.each([...pages, ...workflows])('%s', (page) => {
  test('every sfs command line is one that the CLI takes', async () => {
    for (const words of commandLines(page, read(page))) {
      const { path, command, rest } = await resolveCommand(words);
      expect(command, words.join(' ')).toBeDefined();
      const joined = joinArguments(rest, command!.options);
      if (!joined.help) await parseArguments(path, command!, joined, new Date());
    }
  });

  test('every sfs command that the text names is there, with its options', async () => {
    for (const words of inlineCommands(read(page))) {
      const { path, command, rest } = await resolveCommand(words);
      if (command) joinArguments(rest, command.options);
      else expect([path.length > 0 || rest.length > 0, rest.filter((word) => word !== '--help')]).toEqual([true, []]);
    }
  });
});

test.each(pages)('%s: every link leads to a file', (page) => {
  for (const [, target] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https:/.test(target!)) continue;
    const file = join(dirname(page), target!.split('#')[0]!);
    expect(existsSync(join(top, file)), `${target} → ${file}`).toBe(true);
  }
});

test('every page of docs is reached from README.md', () => {
  const reached = new Set<string>();
  const visit = (page: string) => {
    if (reached.has(page) || !page.endsWith('.md')) return;
    reached.add(page);
    for (const [, target] of read(page).matchAll(/\]\(([^)\s#]+)/g))
      if (!target!.startsWith('https:')) visit(relative('.', join(dirname(page), target!)).replace(/\/$/, ''));
  };
  visit('README.md');
  visit('CHANGELOG.md');
  visit('SECURITY.md');
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

describe('docs/configuration.md', () => {
  const rows = (heading: string) =>
    read('docs/configuration.md')
      .split(`## ${heading}`)[1]!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| `') || line.startsWith('| –'))
      .map((line) => line.split('|').map((cell) => cell.trim()));

  test('the table of the server is that of config.ts', () => {
    const wanted = Object.values(serverSettings).map(({ flag, variable, fallback, meaning }) => [
      ...['', `\`--${flag}\``, `\`${variable}\``, fallback, meaning, ''],
    ]);
    expect(rows('The server')).toEqual(wanted);
  });

  test('the variables of the command line are those that it reads', () => {
    const source = readdirSync(join(top, 'src/cli'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => read(join('src/cli', name)))
      .join('\n');
    const named = rows('The command line').flatMap((cells) =>
      [...cells[2]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
    );
    expect(named).toContain('SFS_API_KEY');
    for (const name of named) expect(source, name).toContain(name);
    for (const [, name] of source.matchAll(/env\.(SFS_\w+)/g)) expect(named).toContain(name);
  });
});

test('docs/cli.md has the exit codes of exit.ts', () => {
  const rows = read('docs/cli.md').match(/^\| \d+ \|.*$/gm);
  expect(rows).toEqual(exitCodes.map(({ code, meaning }) => `| ${code} | ${meaning} |`));
});

test('the files of docs/deploy set variables that the server knows', () => {
  const known = new Set<string>([...Object.values(serverSettings).map(({ variable }) => variable), 'SFS_CONFIG_DIR']);
  const compose = parse(read('docs/deploy/compose.yaml')) as { services: { sfs: { environment: object } } };
  const unit = [...read('docs/deploy/sfs.service').matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name!);
  const image = [...read('docs/deploy/Dockerfile').matchAll(/(SFS_\w+)=/g)].map(([, name]) => name!);
  expect(unit.length).toBeGreaterThan(3);
  for (const name of [...unit, ...image, ...Object.keys(compose.services.sfs.environment)])
    expect([...known]).toContain(name);
});

test('the scripts that CONTRIBUTING.md names are those of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('CONTRIBUTING.md').matchAll(/`(?:\w+=\S+ )?npm (?:run )?([a-z]+)/g)].map(([, name]) => name!);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});
