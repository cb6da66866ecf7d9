import type { ServerAddress } from '../server_address.ts';
import { addressText } from '../server_address.ts';
import type { WorkflowPlan } from './workflow.ts';

/** What is left for the user to do, in order. */
export function nextSteps(workflow: WorkflowPlan | undefined, server: ServerAddress, keyMade: boolean): string[] {
  const address = addressText(server);
  const steps: string[] = [];
  if (workflow?.provider === 'gitlab') {
    steps.push(
      'in Settings > CI/CD > Variables, store the key as SFS_API_KEY (masked and hidden), and SFS_SERVER',
      `add to .gitlab-ci.yml:\n     include:\n       - local: ${workflow.path}`,
    );
  } else {
    const where = workflow ? 'gh secret set SFS_API_KEY' : "your CI's secret SFS_API_KEY";
    if (keyMade) steps.push(`store the key, which is not shown again, as a secret: ${where}`);
    if (workflow) steps.push(`tell the workflow where the server is: gh variable set SFS_SERVER --body ${address}`);
  }
  if (workflow) steps.push(`read ${workflow.path}, adapt the review step, commit it, and open a pull request`);
  if (server.loopback) {
    steps.push(`${server.name} is this machine alone: a hosted runner needs a server that it can reach, with TLS`);
  }
  return steps;
}
