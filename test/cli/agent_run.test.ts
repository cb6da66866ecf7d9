import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, ciScopes, machine } from './machine.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

const idLine = /^run_[0-9a-f]{32}\n$/;
const run = async (id: string) => (await world.owner.runs.getAgentRun({ runId: id })).run!;

it('--output-id prints the id and nothing else; the context goes to stderr', async () => {
  const { sfs } = machine(world, key);
  const { code, stdout, stderr } = await sfs('agent', 'run', 'sentinel', '--output-id', '--format', 'json');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(idLine) });
  expect(stderr).toContain('Look for holes.');
  expect(stderr).toContain(`project ${world.projectId} (the only one that this key can reach)`);
});

it('--context-file holds the exact context, for this user alone', async () => {
  const { sfs, cwd } = machine(world, key);
  const { stdout, stderr } = await sfs('agent', 'run', 'SENTINEL', '--output-id', '--context-file', 'context.md');
  expect(stdout).toMatch(idLine);
  expect(stderr).not.toContain('Look for holes.');
  expect(readFileSync(join(cwd, 'context.md'), 'utf8')).toContain('Look for holes.');
  expect(statSync(join(cwd, 'context.md')).mode & 0o777).toBe(0o600);
});

it('without --output-id the context is the result, or where it went', async () => {
  const { sfs } = machine(world, key);
  const printed = await sfs('agent', 'run', 'sentinel');
  expect(printed.stdout).toContain('Look for holes.');
  expect(printed.stderr).toMatch(/started run_/);
  const written = await sfs('agent', 'run', 'sentinel', '--context-file', 'c.md', '--fail-on', 'high');
  expect(written.stdout).toMatch(/^run +run_[\s\S]*fail on +high[\s\S]*context +written to c\.md\n$/);
  const { stdout } = await sfs('agent', 'run', 'sentinel', '--format', 'json');
  const json = JSON.parse(stdout);
  expect(json.run).toMatchObject({ status: 'running', exit_code: null, fail_on: null });
  expect(json.context.digest).toBe(json.run.context_digest);
});

it('printed context is inert for a terminal and a runner', async () => {
  const { sfs, cwd } = machine(world, key);
  const description = 'a description\n::error::owned\n##[group]x\n\u001b[2J';
  const ticket = (
    await sfs('ticket', 'create', '--title', 't', '--description', description, '--output-id')
  ).stdout.trim();
  const { stdout } = await sfs('agent', 'run', 'sentinel', '--ticket', ticket);
  expect(stdout).toContain('a description');
  expect(stdout).not.toMatch(/^::error|##\[|\u001b/m);
  await sfs('agent', 'run', 'sentinel', '--ticket', ticket, '--context-file', 'c.md');
  expect(readFileSync(join(cwd, 'c.md'), 'utf8')).toContain('::error::owned\n');
});

it('a context file that cannot be written leaves no run behind', async () => {
  const { sfs, link } = machine(world, key);
  const count = async () => (await world.sql<{ n: string }>('select count(*) as n from agent_runs'))[0]!.n;
  const before = await count();
  link('link.md', '/tmp/elsewhere');
  for (const [path, message] of [
    ['missing/context.md', 'make it first: mkdir -p missing'],
    ['link.md', 'links are not followed'],
    ['.', 'not a regular file'],
    ['', '--context-file is given but empty'],
  ] as const) {
    const { code, stdout, stderr } = await sfs('agent', 'run', 'sentinel', '--output-id', '--context-file', path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  }
  expect(await count()).toBe(before);
});

it('what is given beats what the CI says, and what it does not say is given by the CI', async () => {
  const m = machine(world, key);
  const event = m.file('event.json', JSON.stringify({ pull_request: { number: 7, head: { sha: 'a'.repeat(40) } } }));
  const env = {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event },
    ...{
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_RUN_ID: '1',
      GITHUB_SHA: 'b'.repeat(40),
      GITHUB_REF: 'refs/pull/7/merge',
    },
  };
  const sfs = m.with({ env });
  const detected = await sfs('agent', 'run', 'sentinel', '--output-id', '--trigger-ref', '');
  expect(await run(detected.stdout.trim())).toMatchObject({
    ...{ triggerSource: 2, ciProvider: 1, triggerRef: 'refs/pull/7/head', commit: 'a'.repeat(40) },
    ciRunUrl: 'https://github.com/acme/app/actions/runs/1',
  });
  expect(detected.stderr).toContain('(for github.com/acme/app, environment GITHUB_REPOSITORY)');
  const more = ['--trigger-source', 'manual', '--trigger-ref', 'main', '--ci-provider', 'other'];
  const given = await sfs('agent', 'run', 'sentinel', '--output-id', ...more, '--commit', 'C'.repeat(40));
  expect(await run(given.stdout.trim())).toMatchObject({
    ...{ triggerSource: 1, ciProvider: 9, triggerRef: 'main', commit: 'c'.repeat(40) },
  });
});

it('the persona may come from .sfs.yaml, and is missing otherwise', async () => {
  const m = machine(world, key);
  const missing = await m.sfs('agent', 'run');
  expect(missing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('a persona is missing') });
  m.file('.sfs.yaml', 'persona: sentinel\n');
  expect((await m.sfs('agent', 'run', '--output-id')).stdout).toMatch(idLine);
});

it.each([
  [['--fail-on', ''], 2, '--fail-on is given but empty'],
  [['--fail-on', 'hihg'], 2, 'must be one of: none, low, medium, high, critical'],
  [['--ci-provider', ''], 2, '--ci-provider is given but empty'],
  [['--commit', 'main'], 2, 'commit'],
  [['--lease', '30s'], 2, 'lease_seconds'],
  [['--ticket', `tk_${'0'.repeat(32)}`], 5, 'NOT_FOUND'],
])('%j exits %d', async (more, code, message) => {
  const { sfs } = machine(world, key);
  const ran = await sfs('agent', 'run', 'sentinel', '--output-id', ...more);
  expect(ran).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
});

it('the same --request-id is the same run, with its context', async () => {
  const { sfs } = machine(world, key);
  const first = await sfs('agent', 'run', 'sentinel', '--output-id', '--request-id', 'one');
  const second = await sfs('agent', 'run', 'sentinel', '--output-id', '--request-id', 'one');
  expect(second).toEqual(first);
  expect(second.stderr).toContain('Look for holes.');
});

it.each([
  ['none', 0],
  ['high', 1],
])('--timeout waits: severity %s exits %d', async (severity, code) => {
  const { sfs } = machine(world, key);
  const waiting = sfs(
    'agent',
    'run',
    'sentinel',
    '--output-id',
    '--fail-on',
    'high',
    '--timeout',
    '60',
    '--request-id',
    severity,
  );
  // The same request id says which run it is that the first command waits for.
  const id = (
    await sfs('agent', 'run', 'sentinel', '--output-id', '--fail-on', 'high', '--request-id', severity)
  ).stdout.trim();
  await sfs('agent', 'complete', id, '--summary', 's', '--severity', severity);
  const ran = await waiting;
  expect(ran).toMatchObject({ code, stdout: `${id}\n` });
  expect(ran.stderr).toContain(code === 0 ? `${id} is passed` : `${id} is failed`);
});

it('--timeout ends with 14 where the run goes on', async () => {
  const { sfs } = machine(world, key);
  const ran = await sfs('agent', 'run', 'sentinel', '--output-id', '--timeout', '1');
  expect(ran).toMatchObject({ code: 14, stdout: expect.stringMatching(idLine) });
  expect(ran.stderr).toContain('is running after 1 s');
});

it('a key that may only write runs needs nothing more', async () => {
  const { sfs, file, started } = machine(world, await world.key({ scopes: ['agent_runs:write'] }));
  const id = await started('--fail-on', 'high');
  file('findings.json', '[]');
  const { code } = await sfs(
    'agent',
    'complete',
    id,
    '--summary',
    's',
    '--findings-file',
    'findings.json',
    '--enforce',
  );
  expect(code).toBe(0);
  expect((await sfs('agent', 'status', id)).code).toBe(4);
});
