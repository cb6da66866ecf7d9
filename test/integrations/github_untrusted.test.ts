import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JobEnd, needs, newRun, runJob, type WorkflowRun } from './github.ts';
import { expectReceipt } from './receipt.ts';
import { cases, makeChange, openStage, type Stage } from './stage.ts';

const file = 'github-actions-untrusted.yml';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

/** All three jobs, one after the other; `review` in place of the job of that name where a test has a result of its own. */
async function workflow(
  files: Record<string, string>,
  options: { tamper?: WorkflowRun['tamper']; review?: JobEnd; key?: string } = {},
) {
  const change = await makeChange(stage.folder(), files);
  const run = newRun(stage, change);
  if (options.key !== undefined) run.facts['secrets.SFS_API_KEY'] = options.key;
  const start = await runJob(stage, change, run, file, 'start');
  if (options.key === undefined) expect(start.result, start.log).toBe('success');
  run.facts = { ...run.facts, ...needs('start', start) };
  if (options.tamper) run.tamper = options.tamper;
  const review = options.review ?? (await runJob(stage, change, withoutKey(run), file, 'review'));
  run.facts = { ...run.facts, ...needs('review', review) };
  const record = await runJob(stage, change, run, file, 'record');
  const found = await stage.world.owner.runs.listAgentRuns({ project: stage.world.projectId, commit: change.head });
  const receipt = join(run.artifacts, 'agent-run-receipt');
  return { start, review, record, change, run: found.runs[0], receipt };
}

/** An expression that names a secret in the review job then is an error of the test. */
function withoutKey(run: WorkflowRun): WorkflowRun {
  const { 'secrets.SFS_API_KEY': _, ...facts } = run.facts;
  return { ...run, facts };
}

const errored = (record: JobEnd, id: string | undefined) => {
  expect(record.result, record.log).toBe('failure');
  expect(record.summary).toContain(`AgentRun \`${id}\`: errored`);
};

describe.concurrent(file, () => {
  test('a clean change is green, and leaves a receipt that holds', async () => {
    const { record, run, change, receipt } = await workflow(cases.clean);
    expect(record.result, record.log).toBe('success');
    expect(run).toMatchObject({ exitCode: 0, commit: change.head });
    await expectReceipt(stage, receipt, run!.id);
  });

  test('a secret is red, and leaves a receipt that holds', async () => {
    const { review, record, run, receipt } = await workflow(cases.secret);
    expect(review.result, review.log).toBe('success');
    expect(record.result, record.log).toBe('failure');
    expect(run).toMatchObject({ exitCode: 1, findingsCount: 1 });
    await expectReceipt(stage, receipt, run!.id);
  });

  test('a pull request that replaces the reviewer is reviewed by that of the base branch', async () => {
    const { record, run } = await workflow(cases.forged);
    expect(record.result, record.log).toBe('failure');
    expect(run).toMatchObject({ exitCode: 1, findingsCount: 1 });
  });

  test.for(['failure', 'cancelled', 'skipped'])(
    'a review job that ends as %s makes the run errored, and leaves a receipt that holds',
    async (result) => {
      const review = { result, outputs: {}, log: '', summary: '' } as unknown as JobEnd;
      const { record, run, receipt } = await workflow(cases.clean, { review });
      errored(record, run?.id);
      await expectReceipt(stage, receipt, run!.id);
    },
  );

  const tampered: Record<string, (artifact: string) => void> = {
    'a second file': (artifact) => writeFileSync(join(artifact, 'more.json'), '[]'),
    'a hidden file': (artifact) => writeFileSync(join(artifact, '.more'), ''),
    'another name': (artifact) => renameSync(join(artifact, 'findings.json'), join(artifact, 'other.json')),
    'nothing at all': (artifact) => rmSync(join(artifact, 'findings.json')),
    'no artifact': (artifact) => rmSync(artifact, { recursive: true }),
    'a folder': (artifact) => {
      rmSync(join(artifact, 'findings.json'));
      mkdirSync(join(artifact, 'findings.json'));
    },
    'a link': (artifact) => {
      rmSync(join(artifact, 'findings.json'));
      symlinkSync('/proc/self/environ', join(artifact, 'findings.json'));
    },
    'no list': (artifact) => writeFileSync(join(artifact, 'findings.json'), '[1]'),
  };
  test.for(Object.keys(tampered))('an artifact with %s makes the run errored', async (name) => {
    const { record, run } = await workflow(cases.clean, { tamper: tampered[name]! });
    errored(record, run?.id);
  });

  test('a branch that moved on after the start is not reviewed in its place', async () => {
    const change = await makeChange(stage.folder(), cases.clean);
    const run = newRun(stage, change);
    const start = await runJob(stage, change, run, file, 'start');
    run.facts = { ...run.facts, ...needs('start', start), 'github.event.pull_request.head.sha': change.base };
    const review = await runJob(stage, change, withoutKey(run), file, 'review');
    expect(review.result).toBe('failure');
  });

  test('where no run was started, record is red', async () => {
    const { start, record, run, receipt } = await workflow(cases.clean, { key: '' });
    expect(start.result).toBe('failure');
    expect(record.result).toBe('failure');
    expect(record.log).toContain('No run was started');
    expect(run).toBeUndefined();
    expect(existsSync(receipt)).toBe(false);
  });
});
