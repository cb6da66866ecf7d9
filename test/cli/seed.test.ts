import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { newFolder } from '../support/folder.ts';
import { startWorld, type World } from '../support/server.ts';
import { addSentinel, ciScopes, outcome } from './machine.ts';
import { type Case, cases, texts } from './seed/cases.ts';
import { installSfs, pool, type Runner, runner, type Step } from './seed/pipeline.ts';

/** How many pipelines run at once. */
const width = 3;

const headSha = 'a'.repeat(40);

/** A pipeline that has run. */
interface Done {
  machine: Runner;
  runId: string;
  run: AgentRun;
  /** The step that decides about the build. */
  gate: Step;
  /** Everything that the pipeline printed. */
  log: string;
}

const tools = ['bash', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error);
describe.skipIf(tools.length > 0)(`the first seed, as shell (missing: ${tools.join(', ') || 'nothing'})`, () => {
  let world: World;
  let folder: string;
  let bin: string;
  let key: string;
  /** Most texts go through both fields of one command. */
  let tickets: { machine: Runner; step: Step }[];
  /** The one of the seed's own step, which has no description. */
  let ticketId: string;
  let longTitle: Step;
  let github: Done[];
  let gitlab: Done[];

  beforeAll(async () => {
    world = await startWorld();
    await addSentinel(world);
    key = await world.key({ scopes: ciScopes });
    folder = newFolder('sfs-seed-');
    bin = installSfs(folder);
    const machine = runner(folder, bin, { review: 'true' });
    longTitle = await machine.step('ticket.sh', { env: { ...secret(), PR_NUMBER: '7', PR_TITLE: 'T'.repeat(2000) } });
    ticketId = machine.output('ticket');
    tickets = await pool(width, Object.values(texts), onText);
    github = await pool(width, cases, onGithub);
    gitlab = await pool(width, cases, onGitlab);
  }, 180_000);

  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const secret = () => ({ SESSIONFS_API_KEY: key, SFS_SERVER: world.address });

  async function done(machine: Runner, runId: string, gate: Step, steps: Step[]): Promise<Done> {
    const log = steps.map(({ stdout, stderr }) => stdout + stderr).join('');
    if (!runId) throw new Error(`no run was started:\n${log}`);
    const { run } = await world.owner.runs.getAgentRun({ runId });
    return { machine, runId, run: run!, gate, log };
  }

  async function onText({ title, description }: { title: string; description: string }) {
    const machine = runner(folder, bin, { review: 'true' });
    const env = { ...secret(), PR_TITLE: title, PR_BODY: description };
    return { machine, step: await machine.step('described_ticket.sh', { env }) };
  }

  const filledIn = (machine: Runner) => ({
    'steps.ticket.outputs.ticket': ticketId,
    'steps.run.outputs.run': machine.output('run'),
    'github.event.pull_request.head.sha': headSha,
  });

  /** The steps of the workflow, as GitHub runs them. */
  async function onGithub(one: Case): Promise<Done> {
    const machine = runner(folder, bin, one);
    mkdirSync(join(machine.cwd, '.sessionfs'));
    const started = await machine.step('run.sh', { env: secret(), fill: filledIn(machine) });
    const review = await machine.step('review.sh');
    const fill = { ...filledIn(machine), 'steps.review.outcome': review.code === 0 ? 'success' : 'failure' };
    const gate = await machine.step('complete.sh', { env: { ...secret(), PR_NUMBER: '7' }, fill });
    return done(machine, machine.output('run'), gate, [started, review, gate]);
  }

  /** The one script of the job, as GitLab runs it; the address is a URL here. */
  async function onGitlab(one: Case): Promise<Done> {
    const machine = runner(folder, bin, one);
    const variables = { GITLAB_CI: 'true', CI_COMMIT_SHA: headSha };
    const env = { SESSIONFS_API_KEY: key, SESSIONFS_API_URL: `http://${world.address}/`, ...variables };
    const gate = await machine.step('gitlab.sh', { env });
    return done(machine, machine.written('run_id'), gate, [gate]);
  }

  describe.each(cases)('$name', ({ name, end }) => {
    const index = cases.findIndex((one) => one.name === name);

    it.each(['GitHub', 'GitLab'])(`ends ${end} on %s`, (where) => {
      const { gate, run, log, runId } = (where === 'GitHub' ? github : gitlab)[index]!;
      expect(runId).toMatch(/^run_[0-9a-f]{32}$/);
      expect(outcome(run)).toMatch(new RegExp(`^${end} `));
      // GitLab's script also ends with the code of what broke in it.
      if (end === 'passed 0') expect(gate.code).toBe(0);
      else if (where === 'GitHub' || end === 'failed 1') expect(gate.code).toBe(1);
      else expect(gate.code).toBeGreaterThan(0);
      expect(run).toMatchObject({ triggerRef: headSha, triggerSource: 2, ciProvider: where === 'GitHub' ? 1 : 2 });
      expect(log).not.toMatch(/sfs[kp]_[0-9a-zA-Z]/);
    });
  });

  it.each(['no findings', 'one high', 'malformed JSON'])('the summary of %s', async (name) => {
    const { machine, runId, run } = github[cases.findIndex((one) => one.name === name)]!;
    const env = { ...secret(), GITHUB_STEP_SUMMARY: join(machine.cwd, 'summary.md') };
    expect(await machine.step('summary.sh', { env, fill: filledIn(machine) })).toMatchObject({ code: 0, stdout: '' });
    const [status, code] = outcome(run).split(' ');
    expect(machine.written('summary.md')).toMatch(new RegExp(`^### AgentRun \`${runId}\`: ${status}\n`));
    expect(machine.written('summary.md')).toContain(`- Policy: ${code === '0' ? 'pass' : 'fail'}, exit ${code}`);
  });

  it("the seed's own ticket is cut, with a note, after its number", async () => {
    const { ticket } = await world.owner.tickets.getTicket({ ticketId });
    expect(ticket!.title).toBe(`PR #7: ${'T'.repeat(492)}…`);
    expect(longTitle).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('cut the title') });
  });

  it.each(Object.keys(texts))('a ticket with %s is kept as it is, and nothing in it is run', async (name) => {
    const { title, description } = texts[name]!;
    const { machine, step } = tickets[Object.keys(texts).indexOf(name)]!;
    expect(step).toMatchObject({ code: 0, stdout: '' });
    const { ticket } = await world.owner.tickets.getTicket({ ticketId: machine.output('ticket') });
    expect(ticket!.title).toBe(title.length > 500 ? `${'T'.repeat(499)}…` : title);
    expect(ticket!.description).toBe(description.length > 65_536 ? `${'B'.repeat(65_533)}…` : description);
    expect(readdirSync(machine.cwd)).not.toContain('owned');
  });

  it('a findings file that is a link gives nothing away, and the run is ended by that very command', async () => {
    const machine = runner(folder, bin, { review: 'ln -s /proc/self/environ "$4"' });
    const gate = await machine.step('complete_link.sh', {
      env: { ...secret(), CANARY: 'a-canary-in-the-environment' },
    });
    const { log, run } = await done(machine, machine.written('run_id'), gate, [gate]);
    expect(gate.code).toBe(1);
    expect(log).toContain('links are not followed');
    expect(log).not.toMatch(/a-canary|sfsk_[0-9a-zA-Z]/);
    expect(outcome(run)).toMatch(/^errored 1/);
  });
});
