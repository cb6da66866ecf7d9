import { status } from '@grpc/grpc-js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import type { Principal, ProjectFacts } from '../server/context.ts';
import { reaches } from '../server/context.ts';
import { notFound, precondition, SfsError } from '../server/errors.ts';
import type { Facts } from '../server/facts.ts';
import { Project, ProjectRemote } from './entity.ts';
import { classifyProjectRef } from './remote.ts';

/**
 * Finds the project that `text` names, within the principal's reach. Unknown and foreign answer alike. It may be a second old: see
 * Facts.
 */
export async function resolveProject(facts: Facts, principal: Principal, text: string): Promise<ProjectFacts> {
  const ref = classifyProjectRef(text);
  const named = await facts.get(`project ${principal.organizationId} ${text}`, (em) => find(em, principal, ref));
  if (named && reaches(principal, named.id)) return named;
  if (ref.kind === 'id' || ref.kind === 'slug') throw notFound('project', 'no such project within reach of this key');
  return onlyProject(facts, principal);
}

async function find(em: EntityManager, { organizationId }: Principal, ref: ReturnType<typeof classifyProjectRef>) {
  if (ref.kind === 'slug') return factsOf(await em.findOne(Project, { organizationId, slug: ref.value }));
  if (ref.kind === 'id') {
    const id = uuidOf('proj', ref.value);
    return id ? factsOf(await em.findOne(Project, { organizationId, id })) : null;
  }
  if (ref.kind !== 'remote' || !ref.value) return null;
  const remote = await em.findOne(ProjectRemote, { organizationId, remote: ref.value });
  return remote && factsOf(await em.findOne(Project, { organizationId, id: remote.projectId }));
}

function factsOf(project: Project | null): ProjectFacts | null {
  if (!project) return null;
  const { id, name, slug, failOnFloor, requireCommit, archivedAt } = project;
  return { id, name, slug, failOnFloor: failOnFloor ?? null, requireCommit, archivedAt: archivedAt ?? null };
}

// Empty, or a remote that no project lists: the only project that the key can reach.
async function onlyProject(facts: Facts, principal: Principal): Promise<ProjectFacts> {
  const { organizationId, keyId } = principal;
  const found =
    (
      await facts.get(`projects of key ${organizationId} ${keyId}`, async (em) => {
        const within = principal.projects === 'all' ? {} : { id: { $in: [...principal.projects] } };
        const all = await em.find(
          Project,
          { organizationId, archivedAt: null, ...within },
          { orderBy: { id: 'asc' }, limit: 11 },
        );
        return all.length > 0 ? all.flatMap((one) => factsOf(one) ?? []) : null;
      })
    )?.filter(({ id }) => reaches(principal, id)) ?? [];
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
