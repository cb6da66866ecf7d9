import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { folder, type RunOptions } from './run.ts';
import { json, signedIn } from './signed_in.ts';

interface Persona {
  name: string;
  role: string;
  content: string;
  version: number;
  digest: string;
  active: boolean;
  specializations: string[];
  pins: { model_id: string; prompt_version: string; tools: object[]; temperature: number | null } | null;
}

let world: World;
let run: ReturnType<typeof signedIn>;
beforeAll(async () => {
  world = await startWorld();
  run = signedIn(world.address, world.ownerKey);
});
afterAll(() => world.stop());

const persona = (verb: string, name: string, flags: string[] = [], options?: RunOptions) =>
  run(['persona', verb, name, ...flags], options);
const asJson = (verb: string, name: string, flags: string[] = [], options?: RunOptions) =>
  json<Persona>(persona(verb, name, [...flags, '--format', 'json'], options));
const make = (name: string, ...flags: string[]) =>
  asJson('create', name, ['--role', 'reviewer', '--content', 'one', ...flags]);

/** An editor that is a shell script; its arguments are the user's and then the file. */
function editor(script: string): RunOptions {
  const path = join(folder(), 'editor');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o700);
  return { env: { EDITOR: path } };
}

/** The text that was kept, where stderr says; the file is removed after the test. */
function kept(stderr: string): { text: string; mode: number } {
  const path = /(?:kept|text is) in (\S+)/.exec(stderr)![1]!;
  onTestFinished(() => rmSync(dirname(path), { recursive: true }));
  return { text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 };
}

describe('persona create', () => {
  it('takes role, instructions, specialities and pins', async () => {
    const made = await make(
      ...(['whole', '--spec', 'secrets', '--spec', 'injection', '--model-id', 'm-1', '--temperature', '0.2'] as const),
      ...['--prompt-version', 'p3', '--tool', 'semgrep@1.90.0', '--tool', '@acme/lint@2', '--tool', 'git'],
    );
    expect(made).toMatchObject({ name: 'whole', role: 'reviewer', content: 'one', version: 1, active: true });
    expect(made.specializations).toEqual(['secrets', 'injection']);
    expect(made.pins).toEqual({
      ...{ model_id: 'm-1', prompt_version: 'p3', temperature: 0.2 },
      tools: [
        { name: 'semgrep', version: '1.90.0' },
        { name: '@acme/lint', version: '2' },
        { name: 'git', version: '' },
      ],
    });
  });

  it('takes the instructions from a file, byte for byte', async () => {
    const cwd = folder();
    const text = '# Größe\n\n- `$(id)`\t"quotes"\n::error::x\n';
    writeFileSync(join(cwd, 'p.md'), text);
    expect((await asJson('create', 'filed', ['--role', 'r', '--file', 'p.md'], { cwd })).content).toBe(text);
  });

  it('follows no link, and opens no file that is too large', async () => {
    const cwd = folder();
    symlinkSync('/proc/self/environ', join(cwd, 'link.md'));
    writeFileSync(join(cwd, 'large.md'), 'x'.repeat(256 * 1024 + 1));
    for (const file of ['link.md', 'large.md', 'missing.md']) {
      const { code, stderr } = await persona('create', 'linked', ['--role', 'r', '--file', file], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`--file: ${file}`);
    }
  });

  it.each([
    [['x', '--content', 'c'], 'missing: --role'],
    [['x', '--role', 'r'], 'give the instructions with --file or --content'],
    [['x', '--role', 'r', '--content', 'c', '--file', 'f'], 'not both'],
    [['x', '--role', 'r', '--content', 'c', '--temperature', 'hot'], '--temperature must be a number'],
    [['x', '--role', 'r', '--content', 'c', '--temperature', '11'], '--temperature must be a number from 0 to 10'],
    [['x', '--role', 'r', '--content', 'c', '--tool', ''], '--tool is given but empty'],
    [['two words', '--role', 'r', '--content', 'c'], 'name'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, stdout, stderr } = await run(['persona', 'create', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('says which project it was made in, unless the user said so', async () => {
    const args = ['--role', 'r', '--content', 'c'];
    expect((await persona('create', 'where1', args)).stderr).toContain(`project ${world.projectId}`);
    expect((await persona('create', 'where2', [...args, '--project', world.projectId])).stderr).toBe('');
  });

  it('conflicts with the same name in another case', async () => {
    await make('Same');
    expect((await persona('create', 'sAME', ['--role', 'r', '--content', 'c'])).code).toBe(6);
  });

  it('repeated with its request id is one persona', async () => {
    const [a, b] = [await make('once', '--request-id', 'p1'), await make('once', '--request-id', 'p1')];
    expect(b).toEqual(a);
  });
});

describe('the editor', () => {
  it('gets the text in a file that only this user reads, without the key, and the file is gone afterwards', async () => {
    await make('edited');
    const log = join(folder(), 'log');
    const script = `stat -c %a "$2" "$(dirname "$2")" > ${log}; cat "$2" >> ${log}; env >> ${log}; echo "$1" >> ${log}
echo "$2" > ${log}.path; echo two > "$2"`;
    const { env } = editor(script);
    const options = { env: { EDITOR: `${env!.EDITOR} --wait` } };
    expect(await asJson('edit', 'edited', [], options)).toMatchObject({ version: 2, content: 'two\n' });
    const seen = readFileSync(log, 'utf8');
    expect(seen).toMatch(/^600\n700\none/);
    expect(seen).toContain('--wait\n');
    expect(seen).not.toContain('sfsp_');
    expect(existsSync(readFileSync(`${log}.path`, 'utf8').trim())).toBe(false);
  });

  it('makes a persona, or none where nothing was written', async () => {
    const create = (name: string, script: string) => persona('create', name, ['--role', 'r'], editor(script));
    expect((await create('typed', 'echo hello > "$1"')).code).toBe(0);
    expect(await asJson('show', 'typed')).toMatchObject({ content: 'hello\n' });
    expect((await create('untyped', 'true')).code).toBe(2);
    expect((await persona('show', 'untyped')).code).toBe(5);
  });

  it('that changes nothing, fails or empties the text makes no version', async () => {
    await make('calm');
    const edit = (script: string) => persona('edit', 'calm', [], editor(script));
    const same = await edit('true');
    expect(same).toMatchObject({ code: 0, stdout: '' });
    expect(same.stderr).toContain('nothing was changed');
    expect((await edit(': > "$1"')).code).toBe(2);
    const crashed = await edit('echo typed > "$1"; exit 3');
    expect(crashed.code).toBe(2);
    expect(crashed.stderr).toContain('the editor ended with 3');
    expect(kept(crashed.stderr).text).toBe('typed\n');
    const linked = await edit('ln -sf /proc/self/environ "$1"');
    expect(linked).toMatchObject({ code: 2, stderr: expect.stringContaining('symbolic link') });
    rmSync(dirname(/the editor: (\S+)/.exec(linked.stderr)![1]!), { recursive: true });
    expect(await asJson('show', 'calm')).toMatchObject({ version: 1, content: 'one' });
  });

  it('what was typed is kept where somebody else was faster', async () => {
    await make('raced');
    await asJson('edit', 'raced', ['--content', 'theirs']);
    const { code, stderr } = await persona('edit', 'raced', ['--expected-version', '1'], editor('echo mine > "$1"'));
    expect(code).toBe(6);
    expect(stderr).toMatch(/VERSION_CHANGED/);
    expect(kept(stderr)).toEqual({ text: 'mine\n', mode: 0o600 });
    const typed = await persona('edit', 'raced', ['--expected-version', '1', '--content', 'typed']);
    expect(typed.code).toBe(6);
    expect(kept(typed.stderr).text).toBe('typed');
    expect(await asJson('show', 'raced')).toMatchObject({ content: 'theirs', version: 2 });
  });
});

describe('persona edit', () => {
  it('changes what is given and keeps the rest', async () => {
    await make('kept', '--spec', 'a', '--model-id', 'm', '--tool', 't@1', '--temperature', '1');
    expect(await asJson('edit', 'kept', ['--model-id', 'n'])).toMatchObject({
      ...{ version: 2, content: 'one', specializations: ['a'] },
      pins: { model_id: 'n', temperature: 1, tools: [{ name: 't', version: '1' }] },
    });
    const cleared = await asJson('edit', 'kept', ['--no-specs', '--no-tools', '--temperature', '', '--role', 'other']);
    expect(cleared).toMatchObject({ version: 3, role: 'other', specializations: [] });
    expect(cleared.pins).toMatchObject({ model_id: 'n', tools: [], temperature: null });
    expect((await persona('edit', 'kept', ['--spec', 'x', '--no-specs'])).code).toBe(2);
  });

  it('that changes nothing makes no version, and says so', async () => {
    await make('still');
    const { code, stderr } = await persona('edit', 'still', ['--content', 'one']);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing is different: version 1 stays');
  });

  it('needs personas:write, which no preset has', async () => {
    await make('guarded');
    const ci = signedIn(world.address, await world.key({ scopes: ['personas:read', 'projects:read'] }));
    const { code, stderr } = await ci(['persona', 'edit', 'guarded', '--content', 'mine']);
    expect(code).toBe(4);
    expect(stderr).toContain('SCOPE_MISSING');
  });
});

describe('personas', () => {
  it('are shown, also an older version, and written to a file byte for byte', async () => {
    const text = 'a\u001b[31mred\u001b[0m\n::error::x';
    await make('seen');
    await asJson('edit', 'seen', ['--content', text]);
    const shown = await persona('show', 'SEEN');
    expect(shown.stdout).toMatch(/^version +2$/m);
    expect(shown.stdout).toContain('a\\x1b[31mred\\x1b[0m\n\\:\\:error'.replace('\\:\\:', '\\::'));
    expect(await asJson('show', 'seen', ['--version', '1'])).toMatchObject({ version: 1, content: 'one' });
    expect((await persona('show', 'seen', ['--version', '9'])).code).toBe(5);
    const cwd = folder();
    await persona('show', 'seen', ['--content-file', 'seen.md'], { cwd });
    expect(readFileSync(join(cwd, 'seen.md'), 'utf8')).toBe(text);
  });

  it('and their versions are listed', async () => {
    await make('versioned');
    await asJson('edit', 'versioned', ['--content', 'two']);
    const versions = await run(['persona', 'versions', 'versioned', '--format', 'jsonl']);
    expect(
      versions.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).version),
    ).toEqual([2, 1]);
    expect((await run(['persona', 'versions', 'versioned'])).stdout).toMatch(/^VERSION +ROLE/);
    const { personas } = await json<{ personas: Persona[] }>(run(['persona', 'list', '--all', '--format', 'json']));
    expect(personas.find(({ name }) => name === 'versioned')).toMatchObject({ version: 2, content: '' });
  });

  it('go out of use and come back', async () => {
    await make('resting');
    const { code, stdout, stderr } = await persona('deactivate', 'resting');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^state +inactive$/m);
    expect(stderr).toContain('sfs persona edit resting --activate');
    const names = async (...flags: string[]) =>
      (await run(['persona', 'list', '--all', ...flags])).stdout.split('\n').map((line) => line.split(' ')[0]);
    expect(await names()).not.toContain('resting');
    expect(await names('--inactive')).toContain('resting');
    expect(await asJson('edit', 'resting', ['--activate'])).toMatchObject({ active: true });
  });

  it('are not taken out of use under a run, unless forced', async () => {
    await make('busy');
    await world.owner.runs.createAgentRun({ persona: 'busy', start: true });
    const { code, stderr } = await persona('deactivate', 'busy');
    expect(code).toBe(6);
    expect(stderr).toContain('IN_USE');
    expect((await persona('deactivate', 'busy', ['--force'])).code).toBe(0);
  });
});
