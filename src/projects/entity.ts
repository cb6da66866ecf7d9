import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';
import { stamp, tenantKey } from '../db/base.ts';
import type { Role } from './roles.ts';

/** The tenant. */
export const Organization = defineEntity({
  name: 'Organization',
  tableName: 'organizations',
  properties: { id: p.uuid().primary(), name: p.text(), createdAt: stamp(), updatedAt: stamp() },
});
export type Organization = InferEntity<typeof Organization>;

/** A person in the organization; the row stays when they leave, so that history keeps its names. */
export const Member = defineEntity({
  name: 'Member',
  tableName: 'members',
  properties: {
    ...tenantKey,
    name: p.text(),
    email: p.text(),
    role: p.text().$type<Role>(),
    createdAt: stamp(),
    updatedAt: stamp(),
    removedAt: p.datetime(6).nullable(),
  },
});
export type Member = InferEntity<typeof Member>;

/** Where runs, tickets and personas live, and the policy that callers cannot loosen. */
export const Project = defineEntity({
  name: 'Project',
  tableName: 'projects',
  properties: {
    ...tenantKey,
    name: p.text(),
    slug: p.text(),
    failOnFloor: p.text().$type<'none' | 'low' | 'medium' | 'high' | 'critical'>().nullable(),
    requireCommit: p.boolean().default(false),
    createdAt: stamp(),
    updatedAt: stamp(),
    archivedAt: p.datetime(6).nullable(),
  },
});
export type Project = InferEntity<typeof Project>;

/** One git remote of a project, reduced to host/path; unique in the organization. */
export const ProjectRemote = defineEntity({
  name: 'ProjectRemote',
  tableName: 'project_remotes',
  properties: {
    organizationId: p.uuid().primary(),
    remote: p.text().primary(),
    projectId: p.uuid(),
    position: p.integer(),
  },
});
export type ProjectRemote = InferEntity<typeof ProjectRemote>;
