import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { newFolder } from '../support/folder.ts';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, ciScopes, outcome } from './machine.ts';
import { installSfs, pool, type Runner, runner, type Step } from './seed/pipeline.ts';

/** How many pipelines run at once. */
const width = 3;

const headSha = 'a'.repeat(40);
const copy = 'cp scripts/prepared "$4"';
const many = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ severity: 'low', title: `finding ${index}` })));

/** What the reviewer does, the findings file it leaves, and how the run must end. */
const cases: [name: string, review: string, prepared: string | undefined, end: string][] = [
  ['no findings', copy, '[]', 'passed 0'],
  ['one low', copy, '[{"severity":"low"}]', 'passed 0'],
  ['one high', copy, '[{"severity":"high"}]', 'failed 1'],
  ['HIGH', copy, '[{"severity":"HIGH"}]', 'failed 1'],
  ['an unknown label', copy, '[{"severity":"spicy"}]', 'failed 1'],
  ['a finding without severity', copy, '[{"title":"a hole"}]', 'failed 1'],
  ['a byte order mark', copy, '\uFEFF[{"severity":"high"}]', 'failed 1'],
  ['malformed JSON', copy, '[{"severity":"low"', 'errored 1'],
  ['[1]', copy, '[1]', 'errored 1'],
  ['[] []', copy, '[] []', 'errored 1'],
  ['a missing file', 'true', undefined, 'errored 1'],
  ['an empty file', copy, '', 'errored 1'],
  ['a reviewer that fails', 'exit 3', undefined, 'errored 1'],
  ['a reviewer that fails after it wrote findings', `${copy}; exit 3`, '[]', 'errored 1'],
  ['a link to /proc/self/environ', 'ln -s /proc/self/environ "$4"', undefined, 'errored 1'],
  ['a link to a good file', 'ln -s "$PWD/scripts/prepared" "$4"', '[]', 'errored 1'],
  ['30,000 findings', copy, many(30_000), 'errored 1'],
  ['5,000 findings', copy, many(5_000), 'passed 0'],
];

const texts: [name: string, text: string][] = [
  ['2,000 and 70,000 characters', 'T'],
  ['quotes', `it's a "test"`],
  ['substitution', '$(touch owned) `touch owned` ${PATH} $HOME; touch owned'],
  ['a newline', 'one\ntwo\n::error::three'],
  ['ANSI', '\u001b[31mred\u001b]0;title\u0007'],
  ['markup', '<b onclick=x>[a](b)</b> **c** [red]d[/red] {{e}}'],
  ['a list item', '- an item'],
  ['a flag', '--server=127.0.0.1:1'],
  ['another flag', '--output-id'],
  ['two dashes', '--'],
];

interface Done {
  gate: Step;
  run: AgentRun;
  runId: string;
  /** Everything that the pipeline printed. */
  log: string;
  summary: string;
}

const tools = ['bash', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error);
describe.skipIf(tools.length > 0)(`the first seed, as shell (missing: ${tools.join(', ') || 'nothing'})`, () => {
  let world: World;
  let folder: string;
  let bin: string;
  let key: string;
  const github: Done[] = [];
  const gitlab: Done[] = [];
  const tickets: { runner: Runner; step: Step; text: string }[] = [];
  const described: typeof tickets = [];

  beforeAll(async () => {
    world = await startWorld();
    await addSentinel(world);
    key = await world.key({ scopes: ciScopes });
    folder = newFolder('sfs-seed-');
    bin = installSfs(folder);
    github.push(
      ...(await pool(
        width,
        cases.map(
          ([, review, prepared]) =>
            () =>
              onGithub(review, prepared),
        ),
      )),
    );
    gitlab.push(
      ...(await pool(
        width,
        cases.map(
          ([, review, prepared]) =>
            () =>
              onGitlab(review, prepared),
        ),
      )),
    );
    tickets.push(
      ...(await pool(
        width,
        texts.map(
          ([, text]) =>
            () =>
              ticketStep('ticket.sh', text),
        ),
      )),
    );
    described.push(
      ...(await pool(
        width,
        texts.map(
          ([, text]) =>
            () =>
              ticketStep('described_ticket.sh', text),
        ),
      )),
    );
  }, 180_000);

  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const secret = () => ({ SESSIONFS_API_KEY: key, SFS_SERVER: world.address });
  const stored = async (runId: string) => (await world.owner.runs.getAgentRun({ runId })).run!;

  /** The steps of the workflow, as GitHub runs them. */
  async function onGithub(review: string, prepared: string | undefined): Promise<Done> {
    const machine = runner(folder, bin, review, prepared);
    mkdirSync(join(machine.cwd, '.sessionfs'));
    const steps: Step[] = [];
    const run = async (name: string, env: Record<string, string>) => {
      const fill = {
        'steps.ticket.outputs.ticket': machine.output('ticket'),
        'steps.run.outputs.run': machine.output('run'),
        'steps.review.outcome': steps.at(2)?.code === 0 ? 'success' : 'failure',
        'github.event.pull_request.head.sha': headSha,
      };
      steps.push(await machine.step(name, { env, fill }));
      return steps.at(-1)!;
    };
    await run('ticket.sh', { ...secret(), PR_NUMBER: '7', PR_TITLE: 'a change' });
    await run('run.sh', secret());
    await run('review.sh', {});
    const gate = await run('complete.sh', { ...secret(), PR_NUMBER: '7' });
    const summary = join(machine.cwd, 'summary.md');
    await run('summary.sh', { ...secret(), GITHUB_STEP_SUMMARY: summary });
    const runId = machine.output('run');
    const log = steps.map(({ stdout, stderr }) => stdout + stderr).join('');
    return { gate, run: await stored(runId), runId, log, summary: readFileSync(summary, 'utf8') };
  }

  /** The one script of the job, as GitLab runs it; the address is a URL here. */
  async function onGitlab(review: string, prepared: string | undefined): Promise<Done> {
    const machine = runner(folder, bin, review, prepared);
    const gate = await machine.step('gitlab.sh', {
      env: {
        ...{ SESSIONFS_API_KEY: key, SESSIONFS_API_URL: `http://${world.address}/` },
        ...{ GITLAB_CI: 'true', CI_COMMIT_SHA: headSha, CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TITLE: 'a change' },
      },
    });
    const runId = readFileSync(join(machine.cwd, 'run_id'), 'utf8').trim();
    return { gate, run: await stored(runId), runId, log: gate.stdout + gate.stderr, summary: '' };
  }

  async function ticketStep(name: string, text: string) {
    const machine = runner(folder, bin, 'true', undefined);
    const long = text === 'T';
    const env = { PR_NUMBER: '7', PR_TITLE: long ? 'T'.repeat(2000) : text, PR_BODY: long ? 'B'.repeat(70_000) : text };
    return { runner: machine, text, step: await machine.step(name, { env: { ...secret(), ...env } }) };
  }

  const pipelines = cases.flatMap(([name, , , end], index) => [
    { where: 'GitHub', name, end, done: () => github[index]! },
    { where: 'GitLab', name, end, done: () => gitlab[index]! },
  ]);

  it.each(pipelines)('$where: $name ends $end', ({ end, done, where }) => {
    const { gate, run, log } = done();
    expect(outcome(run).split(' ').slice(0, 2).join(' ')).toBe(end);
    if (end === 'passed 0') expect(gate.code).toBe(0);
    else if (where === 'GitHub') expect(gate.code).toBe(1);
    else expect(gate.code).toBeGreaterThan(0);
    expect(log).not.toMatch(/sfs[kp]_[0-9a-zA-Z]/);
    expect(run).toMatchObject({ triggerRef: headSha, triggerSource: 2, ciProvider: where === 'GitHub' ? 1 : 2 });
  });

  it.each(cases.map(([name, , , end], index) => ({ name, end, index })))(
    'GitHub: the summary of $name',
    ({ end, index }) => {
      const { summary, runId } = github[index]!;
      expect(summary).toMatch(new RegExp(`^### AgentRun \`${runId}\`: ${end.split(' ')[0]}\n`));
      expect(summary).toContain(end === 'passed 0' ? '- Policy: pass, exit 0' : '- Policy: fail, exit 1');
    },
  );

  it('the context is in its file, and the id alone was captured', () => {
    for (const { runId } of [...github, ...gitlab]) expect(runId).toMatch(/^run_[0-9a-f]{32}$/);
  });

  it.each(texts.map(([name], index) => ({ name, index })))('a title with $name is kept as it is', async ({ index }) => {
    const { runner: machine, step, text } = tickets[index]!;
    expect(step.code).toBe(0);
    const { ticket } = await world.owner.tickets.getTicket({ ticketId: machine.output('ticket') });
    expect(ticket!.title).toBe(text === 'T' ? `PR #7: ${'T'.repeat(492)}…` : `PR #7: ${text}`);
    expect(step.stdout).toBe('');
    expect(step.stderr.includes('cut the title')).toBe(text === 'T');
  });

  it.each(texts.map(([name], index) => ({ name, index })))('a description with $name, too', async ({ index }) => {
    const { runner: machine, step, text } = described[index]!;
    expect(step.code).toBe(0);
    const { ticket } = await world.owner.tickets.getTicket({ ticketId: machine.output('ticket') });
    expect(ticket!.title).toBe(text === 'T' ? `${'T'.repeat(499)}…` : text);
    expect(ticket!.description).toBe(text === 'T' ? `${'B'.repeat(65_533)}…` : text);
  });

  it('nothing in a text was run', () => {
    for (const { runner: machine } of [...tickets, ...described])
      expect(spawnSync('ls', [machine.cwd], { encoding: 'utf8' }).stdout).not.toContain('owned');
  });

  it('a findings file that is a link gives nothing away, and the run is ended by that very command', async () => {
    const machine = runner(folder, bin, 'ln -s /proc/self/environ "$4"', undefined);
    const gate = await machine.step('environ.sh', { env: { ...secret(), CANARY: 'a-canary-in-the-environment' } });
    expect(gate.code).toBe(1);
    expect(gate.stdout + gate.stderr).toContain('links are not followed');
    expect(gate.stdout + gate.stderr).not.toMatch(/a-canary|sfsk_[0-9a-zA-Z]/);
    expect(outcome(await stored(readFileSync(join(machine.cwd, 'run_id'), 'utf8').trim()))).toMatch(/^errored 1/);
  });
});
