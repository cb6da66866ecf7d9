import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf, wireId } from '../db/ids.ts';
import { Project, ProjectRemote } from '../projects/entity.ts';
import { classifyProjectRef } from '../projects/remote.ts';
import type { Context } from '../server/context.ts';
import { invalidField, notFound } from '../server/errors.ts';

/** Which projects a new key reaches. */
export interface Reach {
  allProjects: boolean;
  projectIds: string[];
}

/**
 * The projects that a new key is to reach, each named by id, slug or git remote.
 *
 * Other than in a request's `project`, a remote that no project lists is not found: a key must not end up on a project that
 * nobody named.
 */
export async function readReach(
  em: EntityManager,
  context: Context,
  request: { projects: string[]; allProjects: boolean },
): Promise<Reach> {
  if (request.allProjects && request.projects.length > 0)
    throw invalidField('all_projects', 'excludes projects; give one of the two');
  if (request.allProjects) return { allProjects: true, projectIds: [] };
  if (request.projects.length === 0)
    throw invalidField('projects', 'name at least one project, or set all_projects to reach every one');
  const known = await find(em, context.principal.organizationId, request.projects);
  const ids = request.projects.map((text, index) => {
    const id = known.get(nameOf(text));
    if (!id || !context.reaches(id)) throw notFound(`projects[${index}]`, 'no such project within reach of this key');
    return id;
  });
  return { allProjects: false, projectIds: [...new Set(ids)] };
}

/** Ids of the projects by whatever they were named with, in two queries. */
async function find(em: EntityManager, organizationId: string, texts: string[]): Promise<Map<string, string>> {
  const names = texts.map(nameOf);
  const ids = names.flatMap((name) => uuidOf('proj', name) ?? []);
  const [projects, remotes] = [
    await em.find(Project, { organizationId, $or: [{ id: { $in: ids } }, { slug: { $in: names } }] }),
    await em.find(ProjectRemote, { organizationId, remote: { $in: names } }),
  ];
  return new Map([
    ...remotes.map(({ remote, projectId }) => [remote, projectId] as const),
    ...projects.map(({ slug, id }) => [slug, id] as const),
    ...projects.map(({ id }) => [wireId('proj', id), id] as const),
  ]);
}

const nameOf = (text: string) => classifyProjectRef(text).value;
