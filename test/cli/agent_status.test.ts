import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, ciScopes, type Machine, machine } from './machine.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

/** Everything that a renderer, a terminal or a runner could act on. */
const hostile = [
  '<img src=x onerror=alert(1)> [a](https://evil.test) ![b](https://evil.test/p.png) @octocat #1 https://evil.test',
  '**bold** `code` | cell',
  '::error::owned',
  '##[error]owned',
  '```',
  '</details><script>',
  '\u001b[31mred\u202e',
].join('\n');

async function completed(m: Machine, findings: object[], summary: string, ...more: string[]): Promise<string> {
  const id = await m.started('--fail-on', 'high');
  const file = m.file(`${id}.json`, JSON.stringify(findings));
  const { code, stderr } = await m.sfs('agent', 'complete', id, '--findings-file', file, '--summary', summary, ...more);
  if (code !== 0) throw new Error(stderr);
  return id;
}

it('markdown says what was decided and why', async () => {
  const m = machine(world, key);
  const findings = [
    { severity: 'low', title: 'a small thing' },
    { severity: 'high', title: 'a hole', file: 'src/a.ts', line: 12 },
  ];
  const id = await completed(m, findings, 'Looked at everything.');
  const { code, stdout } = await m.sfs('agent', 'status', id, '--format', 'markdown');
  expect(code).toBe(0);
  expect(stdout).toBe(`### AgentRun \`${id}\`: failed

- Persona: sentinel, version 1
- Status: \`failed\`
- Severity: high
- Findings: 2 (1 high, 1 low)
- Policy: fail, exit 1
- Fail on: high

**Why**

- The effective severity high meets the threshold high\\.
- 2 findings\\: 1 high, 1 low\\.

| Severity | Finding | Where |
| --- | --- | --- |
| high | a hole | src/a\\.ts\\:12 |
| low | a small thing |  |

**Summary**

\`\`\`text
Looked at everything.
\`\`\`
`);
});

it('markdown of a run that goes on, and of one without a threshold', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const running = (await m.sfs('agent', 'status', id, '--format', 'markdown')).stdout;
  expect(running).toContain(`### AgentRun \`${id}\`: running`);
  expect(running).not.toContain('Policy');
  await m.sfs('agent', 'complete', id, '--summary', '', '--severity', 'critical');
  const { stdout } = await m.sfs('agent', 'status', id, '--format', 'markdown');
  expect(stdout).toContain('- Policy: pass, exit 0, advisory: no threshold was set');
  expect(stdout).toContain('Advisory');
  expect(stdout).not.toContain('**Summary**');
});

it('in markdown nothing that an agent wrote comes alive', async () => {
  const m = machine(world, key);
  const id = await completed(m, [{ severity: hostile, title: hostile, file: hostile }], hostile);
  const { stdout } = await m.sfs('agent', 'status', id, '--format', 'markdown');
  expect(stdout).not.toMatch(/\u001b|\u202e|^::|##\[/m);
  const [inline, fence] = stdout.split('**Summary**') as [string, string];
  expect(inline).not.toMatch(/<img|<script|[^\\]\[a\]|[^\\]!\[|@octocat|https:\/\/|[^\\]`code|\*\*bold/);
  expect(inline.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(3);
  // Four backticks: the three inside do not end the block, so that nothing in it is rendered.
  expect(fence.trim().split('\n').at(0)).toBe('````text');
  expect(fence.trim().split('\n').at(-1)).toBe('````');
});

it('known secrets are masked, whole, before they are escaped', async () => {
  const m = machine(world, key);
  const secret = 'hunter_2*hunter_2';
  const id = await completed(m, [{ severity: 'low', title: `uses ${secret} and ${key}` }], `${secret} ${key}`);
  const sfs = m.with({ env: { DEPLOY_TOKEN: secret } });
  for (const format of ['markdown', 'text']) {
    const { stdout } = await sfs('agent', 'status', id, '--format', format);
    expect(stdout).not.toMatch(/hunter|sfsk/);
    expect(stdout).toContain('***');
  }
});

it('markdown shows the worst ten, and how to see the rest', async () => {
  const m = machine(world, key);
  const findings = Array.from({ length: 12 }, (_, n) => ({ severity: n === 11 ? 'critical' : 'low', title: `n${n}` }));
  const { stdout } = await m.sfs('agent', 'status', await completed(m, findings, 's'), '--format', 'markdown');
  const rows = stdout.split('\n').filter((line) => /^\| (critical|low)/.test(line));
  expect(rows).toHaveLength(10);
  expect(rows[0]).toBe('| critical | n11 |  |');
  expect(stdout).toMatch(/^2 more: `sfs agent findings run_/m);
});

it('json holds every finding, as plain JSON', async () => {
  const m = machine(world, key);
  const findings = Array.from({ length: 450 }, (_, n) => ({ severity: 'low', title: `n${n}` }));
  const id = await completed(m, findings, 's');
  const { code, stdout } = await m.sfs('agent', 'status', id, '--format', 'json');
  expect(code).toBe(0);
  const run = JSON.parse(stdout);
  expect(run).toMatchObject({
    ...{ id, status: 'passed', severity: 'low', fail_on: 'high', policy_result: 'pass', exit_code: 0 },
    ...{ findings_count: 450, severity_counts: { low: 450 }, created_by: { actor_type: 'service_key' } },
  });
  expect(run.findings).toHaveLength(450);
  expect(run.findings[449]).toMatchObject({ title: 'n449', effective_severity: 'low', line: null });
  expect(run.completed_at).toMatch(/^\d{4}-.*Z$/);
});

it('text is a panel, in which hostile text is inert', async () => {
  const m = machine(world, key);
  const id = await completed(m, [{ severity: 'low' }], hostile);
  const { stdout } = await m.sfs('agent', 'status', id);
  expect(stdout).toMatch(/^status +passed$/m);
  expect(stdout).toMatch(/^policy +pass, exit 0$/m);
  expect(stdout).not.toMatch(/\u001b|\u202e|^ *::|##\[/m);
});

it('the status of a red run exits 0, and with --enforce as the verdict says', async () => {
  const m = machine(world, key);
  const running = await m.started();
  const red = await completed(m, [{ severity: 'high' }], 's');
  const green = await completed(m, [], 's');
  const cancelled = await m.started();
  expect((await m.sfs('agent', 'cancel', cancelled, '--reason', 'superseded')).code).toBe(0);
  for (const [id, code] of [
    [running, 14],
    [red, 1],
    [green, 0],
    [cancelled, 1],
  ] as const) {
    for (const format of ['text', 'json', 'markdown']) {
      expect((await m.sfs('agent', 'status', id, '--format', format)).code).toBe(0);
      expect((await m.sfs('agent', 'status', id, '--format', format, '--enforce')).code).toBe(code);
    }
  }
});

it.each([
  [`run_${'0'.repeat(32)}`, 5],
  ['run_x', 2],
  ['--server=127.0.0.1:1', 2],
])('the status of %s exits %d', async (id, code) => {
  const { sfs } = machine(world, key);
  expect(await sfs('agent', 'status', id)).toMatchObject({ code, stdout: '' });
});

it('findings are listed worst first', async () => {
  const m = machine(world, key);
  const id = await completed(m, [{ severity: 'low' }, { severity: 'P1', file: 'a.ts', line: 3, rule: 'r1' }], 's');
  const { stdout } = await m.sfs('agent', 'findings', id);
  expect(stdout.split('\n')[1]).toMatch(/^high +P1 +a\.ts:3 +r1 +Finding 2$/);
  const lines = (await m.sfs('agent', 'findings', id, '--format', 'jsonl')).stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).effective_severity)).toEqual(['high', 'low']);
});
