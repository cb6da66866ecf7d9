import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { usage } from '../cli_error.ts';
import { asUsage, refuseLinkedFolders } from '../files.ts';
import { checkoutTop } from '../git.ts';

/** The CIs that have a workflow, and where it goes in a checkout. */
export const providers = {
  github: { template: 'github-actions-agent-run.yml', path: '.github/workflows/sfs-review.yml' },
  // GitLab reads one file, .gitlab-ci.yml, which is the user's; it includes ours.
  gitlab: { template: 'gitlab-agent-run.yml', path: '.gitlab/sfs-review.yml' },
} as const;

export type Provider = keyof typeof providers;

/** A workflow that can be written. */
export interface WorkflowPlan {
  provider: Provider;
  /** The checkout's top folder. */
  top: string;
  /** Below the top. */
  path: string;
  content: string;
}

/** Finds out which workflow goes where, before anything is made. */
export function planWorkflow(cwd: string, remote: string | undefined, chosen: Provider | undefined): WorkflowPlan {
  const top = checkoutTop(cwd);
  if (top === undefined) {
    throw usage(
      'this is no git checkout, so there is no place for a workflow',
      'run it in one, or use --skip-workflow',
    );
  }
  const provider = chosen ?? providerOf(top, remote);
  if (!provider) {
    throw usage('which CI is it? --provider github or --provider gitlab', 'no workflow at all: --skip-workflow');
  }
  const { template, path } = providers[provider];
  return { provider, top, path, content: readTemplate(template) };
}

/** Told by the name of the host, else by the files that are there. */
function providerOf(top: string, remote: string | undefined): Provider | undefined {
  const host = remote?.split('/')[0] ?? '';
  if (host.includes('github')) return 'github';
  if (host.includes('gitlab') || existsSync(join(top, '.gitlab-ci.yml'))) return 'gitlab';
  return existsSync(join(top, '.github')) ? 'github' : undefined;
}

/** docs/integrations of this package: three folders up from the source, four from dist. */
function readTemplate(name: string): string {
  for (const up of ['../../..', '../../../..']) {
    try {
      return readFileSync(new URL(`${up}/docs/integrations/${name}`, import.meta.url), 'utf8');
    } catch {
      // The other place, then.
    }
  }
  throw new Error(`docs/integrations/${name} is missing in this installation`);
}

/**
 * Writes the workflow. A file that is there is left as it is, and false is answered. What a pull request prepared is not
 * followed: no links, neither the file nor its folders.
 */
export function writeWorkflow({ top, path, content }: WorkflowPlan): boolean {
  return asUsage('the workflow', () => {
    refuseLinkedFolders(top, path);
    mkdirSync(join(top, dirname(path)), { recursive: true });
    try {
      const file = openSync(join(top, path), 'wx', 0o644);
      try {
        writeSync(file, content);
      } finally {
        closeSync(file);
      }
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}
