import { status } from '@grpc/grpc-js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import type { Principal, ProjectFacts } from '../server/context.ts';
import { reaches } from '../server/context.ts';
import { notFound, precondition, SfsError } from '../server/errors.ts';
import { Project, ProjectRemote } from './entity.ts';
import { classifyProjectRef } from './remote.ts';

/** Finds the project that `text` names, within the principal's reach. Unknown and foreign answer alike. */
export async function resolveProject(em: EntityManager, principal: Principal, text: string): Promise<ProjectFacts> {
  const { organizationId } = principal;
  const ref = classifyProjectRef(text);
  if (ref.kind === 'id') {
    const id = uuidOf('proj', ref.value);
    return reachable(principal, id ? await em.findOne(Project, { organizationId, id }) : null);
  }
  if (ref.kind === 'slug') return reachable(principal, await em.findOne(Project, { organizationId, slug: ref.value }));
  if (ref.kind === 'remote' && ref.value) {
    const remote = await em.findOne(ProjectRemote, { organizationId, remote: ref.value });
    if (remote && reaches(principal, remote.projectId))
      return reachable(principal, await em.findOne(Project, { organizationId, id: remote.projectId }));
  }
  return onlyProject(em, principal);
}

function reachable(principal: Principal, project: Project | null): ProjectFacts {
  if (!project || !reaches(principal, project.id))
    throw notFound('project', 'no such project within reach of this key');
  return project;
}

// Empty, or a remote that no project lists: the only project that the key can reach.
async function onlyProject(em: EntityManager, principal: Principal): Promise<ProjectFacts> {
  const within = principal.projects === 'all' ? {} : { id: { $in: [...principal.projects] } };
  const found = await em.find(
    Project,
    { organizationId: principal.organizationId, archivedAt: null, ...within },
    { orderBy: { id: 'asc' }, limit: 11 },
  );
  if (found.length === 1 && found[0]) return found[0];
  if (found.length === 0) throw notFound('project', 'this key reaches no project that is in use');
  const slugs = found.slice(0, 10).map((project) => project.slug);
  throw new SfsError(
    status.NOT_FOUND,
    'PROJECT_NOT_CHOSEN',
    `project: this key reaches several, name one (--project or SFS_PROJECT): ${slugs.join(', ')}${found.length > 10 ? ', …' : ''}`,
    { metadata: { field: 'project' } },
  );
}

/** Refuses what makes something new in a project that is archived. */
export function requireOpen(project: Pick<ProjectFacts, 'archivedAt' | 'slug'>): void {
  if (project.archivedAt)
    throw precondition('PROJECT_ARCHIVED', `the project ${project.slug} is archived; it takes nothing new`);
}
