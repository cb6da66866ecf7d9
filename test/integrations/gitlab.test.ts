import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { expectReceipt, withoutReceipts } from './receipt.ts';
import { cases, finished, makeChange, openStage, packageDigest, type Stage } from './stage.ts';
import { readText } from './workflow.ts';

interface GitLabJob {
  variables: Record<string, string>;
  before_script: string[];
  script: string[];
}

const { 'agent-review': job } = parse(readText('gitlab-agent-run.yml')) as { 'agent-review': GitLabJob };
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

/** The whole job in one shell, as the runner has it. */
async function review(files: Record<string, string>, env: Record<string, string> = {}, on = stage) {
  const folder = stage.folder();
  const change = await makeChange(folder, files);
  // The package goes to a folder of this test: tests share /tmp.
  const script = [...job.before_script, ...job.script].join('\n').replaceAll('/tmp/sfs.tgz', join(folder, 'sfs.tgz'));
  const ended = await on.bash(script, {
    cwd: change.checkout,
    env: {
      ...{ GITLAB_CI: 'true', CI_PIPELINE_SOURCE: 'merge_request_event', CI_PROJECT_DIR: change.checkout },
      ...{ CI_PROJECT_URL: 'https://gitlab.com/acme/web-shop', CI_COMMIT_SHA: change.head, TMPDIR: folder },
      ...{ CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TITLE: 'Add tax' },
      ...{ CI_MERGE_REQUEST_DIFF_BASE_SHA: change.base, CI_JOB_URL: 'https://gitlab.com/acme/web-shop/-/jobs/1' },
      ...{ SFS_SERVER: stage.world.address, SFS_API_KEY: stage.key, SFS_PACKAGE_URL: 'https://packages.example/s.tgz' },
      ...{ ...job.variables, SFS_PACKAGE_SHA256: packageDigest, ...env },
    },
  });
  const log = `${ended.code}\n${ended.stdout}${ended.stderr}`;
  const markdown = join(change.checkout, 'sfs-review.md');
  const { runs } = await stage.world.owner.runs.listAgentRuns({ project: stage.world.projectId, commit: change.head });
  return {
    ...{ change, log, code: ended.code, run: runs[0] },
    archive: join(change.checkout, 'sfs-receipt.tgz'),
    markdown: existsSync(markdown) ? readFileSync(markdown, 'utf8') : '',
  };
}

/** The folder of a receipt out of the archive that a job stored. */
async function unpacked(archive: string): Promise<string> {
  const folder = stage.folder();
  const words = ['--extract', '--file', archive, '--directory', folder];
  const { code, stderr } = await finished('tar', words, { cwd: folder, env: { PATH: process.env.PATH } });
  expect(code, stderr).toBe(0);
  return join(folder, 'receipt');
}

describe.concurrent('gitlab-agent-run.yml', () => {
  test('a clean change is green, and leaves a receipt that holds', async () => {
    const { code, log, run, markdown, archive } = await review(cases.clean);
    expect(code, log).toBe(0);
    expect(run).toMatchObject({ exitCode: 0, findingsCount: 0 });
    expect(markdown).toContain(`AgentRun \`${run?.id}\`: passed`);
    await expectReceipt(stage, await unpacked(archive), run!.id);
  });

  test('a secret is red, shown masked, and leaves a receipt that holds', async () => {
    const { code, log, run, markdown, archive } = await review(cases.secret);
    expect(code, log).toBe(1);
    expect(run).toMatchObject({ exitCode: 1, findingsCount: 1 });
    expect(markdown).toContain('AWS access key');
    expect(log + markdown).not.toContain('EXAMPLE7TEST42');
    await expectReceipt(stage, await unpacked(archive), run!.id);
  });

  test('a review that crashes is red and errored, and leaves a receipt that holds', async () => {
    const { code, log, run, markdown, archive } = await review(cases.crashed);
    expect(code, log).toBe(1);
    expect(markdown).toContain(`AgentRun \`${run?.id}\`: errored`);
    expect(run?.resultSummary).toContain('exit code 3');
    await expectReceipt(stage, await unpacked(archive), run!.id);
  });

  test('a receipt that cannot be made changes no colour, and the log says so', async () => {
    const without = withoutReceipts(stage, 7);
    const green = await review(cases.clean, {}, without);
    expect(green.code, green.log).toBe(0);
    expect(green.log).toContain(`sfs audit receipt ${green.run?.id} --out receipt`);
    expect(existsSync(green.archive)).toBe(false);
    const red = await review(cases.secret, {}, without);
    expect(red.code, red.log).toBe(1);
    expect(red.log).toContain('No receipt was made (exit code 7)');
  });

  test('a receipt that contradicts what was signed is red', async () => {
    const { code, log, run } = await review(cases.clean, {}, withoutReceipts(stage, 1));
    expect(run?.exitCode).toBe(0);
    expect(code, log).toBe(1);
    expect(log).toContain('Do not trust the verdict.');
  });

  test('the review sees no variable of the job', async () => {
    const seen = join(stage.folder(), 'seen.json');
    const spy = [
      "import { writeFileSync } from 'node:fs';",
      `writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));`,
      "writeFileSync(process.argv[process.argv.indexOf('--out') + 1], '[]');",
    ];
    const { code, log } = await review({ 'scripts/review/review.mjs': spy.join('\n') });
    expect(code, log).toBe(0);
    expect(readFileSync(seen, 'utf8')).not.toMatch(/sfs[kp]_|SFS_|CI_/);
  });

  test.for(['sfs-review.md', 'sfs-receipt.tgz'])(
    'a link that the review put in the place of %s is replaced',
    async (name) => {
      const target = join(stage.folder(), 'target');
      const forged = [
        "import { symlinkSync, writeFileSync } from 'node:fs';",
        'const after = (flag) => process.argv[process.argv.indexOf(flag) + 1];',
        "writeFileSync(after('--out'), '[]');",
        `symlinkSync(${JSON.stringify(target)}, after('--repo') + '/${name}');`,
      ];
      const { code, log, markdown, archive } = await review({ 'scripts/review/review.mjs': forged.join('\n') });
      expect(code, log).toBe(0);
      expect(markdown).toContain(': passed');
      expect(lstatSync(archive).isFile()).toBe(true);
      expect(existsSync(target), 'and not followed').toBe(false);
    },
  );

  test('a job that stops between the start and the end leaves the run errored, and a receipt', async () => {
    const { code, log, run, archive } = await review(cases.clean, { TEST_CHOWN: '5' });
    expect(code, log).toBe(5);
    expect(run, log).toMatchObject({ exitCode: 1 });
    expect(run?.resultSummary).toContain('ended with 5 before');
    await expectReceipt(stage, await unpacked(archive), run!.id);
  });

  test('a title is text, and one that the runner expanded to the key reaches nobody', async () => {
    const title = `"; touch injected; $(touch injected) \`x\` ${stage.key}`;
    const { code, log, run } = await review(cases.clean, { CI_MERGE_REQUEST_TITLE: title });
    expect(code, log).toBe(0);
    const { ticket } = await stage.world.owner.tickets.getTicket({ ticketId: run?.ticketId ?? '' });
    expect(ticket?.title).toContain('$(touch injected)');
    expect(ticket?.title).not.toMatch(/sfs[kp]_/);
  });

  test('without a key it is red before anything is made', async () => {
    const { code, log, run } = await review(cases.clean, { SFS_API_KEY: '' });
    expect(code).toBe(2);
    expect(log).toContain('SFS_API_KEY is set but empty');
    expect(run).toBeUndefined();
  });
});
