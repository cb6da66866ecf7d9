import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../db/ids.ts';
import type {
  Member as MemberMessage,
  Organization as OrganizationMessage,
  Project as ProjectMessage,
} from '../gen/sfs/v1/project.ts';
import { Role } from '../gen/sfs/v1/project.ts';
import { Severity } from '../gen/sfs/v1/severity.ts';
import { words } from '../words.ts';
import { type Member, type Organization, type Project, ProjectRemote } from './entity.ts';

export const roleWords = words(Role, 'ROLE_');
export const floorWords = words(Severity, 'SEVERITY_');

export const organizationMessage = (organization: Organization): OrganizationMessage => ({
  id: wireId('org', organization.id),
  name: organization.name,
  createdAt: organization.createdAt,
  updatedAt: organization.updatedAt,
});

export const memberMessage = (member: Member): MemberMessage => ({
  id: wireId('mem', member.id),
  name: member.name,
  email: member.email,
  role: roleWords.number(member.role),
  createdAt: member.createdAt,
  updatedAt: member.updatedAt,
});

/** Projects as they go over the wire, with one query for the remotes of all of them. */
export async function projectMessages(em: EntityManager, projects: readonly Project[]): Promise<ProjectMessage[]> {
  const remotes = await remotesOf(em, projects);
  return projects.map((project) => ({
    id: wireId('proj', project.id),
    name: project.name,
    slug: project.slug,
    gitRemotes: remotes.filter((one) => one.projectId === project.id).map((one) => one.remote),
    settings: { failOnFloor: floorWords.number(project.failOnFloor), requireCommit: project.requireCommit },
    createdAt: project.createdAt,
    updatedAt: project.updatedAt,
    archivedAt: project.archivedAt ?? undefined,
  }));
}

async function remotesOf(em: EntityManager, projects: readonly Project[]): Promise<ProjectRemote[]> {
  if (projects.length === 0) return [];
  const { organizationId } = projects[0]!;
  const ids = projects.map((project) => project.id);
  return em.find(ProjectRemote, { organizationId, projectId: { $in: ids } }, { orderBy: { position: 'asc' } });
}
