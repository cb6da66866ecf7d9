import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentRun } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { newRun, runJob, type Words } from './github.ts';
import { expectReceipt, withoutReceipts } from './receipt.ts';
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

async function review(files: Record<string, string>, said: Words = {}, on = stage) {
  const change = await makeChange(stage.folder(), files);
  const workflow = newRun(stage, change, said);
  const end = await runJob(on, change, workflow, file, 'review');
  return { end, change, run: await runOf(change.head), receipt: join(workflow.artifacts, 'agent-run-receipt') };
}

describe.concurrent(file, () => {
  test('a clean change is green, and leaves a receipt that holds', async () => {
    const { end, run, receipt } = await review(cases.clean);
    expect(end.result, end.log).toBe('success');
    expect(run).toMatchObject({ exitCode: 0, findingsCount: 0 });
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: passed`);
    await expectReceipt(stage, receipt, run.id);
  });

  test('a secret is red, shown masked, and leaves a receipt that holds', async () => {
    const { end, run, receipt } = await review(cases.secret);
    expect(end.result, end.log).toBe('failure');
    expect(run).toMatchObject({ exitCode: 1, findingsCount: 1 });
    expect(end.summary).toContain('AWS access key');
    expect(end.summary + end.log).not.toContain('EXAMPLE7TEST42');
    await expectReceipt(stage, receipt, run.id);
  });

  test('a review that crashes is red and errored, and leaves a receipt that holds', async () => {
    const { end, run, receipt } = await review(cases.crashed);
    expect(end.result, end.log).toBe('failure');
    expect(run.exitCode).toBe(1);
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: errored`);
    expect(run.resultSummary).toContain('outcome: failure');
    await expectReceipt(stage, receipt, run.id);
  });

  test('a review that ends well and leaves no findings file is red and errored', async () => {
    const { end, run } = await review({ 'scripts/review/review.mjs': '' });
    expect(end.result, end.log).toBe('failure');
    expect(end.summary).toContain(`AgentRun \`${run.id}\`: errored`);
  });

  test('a receipt that cannot be made changes no colour, and the summary says so', async () => {
    const { end, run, receipt } = await review(cases.clean, {}, withoutReceipts(stage, 7));
    expect(end.result, end.log).toBe('success');
    expect(end.summary).toContain(`No receipt was made (exit code 7): \`sfs audit receipt ${run.id} --out receipt\``);
    expect(end.log).toContain('::warning title=No receipt::');
    expect(existsSync(receipt)).toBe(false);
  });

  test('a receipt that contradicts what was signed is red', async () => {
    const { end, run } = await review(cases.clean, {}, withoutReceipts(stage, 1));
    expect(end.result, end.log).toBe('failure');
    expect(run.exitCode).toBe(0);
    expect(end.summary).toContain('Do not trust the verdict.');
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
