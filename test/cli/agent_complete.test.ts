import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFindings } from '../../src/cli/agent/load_findings.ts';
import { batchesOf, fitInside } from '../../src/cli/agent/send_findings.ts';
import { Finding, Findings } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { addSentinel, ciScopes, expire, type Machine, machine, outcome } from './machine.ts';
import { folder } from './run.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

const stored = async (runId: string) => (await world.owner.runs.getAgentRun({ runId })).run!;
const complete = (m: Machine, id: string, ...more: string[]) =>
  m.sfs('agent', 'complete', id, '--summary', 's', ...more);
const many = (count: number, label = 'low') =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ severity: label, title: `finding ${index}` })));

describe('--enforce exits as the verdict says', () => {
  it.each([
    [['--severity', 'none'], 'passed 0 none', 0],
    [['--severity', 'medium'], 'passed 0 medium', 0],
    [['--severity', 'high'], 'failed 1 high', 1],
    [['--severity', 'HIGH'], 'failed 1 high', 1],
    [['--severity', 'spicy'], 'failed 1 critical', 1],
    [['--severity', 'none\nnone'], 'failed 1 critical', 1],
    [['--severity', 'x'.repeat(200)], 'failed 1 critical', 1],
    [['--severity', '-p0'], 'failed 1 critical', 1],
    [['--status', 'failed'], 'failed 1 -', 1],
    [['--status', 'errored', '--severity', 'none'], 'errored 1 none', 1],
  ])('%j', async (more, end, code) => {
    const m = machine(world, key);
    const id = await m.started('--fail-on', 'high');
    expect((await complete(m, id, ...more, '--enforce')).code).toBe(code);
    expect(outcome(await stored(id))).toBe(end);
  });

  it('without it a red run exits 0, for the run was recorded', async () => {
    const m = machine(world, key);
    expect((await complete(m, await m.started('--fail-on', 'low'), '--severity', 'high')).code).toBe(0);
  });

  it('without a threshold the run is green, and says on stderr and on stdout that it is advisory', async () => {
    const m = machine(world, key);
    const { code, stdout, stderr } = await complete(m, await m.started(), '--severity', 'critical', '--enforce');
    expect(code).toBe(0);
    expect(stderr).toContain('advisory: no threshold was set');
    expect(stdout).toContain('pass, exit 0, advisory: no threshold was set');
  });
});

describe('a findings file', () => {
  const cases: [name: string, content: string, end: string][] = [
    ['of no findings', '[]', 'passed 0 none'],
    ['with a byte order mark', '\uFEFF[]', 'passed 0 none'],
    ['with one high', '[{"severity":"high"}]', 'failed 1 high'],
    ['with HIGH', '[{"Severity":"HIGH"}]', 'failed 1 high'],
    ['with an unknown label', '[{"severity":"spicy"}]', 'failed 1 critical'],
    ['without a label', '[{"title":"x"}]', 'failed 1 critical'],
    ['with many low', many(1500), 'passed 0 low'],
    ['with the worst at the end of many', `${many(1500).slice(0, -1)},{"severity":"high"}]`, 'failed 1 high'],
    ['of SARIF', '{"version":"2.1.0","runs":[{"results":[{"level":"error"}]}]}', 'failed 1 high'],
  ];
  it.each(cases)('%s', async (_, content, end) => {
    const m = machine(world, key);
    const id = await m.started('--fail-on', 'high');
    const { code } = await complete(
      m,
      id,
      '--findings-file',
      m.file('f.json', content),
      '--severity',
      'none',
      '--enforce',
    );
    expect(outcome(await stored(id))).toBe(end);
    expect(code).toBe(end.startsWith('passed') ? 0 : 1);
  });

  const broken: [name: string, content: string | undefined, reason: RegExp][] = [
    ['missing', undefined, /f\.json does not exist/],
    ['empty', '', /is empty/],
    ['malformed', '[{"severity":"low"},\n{"token": s3cret}]', /line 2, column 11/],
    ['[1]', '[1]', /element 1 of the list is a number/],
    ['[] []', '[] []', /not valid JSON: line 1, column 4/],
    ['{}', '{}', /not SARIF/],
    ['over 25,000 findings', many(30_000), /holds 30000 findings; at most 25000/],
    [
      'SARIF of a tool that crashed',
      '{"version":"2.1.0","runs":[{"invocations":[{"executionSuccessful":false}],"results":[]}]}',
      /did not run successfully/,
    ],
  ];
  it.each(broken)('that is %s ends the run as errored: 2, with --enforce 1', async (_, content, reason) => {
    const m = machine(world, key);
    if (content !== undefined) m.file('f.json', content);
    for (const [more, code] of [
      [['--severity', 'none'], 2],
      [['--enforce'], 1],
    ] as const) {
      const id = await m.started();
      const ran = await complete(m, id, '--findings-file', 'f.json', ...more);
      expect(ran.code).toBe(code);
      expect(ran.stderr).toMatch(reason);
      expect(ran.stderr + ran.stdout).not.toContain('s3cret');
      const run = await stored(id);
      expect(outcome(run)).toMatch(/^errored 1/);
      expect(run.reasons.join('\n')).toMatch(reason);
    }
  });

  it('that is a link is not followed, and tells nothing', async () => {
    const m = machine(world, key);
    const id = await m.started();
    const file = m.link('f.json', '/proc/self/environ');
    const ran = await complete(m, id, '--findings-file', file, '--enforce');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('links are not followed');
    expect(outcome(await stored(id))).toBe('errored 1 -');
    expect((await stored(id)).findingsCount).toBe(0);
  });

  it('that is a folder or a device, or has no name, ends the run, too', async () => {
    const m = machine(world, key);
    for (const path of ['.', '/dev/null', '']) {
      const id = await m.started();
      expect((await complete(m, id, '--findings-file', path, '--enforce')).code).toBe(1);
      expect(outcome(await stored(id))).toBe('errored 1 -');
    }
  });

  it('with 25,000 findings is streamed, all of them', async () => {
    const m = machine(world, key);
    const id = await m.started('--fail-on', 'high');
    const file = m.file('f.json', many(25_000));
    expect((await complete(m, id, '--findings-file', file, '--enforce')).code).toBe(0);
    expect(await stored(id)).toMatchObject({ findingsCount: 25_000, severityCounts: { low: 25_000 } });
  });

  it('that the server refuses ends the run as errored', async () => {
    const m = machine(world, key);
    const id = await m.started();
    // Somebody filled the run up, so that there is no room for these.
    await world.sql('update agent_runs set findings_count = 25000 where id = $1', [uuid(id)]);
    const ran = await complete(m, id, '--findings-file', m.file('f.json', many(5)), '--enforce');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('the server refused the evidence: a run holds at most 25000 findings');
    expect(outcome(await stored(id))).toMatch(/^errored 1/);
  });

  it('a completion that broke off after its findings adds nothing twice when it is run again', async () => {
    const m = machine(world, key);
    const id = await m.started('--fail-on', 'high');
    const file = m.file('f.json', many(1200));
    expect((await complete(m, id, '--findings-file', file)).code).toBe(0);
    await world.sql(
      `update agent_runs set status = 'running', completion_digest = null, completed_at = null,
        lease_expires_at = now() + interval '1 hour', policy_result = null, exit_code = null where id = $1`,
      [uuid(id)],
    );
    expect((await complete(m, id, '--findings-file', file, '--enforce')).code).toBe(0);
    expect((await stored(id)).findingsCount).toBe(1200);
  });
});

it('findings with more originals than there is room for fit into a run, as the server counts it', () => {
  const cwd = folder();
  const original = { severity: 'low', title: 't', message: 'x'.repeat(1200) };
  writeFileSync(join(cwd, 'f.json'), JSON.stringify(Array(25_000).fill(original)));
  const { findings, problem } = loadFindings(cwd, 'f.json');
  expect(problem).toBeUndefined();
  expect(Findings.encode({ items: findings! }).finish().length).toBeLessThanOrEqual(32 * 1024 * 1024);
});

it.each(['--summary', '--severity', '--session-id'])(
  '%s does not swallow --enforce where an empty variable is not in quotes',
  async (flag) => {
    const m = machine(world, key);
    const id = await m.started('--fail-on', 'high');
    const argv = { '--summary': 's', '--severity': 'high', [flag]: '--enforce' };
    const { code, stderr } = await m.sfs('agent', 'complete', id, ...Object.entries(argv).flat());
    expect(code).toBe(2);
    expect(stderr).toContain(`${flag} has the value --enforce`);
  },
);

it('passed without evidence is refused, says what to give, and changes nothing', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const ran = await complete(m, id, '--enforce');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('give --severity, or --findings-file');
  expect(outcome(await stored(id))).toBe('running - -');
});

it.each([
  [['--severity', ''], '--severity is given but empty'],
  [['--status', ''], '--status is given but empty'],
  [['--status', 'cancelled'], '--status must be one of: passed, failed, errored'],
])('%j is wrong usage', async (more, message) => {
  const m = machine(world, key);
  expect(await complete(m, 'run_x', ...more)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});

it('--summary is required', async () => {
  const { code, stderr } = await machine(world, key).sfs('agent', 'complete', 'run_x', '--severity', 'none');
  expect(code).toBe(2);
  expect(stderr).toContain('--summary');
});

it('an over-long summary is cut, and so is a session id', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const argv = ['agent', 'complete', id, '--severity', 'none', '--session-id', 's'.repeat(200)];
  const { code, stderr } = await m.sfs(...argv, '--summary', 'ä'.repeat(40_000));
  expect(code).toBe(0);
  expect(stderr).toContain('cut the summary to 65536 bytes');
  const run = await stored(id);
  expect(run.resultSummary).toMatch(/^ä{32000,}…$/);
  expect(run.sessionId).toHaveLength(128);
});

it('the same completion again is answered with the stored run; another one is a conflict', async () => {
  const m = machine(world, key);
  const id = await m.started('--fail-on', 'high');
  const again = () => complete(m, id, '--severity', 'high', '--enforce', '--format', 'json');
  const first = await again();
  expect(first.code).toBe(1);
  expect(await again()).toEqual(first);
  const other = await complete(m, id, '--severity', 'none', '--enforce');
  expect(other).toMatchObject({ code: 6, stdout: '' });
  expect(other.stderr).toContain('the run is failed');
});

it('a run whose lease ran out is not made green', async () => {
  const m = machine(world, key);
  const id = await m.started();
  await expire(world, id);
  expect((await complete(m, id, '--severity', 'none', '--enforce')).code).toBe(6);
  expect(outcome(await stored(id))).toBe('errored 1 -');
});

it('a run of another key, an unknown one and no run at all', async () => {
  const m = machine(world, key);
  const id = await machine(world, await world.key()).started();
  expect((await complete(m, id, '--severity', 'none', '--enforce')).code).toBe(4);
  expect((await complete(m, `run_${'0'.repeat(32)}`, '--severity', 'none', '--enforce')).code).toBe(5);
  expect((await complete(m, '', '--severity', 'none', '--enforce')).code).toBe(2);
});

it('known secrets in what an agent wrote are masked', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const sfs = m.with({ env: { DEPLOY_TOKEN: 'hunter2hunter2' } });
  const summary = `found hunter2hunter2 and ${key}`;
  const { stdout, stderr } = await sfs('agent', 'complete', id, '--severity', 'none', '--summary', summary);
  expect(stdout).toContain('found *** and ***');
  expect(stdout + stderr).not.toMatch(/hunter2|sfsk_/);
});

it('batches keep the order, and none is larger than a message may be', () => {
  const findings = Array.from({ length: 2500 }, (_, number) =>
    Finding.fromPartial({ title: String(number), extraJson: 'x'.repeat(number % 7 === 0 ? 60_000 : 10) }),
  );
  const batches = [...batchesOf(findings)];
  expect(batches.flat()).toEqual(findings);
  for (const items of batches) {
    expect(items.length).toBeLessThanOrEqual(1000);
    expect(Findings.encode({ items }).finish().length).toBeLessThanOrEqual(1024 * 1024);
  }
  expect(fitInside(findings.slice(0, 100))).toBe(true);
  expect(fitInside(findings.slice(0, 900))).toBe(false);
});
