import { describe, expect, test } from 'vitest';
import { type Job, readText, readWorkflow, type Step } from './workflow.ts';

const plain = 'github-actions-agent-run.yml';
const untrusted = 'github-actions-untrusted.yml';

const jobsOf = (file: string): [string, Job][] => Object.entries(readWorkflow(file).jobs);
const stepsOf = (file: string): Step[] => jobsOf(file).flatMap(([, job]) => job.steps);
const step = (file: string, name: string): Step => stepsOf(file).find((one) => one.name === name)!;
const holdsKey = ({ env = {} }: Step) => 'SFS_API_KEY' in env;

describe.each([plain, untrusted])('%s', (file) => {
  test('another base branch is another review: a check is of a commit, and would be taken over', () => {
    const { on } = readWorkflow(file);
    expect((on.pull_request ?? on.pull_request_target)?.types).toContain('edited');
  });

  test('no template is part of a script', () => {
    for (const { name, run } of stepsOf(file)) expect(run ?? '', name).not.toContain('${{');
  });

  test('the key is in the environment of the steps that call sfs, and nowhere else', () => {
    expect(readWorkflow(file).env).not.toHaveProperty('SFS_API_KEY');
    for (const [name, job] of jobsOf(file)) expect(job.env ?? {}, name).not.toHaveProperty('SFS_API_KEY');
    for (const one of stepsOf(file))
      expect(holdsKey(one), one.name).toBe(/\bsfs (ticket|agent|audit) /.test(one.run ?? ''));
    expect(readText(file).match(/secrets\./g)).toHaveLength(stepsOf(file).filter(holdsKey).length);
  });

  test('every action is pinned to a full commit', () => {
    const uses = stepsOf(file).flatMap((one) => one.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
  });

  test('the token of the job may read at most, and is not left in the checkout', () => {
    const read = file === plain ? { contents: 'read' } : {};
    expect(readWorkflow(file).permissions).toEqual(read);
    for (const [name, job] of jobsOf(file)) expect(job.permissions ?? read, name).toEqual(read);
    const checkouts = stepsOf(file).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(1);
    expect(checkouts[0]!.with).toMatchObject({ 'persist-credentials': false });
  });

  test('the package is compared with a checksum of this file, before it is installed, and runs no script', () => {
    const { run = '', env = {} } = step(file, 'Install sfs');
    expect(run.indexOf('sha256sum --check')).toBeGreaterThan(run.indexOf('curl'));
    expect(run.indexOf('npm install')).toBeGreaterThan(run.indexOf('sha256sum --check'));
    expect(run).toContain('--ignore-scripts');
    expect(run).not.toContain('--global'); // With it npm does not omit the packages of the server.
    expect(Object.keys(env)).toEqual(['SFS_PACKAGE_URL']);
    expect(readWorkflow(file).env.SFS_PACKAGE_SHA256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the run is completed whatever happened before', () => {
    expect(step(file, 'Complete the run').if).toContain('always()');
    expect(step(file, 'Summary').if).toContain('always()');
  });

  test('the receipt is made and stored whatever happened before, once the run is completed', () => {
    const names = stepsOf(file).map(({ name }) => name);
    expect(names.indexOf('Receipt')).toBeGreaterThan(names.indexOf('Complete the run'));
    expect(names.indexOf('Store the receipt')).toBe(names.indexOf('Receipt') + 1);
    for (const name of ['Receipt', 'Store the receipt']) expect(step(file, name).if).toContain('always()');
  });

  test('a receipt that cannot be stored changes no colour; one that contradicts itself does', () => {
    expect(step(file, 'Store the receipt')['continue-on-error']).toBe(true);
    expect(step(file, 'Store the receipt').with).toMatchObject({ 'if-no-files-found': 'error' });
    expect(step(file, 'Receipt')['continue-on-error']).toBeUndefined();
  });

  test('what everybody may fetch does not name weaknesses', () => {
    expect(readText(file)).not.toContain('--with-findings');
  });

  test('every script runs in bash with its safe options', () => {
    expect(readWorkflow(file).defaults.run.shell).toBe('bash');
  });

  test('every step with a script has a name', () => {
    for (const one of stepsOf(file)) expect(one.name).toBeTruthy();
  });
});

test(`${plain}: nothing of the pull request is there when sfs is installed`, () => {
  const names = stepsOf(plain).map(({ name }) => name);
  expect(names.indexOf('Install sfs')).toBeLessThan(names.indexOf('Check out the pull request'));
});

test(`${plain}: a failed review does not end the job before its run is completed`, () => {
  expect(step(plain, 'Review')['continue-on-error']).toBe(true);
});

test(`${plain}: no job is skipped, because a skipped check counts as passed`, () => {
  for (const [, job] of jobsOf(plain)) expect(job.if).toBeUndefined();
});

describe(untrusted, () => {
  const { jobs, on } = readWorkflow(untrusted);

  test('the jobs that hold the key check nothing out', () => {
    for (const [name, job] of Object.entries(jobs)) {
      const checksOut = job.steps.some(
        ({ uses, run }) => uses?.startsWith('actions/checkout@') || run?.includes('git '),
      );
      expect(job.steps.some(holdsKey), name).toBe(!checksOut);
    }
  });

  test('the review runs what the base branch holds', () => {
    expect(on.pull_request_target?.branches).toEqual(['main']);
    expect(step(untrusted, 'Check out the base branch').with?.ref).toBe('${{ github.event.pull_request.base.sha }}');
    expect(jobs.review!.steps.filter(({ run }) => /\bgit (checkout|switch|merge|reset)\b/.test(run ?? ''))).toEqual([]);
  });

  test('record always runs', () => {
    expect(jobs.record!.if).toBe('${{ always() }}');
    expect(jobs.record!.needs).toEqual(['start', 'review']);
  });
});

describe('gitlab-agent-run.yml', () => {
  const text = readText('gitlab-agent-run.yml');

  test('the review has an environment and a user of its own', () => {
    expect(text).toMatch(/env -i PATH=/);
    expect(text).toMatch(/setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs/);
  });

  test('the package is compared before it is installed, and runs no script', () => {
    expect(text.indexOf('sha256sum --check')).toBeLessThan(text.indexOf('npm install'));
    expect(text).toContain('--ignore-scripts');
    expect(text).not.toContain('--global');
  });

  test('root opens no file in the checkout to write to it: what the review left running may make it a link again', () => {
    expect(text).not.toMatch(/> *"?\$CI_PROJECT_DIR/);
    expect(text).toContain('mv -fT summary.md "$CI_PROJECT_DIR/sfs-review.md"');
    expect(text).toContain('mv -fT receipt.tgz "$CI_PROJECT_DIR/sfs-receipt.tgz"');
  });

  test('the key is in no variable of the file', () => {
    expect(text).not.toMatch(/SFS_API_KEY:\s*[^\s]/);
  });
});
