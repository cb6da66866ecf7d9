import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { afterId, cutPage, readPage } from '../server/page.ts';
import { Project } from './entity.ts';
import { projectMessages } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

export const getProject: Service['getProject'] = async (_request, { em, principal, project }) => {
  const row = await em.findOneOrFail(Project, { organizationId: principal.organizationId, id: project.id });
  const [message] = await projectMessages(em, [row]);
  return { project: message };
};

/** Lists what the key reaches; two queries, however many projects there are. */
export const listProjects: Service['listProjects'] = async (request, { em, principal }) => {
  const filters = ['projects', request.includeArchived];
  const page = readPage(request, filters);
  const found = await em.find(
    Project,
    {
      organizationId: principal.organizationId,
      ...(request.includeArchived ? {} : { archivedAt: null }),
      $and: [afterId(page), principal.projects === 'all' ? {} : { id: { $in: [...principal.projects] } }],
    },
    { orderBy: { id: 'desc' }, limit: page.size + 1 },
  );
  const { rows, nextPageToken } = cutPage(page, filters, found, (project) => project.id);
  return { projects: await projectMessages(em, rows), nextPageToken };
};
