import {
  CreateProjectRequest,
  GetProjectRequest,
  ListProjectsRequest,
  type Project,
  ProjectServiceService,
} from '../../gen/client/sfs/v1/project.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { every } from '../every.ts';
import { exit } from '../exit.ts';
import type { Step } from './step.ts';

/** The project that the user named, or whichever the settings mean. */
export async function namedProject(context: Context): Promise<Step<Project>> {
  const request = GetProjectRequest.create({ project: await context.project() });
  const { project } = await context.call(ProjectServiceService.getProject, request);
  return { made: false, value: project! };
}

/** The project that lists the remote; where there is none, it is made. */
export async function projectOfRemote(context: Context, remote: string): Promise<Step<Project>> {
  const slugs = new Set<string>();
  const { listProjects, createProject } = ProjectServiceService;
  const all = every(
    context,
    listProjects,
    (paging) => ListProjectsRequest.create({ ...paging, includeArchived: true }),
    (answer) => answer.projects,
  );
  for await (const project of all) {
    if (project.gitRemotes.includes(remote)) return { made: false, value: inUse(project) };
    slugs.add(project.slug);
  }
  const path = remote.split('/').slice(1);
  const slug = [path.slice(-1), path].map(slugOf).find((one) => one !== '' && !slugs.has(one));
  const { project } = await context.call(
    createProject,
    CreateProjectRequest.create({
      ...{ name: path.at(-1)!.slice(0, 100), slug: slug ?? '', gitRemotes: [remote] },
      requestId: context.requestId,
    }),
  );
  return { made: true, value: project! };
}

function inUse(project: Project): Project {
  if (!project.archivedAt) return project;
  throw new CliError(exit.conflict, `the project of this checkout, ${project.slug}, is archived`, {
    hint: `name another with --project, or free its remote: sfs project update ${project.slug} --no-git-remotes`,
  });
}

/** `['acme', 'Web.Shop']` as `acme-web-shop`; empty where nothing is left. */
function slugOf(path: readonly string[]): string {
  const text = path.join('-').replace(/[^a-z0-9]+/g, '-');
  return text.replace(/^-+/, '').slice(0, 63).replace(/-+$/, '');
}
