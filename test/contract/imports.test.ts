import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const top = join(import.meta.dirname, '../..');
const slices = ['agent_runs', 'audit', 'personas', 'projects', 'service_keys', 'tickets'];

const files = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('gen/'))
  .map((name) => ({ name, imports: importsOf(name) }));

function importsOf(name: string): string[] {
  const text = readFileSync(join(top, 'src', name), 'utf8');
  const found = text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...found].map(([, path]) => relative(join(top, 'src'), normalize(join(top, 'src', dirname(name), path!))));
}

const folder = (name: string) => name.split('/')[0]!;
const ofFolder = (name: string) => files.filter((file) => folder(file.name) === name);

// What slices may take from each other beside entities: pure rules, rows and wire forms that two of them share. Never handlers.
const shared = [
  ...['audit/row.ts', 'audit/actor.ts', 'agent_runs/finding_line.ts'],
  ...['agent_runs/context.ts', 'tickets/context_inputs.ts', 'personas/by_name.ts', 'personas/newest.ts'],
  ...['projects/caller.ts', 'projects/remote.ts', 'projects/resolve.ts', 'projects/roles.ts', 'projects/wire.ts'],
  ...['end_key', 'ids', 'lifetime', 'mint', 'rotate_secret', 'secret', 'wire'].map((name) => `service_keys/${name}.ts`),
];
const fromServer = ['server/context.ts', 'server/errors.ts', 'server/page.ts', 'server/handler.ts', 'server/facts.ts'];

test.each(slices)('slice %s imports nothing of another slice but what is shared', (slice) => {
  for (const { name, imports } of ofFolder(slice))
    for (const path of imports) {
      const from = folder(path);
      if (slices.includes(from) && from !== slice && !path.endsWith('/entity.ts')) expect(shared, name).toContain(path);
      if (from === 'server') expect(fromServer, name).toContain(path);
      expect(from, name).not.toBe('cli');
    }
});

test('the server imports slices in services.ts only', () => {
  const allowed = new Set(['audit/row.ts', 'audit/keyring.ts', 'audit/refusals.ts', 'service_keys/secret.ts']);
  for (const { name, imports } of ofFolder('server')) {
    if (name === 'server/services.ts' || name === 'server/start.ts') continue;
    expect(
      imports.filter((path) => slices.includes(folder(path)) && !allowed.has(path)),
      name,
    ).toEqual([]);
  }
});

test('the database imports slices in orm.ts only', () => {
  for (const { name, imports } of ofFolder('db'))
    if (name !== 'db/orm.ts')
      expect(
        imports.filter((path) => slices.includes(folder(path))),
        name,
      ).toEqual([]);
});

test('the command line is a client: only commands on the server’s machine import the server', () => {
  const onServer =
    /^cli\/(serve|migrate|organization\/create|auth\/recover|audit\/rotate_key|with_local_database)\.ts$/;
  const pure =
    /^(agent_runs\/(findings_file|finding|severity|text|sarif|json_check|normalise)|service_keys\/(secret|presets)|projects\/(remote|roles)|audit\/proof\/)/;
  for (const { name, imports } of ofFolder('cli')) {
    if (onServer.test(name)) continue;
    const outside = imports.filter((path) => !['cli', 'gen', 'words.ts', 'config.ts'].includes(folder(path)));
    expect(
      outside.filter((path) => !pure.test(path)),
      name,
    ).toEqual([]);
  }
});
