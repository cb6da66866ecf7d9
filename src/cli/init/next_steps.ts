import { addressText, type ServerAddress } from '../server_address.ts';
import type { WorkflowPlan } from './workflow.ts';

/** What is left for the user to do, in order. */
export function nextSteps(workflow: WorkflowPlan | undefined, server: ServerAddress, keyMade: boolean): string[] {
  const address = addressText(server);
  const steps: string[] = [];
  if (keyMade) steps.push(`store the key, which is not shown again, ${secretPlace(workflow?.provider)}`);
  if (workflow?.provider === 'github') {
    steps.push(`tell the workflow where the server is: gh variable set SFS_SERVER --body ${address}`);
  }
  if (workflow?.provider === 'gitlab') {
    steps.push(`tell the job where the server is: the CI/CD variable SFS_SERVER, ${address}`);
    steps.push(`include the job in .gitlab-ci.yml:\n       include:\n         - local: ${workflow.path}`);
  }
  if (workflow) {
    steps.push(`do what the head of ${workflow.path} lists (the package and your reviewer), and commit it`);
  }
  if (server.loopback && workflow) {
    steps.push(`${server.name} is this machine alone: a hosted runner needs a server that it can reach, with TLS`);
  }
  return steps;
}

function secretPlace(provider: WorkflowPlan['provider'] | undefined): string {
  if (provider === 'github') return 'as the secret SFS_API_KEY: gh secret set SFS_API_KEY';
  if (provider === 'gitlab') return 'as the CI/CD variable SFS_API_KEY, masked and hidden (Settings, CI/CD, Variables)';
  return 'as the secret SFS_API_KEY of your CI, for the steps that call sfs and no other';
}
