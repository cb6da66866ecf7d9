import type { Persona } from '../../gen/client/sfs/v1/persona.ts';
import type { Project } from '../../gen/client/sfs/v1/project.ts';
import type { ServiceKey } from '../../gen/client/sfs/v1/service_key.ts';
import type { Context } from '../context.ts';
import { plainJson } from '../plain.ts';
import type { Step } from './step.ts';
import type { WorkflowPlan } from './workflow.ts';

/** What `sfs init` did; what was skipped is absent. */
export interface Done {
  project?: Step<Project>;
  persona?: Step<Persona>;
  workflow?: WorkflowPlan & { made: boolean };
  key?: Step<ServiceKey> & { secret: string | undefined };
}

/** Prints it: the key text on stdout and nowhere else. */
export async function printDone(
  context: Context<'text' | 'json'>,
  { project, persona, workflow, key }: Done,
  outputKey: boolean,
): Promise<void> {
  if (outputKey) {
    if (key?.secret !== undefined) context.print(key.secret);
  } else if (context.format === 'json') {
    const plain = async (message: string, step: Step<object> | undefined) =>
      step ? { made: step.made, ...((await plainJson(message, step.value)) as object) } : null;
    context.value({
      project: await plain('sfs.v1.Project', project),
      persona: await plain('sfs.v1.Persona', persona),
      workflow: workflow ? { made: workflow.made, provider: workflow.provider, path: workflow.path } : null,
      service_key: await plain('sfs.v1.ServiceKey', key),
      secret: key?.secret ?? null,
    });
  } else {
    const how = (made: boolean) => (made ? 'made' : 'there already, left as it is');
    context.panel([
      ['project', project && `${project.value.slug} (${project.value.id}): ${how(project.made)}`],
      ['persona', persona && `${persona.value.name}, version ${persona.value.version}: ${how(persona.made)}`],
      ['workflow', workflow && `${workflow.path}: ${how(workflow.made)}`],
      ['service key', key && `${key.value.name} (${key.value.id}): ${how(key.made)}`],
      ['key', key?.secret],
    ]);
  }
}
