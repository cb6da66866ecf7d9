import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { newRun, runJob, type Words } from './github.ts';
import { cases, makeChange, openStage, type Stage } from './stage.ts';

const file = 'github-actions-agent-run.yml';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

/** The last run for a commit, read back by the owner. */
async function runOf(commit: string): Promise<AgentRun> {
  const { runs } = await stage.world.owner.runs.listAgentRuns({ project: stage.world.projectId, commit });
  expect(runs).toHaveLength(1);
  return runs[0]! as unknown as AgentRun;
}

async function review(files: Record<string, string>, said: Words = {}) {
  const folder = stage.folder();
  const change = await makeChange(folder, files);
  const end = await runJob(stage, change, newRun(stage, change, said), file, 'review');
  return { end, change, run: await runOf(change.head) };
}

describe.concurrent(file, () => {
  test('a clean change is green', async () => {
    const { end, run } = await review(cases.clean);
    expect(end.result, end.log).toBe('success');
    expect(run).toMatchObject({ exitCode: 0, findingsCount: 0 });
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: passed`);
  });

  test('a secret is red, and shown masked', async () => {
    const { end, run } = await review(cases.secret);
    expect(end.result, end.log).toBe('failure');
    expect(run).toMatchObject({ exitCode: 1, findingsCount: 1 });
    expect(end.summary).toContain('AWS access key');
    expect(end.summary + end.log).not.toContain('EXAMPLE7TEST42');
  });

  test('a review that crashes is red and errored', async () => {
    const { end, run } = await review(cases.crashed);
    expect(end.result, end.log).toBe('failure');
    expect(run.exitCode).toBe(1);
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: errored`);
    expect(run.resultSummary).toContain('outcome: failure');
  });

  test('a review that ends well and leaves no findings file is red and errored', async () => {
    const { end, run } = await review({ 'scripts/review/review.mjs': '' });
    expect(end.result, end.log).toBe('failure');
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: errored`);
  });

  test('the review does not have the key', async () => {
    const folder = stage.folder();
    const seen = join(folder, 'seen.json');
    const spy = [
      "import { writeFileSync } from 'node:fs';",
      `writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));`,
      "writeFileSync(process.argv[process.argv.indexOf('--out') + 1], '[]');",
    ];
    const change = await makeChange(folder, { 'scripts/review/review.mjs': spy.join('\n') });
    const end = await runJob(stage, change, newRun(stage, change), file, 'review');
    expect(end.result, end.log).toBe('success');
    expect(readFileSync(seen, 'utf8')).toContain('HEAD_SHA');
    expect(readFileSync(seen, 'utf8')).not.toMatch(/sfs[kp]_/);
  });

  test('title and description are text, whatever they hold', async () => {
    const title = '"; touch injected; $(touch injected) `touch injected` ${{ secrets.SFS_API_KEY }} \'x\n::error::y';
    const body = `--server=127.0.0.1:1\n- one\n- two \u001b[31m$(touch injected)\n${'x'.repeat(70_000)}`;
    const { end, run, change } = await review(cases.clean, { title, body });
    expect(end.result, end.log).toBe('success');
    const { ticket } = await stage.world.owner.tickets.getTicket({ ticketId: run.ticketId });
    expect(ticket?.title).toContain('$(touch injected)');
    expect(ticket?.description).toContain('--server=127.0.0.1:1');
    await expect(async () => readFileSync(join(change.checkout, 'injected'))).rejects.toThrow('ENOENT');
  });

  test('a package with another checksum is not installed, and nothing is green', async () => {
    const change = await makeChange(stage.folder(), cases.clean);
    const run = newRun(stage, change);
    const shadow = { ...stage, bash: stage.bash };
    shadow.bash = (script, options) =>
      stage.bash(script, { ...options, env: { ...options.env, SFS_PACKAGE_SHA256: '0'.repeat(64) } });
    const end = await runJob(shadow, change, run, file, 'review');
    expect(end.result).toBe('failure');
    expect(end.log).toContain('computed checksum did NOT match');
    expect(end.log).not.toContain('npm install');
    const { runs } = await stage.world.owner.runs.listAgentRuns({
      project: stage.world.projectId,
      commit: change.head,
    });
    expect(runs).toEqual([]);
  });

  test('a pull request from a fork has no key, and is red', async () => {
    const change = await makeChange(stage.folder(), cases.clean);
    const run = newRun(stage, change);
    run.facts['secrets.SFS_API_KEY'] = '';
    const end = await runJob(stage, change, run, file, 'review');
    expect(end.result).toBe('failure');
    expect(end.log).toContain('SFS_API_KEY is set but empty');
  });
});
