import { ListProjectsRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { classifyProjectRef } from '../../projects/remote.ts';
import { usage } from '../cli_error.ts';
import type { Context } from '../context.ts';

/** What a new key reaches, in the words of the request. */
export interface Reach {
  projects: string[];
  allProjects: boolean;
}

const shown = 20;

/**
 * What `--project` and `--all-projects` say; without them the only project that there is. Of several none is guessed, also
 * not from the checkout: a key that reaches the wrong project is found out late.
 */
export async function chooseReach(context: Context, args: { project: string[]; allProjects: boolean }): Promise<Reach> {
  if (args.allProjects && args.project.length > 0) throw usage('give either --project or --all-projects, not both');
  if (args.allProjects) return { projects: [], allProjects: true };
  if (args.project.length > 0) return { projects: args.project.map(reference), allProjects: false };

  const request = ListProjectsRequest.create({ pageSize: shown });
  const { projects, nextPageToken } = await context.call(ProjectServiceService.listProjects, request);
  const [only] = projects;
  if (only && projects.length === 1 && nextPageToken === '') {
    context.note(`the key reaches ${only.slug}, the only project`);
    return { projects: [only.id], allProjects: false };
  }
  if (!only) throw usage('there is no project for the key to reach', 'make one: sfs project create NAME');
  const slugs = projects.map(({ slug }) => slug).join(', ');
  throw usage(
    'say what the key may reach: --project SLUG (may be repeated), or --all-projects',
    `the projects: ${slugs}${nextPageToken === '' ? '' : ', …'}`,
  );
}

/** An id or slug as it is; a remote reduced, because it may hold a token, which is never sent. */
function reference(text: string): string {
  const { kind, value } = classifyProjectRef(text);
  if (value !== '') return value;
  throw usage(
    kind === 'empty' ? '--project is given but empty' : 'a --project is neither an id, a slug nor a git remote',
  );
}
