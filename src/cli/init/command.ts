import { normalizeRemote } from '../../projects/remote.ts';
import { CliError, usage } from '../cli_error.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { originUrl } from '../git.ts';
import { expiresInOption, lifetime, newKeyOptions } from '../new_key.ts';
import { projectOption } from '../options.ts';
import { ciKey } from './key.ts';
import { nextSteps } from './next_steps.ts';
import { starterPersona } from './persona.ts';
import { namedProject, projectOfRemote } from './project.ts';
import { type Done, printDone } from './result.ts';
import { type Provider, planWorkflow, providers, writeWorkflow } from './workflow.ts';

export default command({
  name: 'init',
  examples: ['sfs init', 'sfs init --output-key | gh secret set SFS_API_KEY', 'sfs init --skip-key --skip-workflow'],
  formats: ['text', 'json'],
  changes: true,
  options: {
    'skip-project': { type: 'boolean', about: 'make no project; use the one that is there' },
    'skip-persona': { type: 'boolean', about: 'make no persona' },
    'skip-key': { type: 'boolean', about: 'make no service key' },
    'skip-workflow': { type: 'boolean', about: 'write no workflow' },
    provider: {
      type: 'string',
      about: 'the CI (without: told by the remote)',
      choices: Object.keys(providers) as Provider[],
    },
    ...expiresInOption,
    ...newKeyOptions,
    ...projectOption,
  },
  async run(context, args) {
    if (args.outputKey && args.skipKey) throw usage('--output-key and --skip-key exclude each other');
    const { io } = context;
    const remote = normalizeRemote(originUrl(io.cwd) ?? '');
    const expiresIn = lifetime(args.expiresIn);
    const workflow = args.skipWorkflow ? undefined : planWorkflow(io.cwd, remote, args.provider);
    const done: Done = {};
    if (!(args.skipProject && args.skipPersona && args.skipKey)) {
      done.project = await attempt('--skip-project', chooseProject(context, args, remote));
      const { value: project } = done.project;
      if (!args.skipPersona) done.persona = await attempt('--skip-persona', starterPersona(context, project.id));
    }
    if (workflow) done.workflow = { ...workflow, made: writeWorkflow(workflow) };
    // The key comes last: nothing may fail between its making and its printing.
    if (done.project && !args.skipKey)
      done.key = await attempt('--skip-key', ciKey(context, done.project.value, expiresIn));
    await printDone(context, done, args.outputKey);
    const { server } = await context.settings();
    const steps = nextSteps(workflow, server.value, done.key?.made === true);
    if (steps.length > 0) context.note(['next:', ...steps.map((step, i) => `  ${i + 1}. ${step}`)].join('\n'));
    if (args.outputKey && done.key && !done.key.made) {
      throw new CliError(
        exit.conflict,
        `service key ci is there already (${done.key.value.id}): it is not shown twice`,
        {
          hint: `if nobody has it, make a new secret: sfs key rotate ${done.key.value.id} --output-key`,
        },
      );
    }
  },
});

/** A step that is refused can be left out: an admin may do it. */
async function attempt<T>(flag: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof CliError) || error.exit !== exit.denied || error.hint !== undefined) throw error;
    const hint = `to leave this step to somebody who may: sfs init ${flag}`;
    throw new CliError(error.exit, error.message, { hint, facts: error.facts, cause: error });
  }
}

/** The project that is named, else that of the checkout's origin, else the only one. */
async function chooseProject(
  context: Context,
  args: { skipProject: boolean; project: string | undefined },
  remote: string | undefined,
) {
  const { project, repository } = await context.settings();
  const named = Boolean(args.project || context.io.env.SFS_PROJECT || repository?.project?.value);
  const wanted = named && project.value.includes('/') ? project.value : named ? undefined : remote;
  if (args.skipProject || wanted === undefined) return namedProject(context);
  return projectOfRemote(context, wanted);
}
