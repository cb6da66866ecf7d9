import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Change, finished, packageDigest, remote, type Stage } from './stage.ts';
import { type Facts, fill, fillAll, holds, type Job, readWorkflow, type Step } from './workflow.ts';

/** What a pull request says of itself. */
export interface Words {
  title?: string;
  body?: string;
}

/** How a job ended. */
export interface JobEnd {
  result: 'success' | 'failure';
  outputs: Record<string, string>;
  /** What the steps that ran printed on stderr, for a failing test. */
  log: string;
  /** The markdown of the job. */
  summary: string;
}

/** One run of a workflow: jobs share the pull request and the artifacts, and nothing else. */
export interface WorkflowRun {
  facts: Record<string, string>;
  artifacts: string;
  /** Changes the artifact of the findings between the jobs, as a reviewer that was taken over could. */
  tamper?: (artifact: string) => void;
}

export function newRun(stage: Stage, change: Change, words: Words = {}): WorkflowRun {
  const pull = 'github.event.pull_request';
  return {
    artifacts: stage.folder(),
    facts: {
      'secrets.SFS_API_KEY': stage.key,
      'vars.SFS_SERVER': stage.world.address,
      'vars.SFS_PACKAGE_URL': 'https://packages.example/sfs.tgz',
      [`${pull}.number`]: '7',
      [`${pull}.title`]: words.title ?? 'Add tax',
      [`${pull}.body`]: words.body ?? '',
      [`${pull}.head.sha`]: change.head,
      [`${pull}.base.sha`]: change.base,
    },
  };
}

/** Runs all steps of a job of one of our workflows, as GitHub does. */
export async function runJob(
  stage: Stage,
  change: Change,
  run: WorkflowRun,
  file: string,
  name: string,
): Promise<JobEnd> {
  const workflow = readWorkflow(file);
  const job = workflow.jobs[name] as Job;
  const folder = stage.folder();
  const temp = join(folder, 'temp');
  const workspace = file.includes('untrusted') ? join(folder, 'workspace') : change.checkout;
  for (const path of [temp, workspace]) mkdirSync(path, { recursive: true });
  const facts: Record<string, string> = { ...run.facts, 'runner.temp': temp };
  const end: JobEnd = { result: 'success', outputs: {}, log: '', summary: '' };
  for (const [index, step] of job.steps.entries()) {
    if (!holds(step.if, facts, end.result === 'success')) {
      if (step.id) facts[`steps.${step.id}.outcome`] = 'skipped';
      continue;
    }
    const outcome = await runStep(index, step);
    if (step.id) facts[`steps.${step.id}.outcome`] = outcome;
    if (outcome === 'failure' && !step['continue-on-error']) end.result = 'failure';
  }
  for (const [key, text] of Object.entries(job.outputs ?? {})) {
    const [, expression] = /^\$\{\{ (.*) \}\}$/.exec(text)!;
    end.outputs[key] = facts[expression!] ?? '';
  }
  return end;

  async function runStep(index: number, step: Step): Promise<'success' | 'failure'> {
    if (step.uses) return useAction(step, fillAll(step.with, facts));
    const files = { output: join(folder, `output-${index}`), summary: join(folder, `summary-${index}`) };
    for (const path of Object.values(files)) writeFileSync(path, '');
    const event = { pull_request: { number: 7, head: { sha: change.head } } };
    writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
    const ended = await stage.bash(fill(step.run!, facts), {
      cwd: workspace,
      env: {
        ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: Object.keys(workflow.on)[0]!, GITHUB_RUN_ID: '42' },
        ...{ GITHUB_REPOSITORY: new URL(remote).pathname.slice(1), GITHUB_EVENT_PATH: join(folder, 'event.json') },
        ...{ GITHUB_OUTPUT: files.output, GITHUB_STEP_SUMMARY: files.summary, RUNNER_TEMP: temp },
        ...{ GITHUB_PATH: join(folder, 'path') },
        ...fillAll({ ...workflow.env, SFS_PACKAGE_SHA256: packageDigest, ...job.env, ...step.env }, facts),
      },
    });
    end.log += `== ${step.name}: ${ended.code}\n${ended.stdout}${ended.stderr}`;
    end.summary += readFileSync(files.summary, 'utf8');
    for (const line of readFileSync(files.output, 'utf8').split('\n').filter(Boolean)) {
      const [key, ...value] = line.split('=');
      facts[`steps.${step.id}.outputs.${key}`] = value.join('=');
    }
    return ended.code === 0 ? 'success' : 'failure';
  }

  async function useAction(step: Step, inputs: Record<string, string>): Promise<'success' | 'failure'> {
    const action = step.uses!.split('@')[0];
    const artifact = join(run.artifacts, inputs.name ?? '');
    try {
      if (action === 'actions/upload-artifact') {
        store(inputs.path!, artifact);
        if (inputs.name === 'findings') run.tamper?.(artifact);
      } else if (action === 'actions/download-artifact') {
        cpSync(artifact, inputs.path!, { recursive: true, verbatimSymlinks: true });
      } else if (action === 'actions/checkout' && workspace !== change.checkout) {
        await checkOut(change, workspace, inputs.ref!);
      }
      return 'success';
    } catch (error) {
      end.log += `== ${step.name}: ${error}\n`;
      return 'failure';
    }
  }
}

/** Makes an artifact of a file, or of what is in a folder. */
function store(path: string, artifact: string): void {
  if (statSync(path).isDirectory()) {
    cpSync(path, artifact, { recursive: true, verbatimSymlinks: true });
  } else {
    mkdirSync(artifact);
    cpSync(path, join(artifact, basename(path)));
  }
}

/** A checkout of a commit of the base repository, which has the pull request as refs/pull/7/head. */
async function checkOut(change: Change, workspace: string, ref: string): Promise<void> {
  const git = async (cwd: string, ...words: string[]) => {
    const { code, stderr } = await finished('git', words, { cwd, env: { PATH: process.env.PATH, HOME: workspace } });
    if (code !== 0) throw new Error(stderr);
  };
  await git(change.checkout, 'update-ref', 'refs/pull/7/head', change.head);
  await git(workspace, 'init', '--quiet');
  await git(workspace, 'remote', 'add', 'origin', change.checkout);
  await git(workspace, 'fetch', '--quiet', 'origin', ref);
  await git(workspace, 'checkout', '--quiet', ref);
}

/** The facts that a job with `needs:` sees of another. */
export const needs = (name: string, end: JobEnd): Facts => ({
  [`needs.${name}.result`]: end.result,
  ...Object.fromEntries(Object.entries(end.outputs).map(([key, value]) => [`needs.${name}.outputs.${key}`, value])),
});
