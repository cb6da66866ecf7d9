import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventDetails } from '../audit/row.ts';
import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { callerNow } from './caller.ts';
import { Project } from './entity.ts';
import { projectRow } from './ids.ts';
import { lockOrganization } from './lock.ts';
import { readRemotes, replaceRemotes } from './remotes.ts';
import { freeSlug } from './slug.ts';
import { floorWords, projectMessages } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

/** What is said of a new project; an empty slug is made from the name. */
export interface NewProject {
  organizationId: string;
  name: string;
  slug: string;
  remotes: string[];
  failOnFloor: Project['failOnFloor'];
  requireCommit: boolean;
  now: Date;
}

/** Makes a project inside `tx`, which holds the organization's lock. */
export async function insertProject(tx: EntityManager, it: NewProject): Promise<Project> {
  const { organizationId, name, failOnFloor, requireCommit, now } = it;
  const slug = it.slug || (await freeSlug(tx, organizationId, name));
  const project = tx.create(Project, {
    ...{ organizationId, id: newId(), name, slug, failOnFloor, requireCommit, createdAt: now, updatedAt: now },
  });
  await tx.persist(project).flush();
  await replaceRemotes(tx, project, it.remotes);
  return project;
}

export const createProject: Service['createProject'] = (request, context) =>
  context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const { organizationId } = context.principal;
      const remotes = readRemotes(request.gitRemotes);
      await lockOrganization(tx, organizationId);
      await callerNow(tx, context);
      const project = await insertProject(tx, {
        ...{ organizationId, now, remotes, name: request.name, slug: request.slug },
        failOnFloor: floorWords.word(request.settings?.failOnFloor) ?? null,
        requireCommit: request.settings?.requireCommit ?? false,
      });
      const [message] = await projectMessages(tx, [project]);
      await context.changed(tx, { project: project.id });
      return { answer: { project: message }, ref: wireId('proj', project.id), event: created(project, remotes) };
    },
    replay: async (ref, em) => {
      const [project] = await projectMessages(em, [await context.row(Project, projectRow, ref, { em })]);
      return { project };
    },
  });

/** The event of a new project. */
export const created = (project: Project, remotes: string[]): EventDetails => ({
  resource: { type: 'project', id: wireId('proj', project.id) },
  projectId: project.id,
  outputs: { fail_on_floor: project.failOnFloor ?? null, require_commit: project.requireCommit },
  payload: { name: project.name, slug: project.slug, git_remotes: remotes },
});
