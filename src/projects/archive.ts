import { wireId } from '../db/ids.ts';
import type { ProjectServiceService } from '../gen/sfs/v1/project.ts';
import type { Handlers } from '../server/handler.ts';
import { callerNow } from './caller.ts';
import { Project } from './entity.ts';
import { projectRow } from './ids.ts';
import { projectMessages } from './wire.ts';

type Service = Handlers<ProjectServiceService>;

/** Closes a project to what is new; doing so again changes nothing. */
export const archiveProject: Service['archiveProject'] = (request, context) => {
  const id = wireId('proj', context.project.id);
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      await callerNow(tx, context);
      const project = await context.row(Project, projectRow, id, { em: tx, lock: true });
      const changed = !project.archivedAt;
      if (changed) {
        tx.assign(project, { archivedAt: now, updatedAt: now });
        await context.changed(tx, { project: project.id });
      }
      const [message] = await projectMessages(tx, [project]);
      return {
        answer: { project: message },
        ref: id,
        event: changed
          ? {
              resource: { type: 'project', id },
              projectId: project.id,
              outputs: { archived_at: now.toISOString() },
              payload: { name: project.name, slug: project.slug },
            }
          : 'unchanged',
      };
    },
    replay: async (ref, em) => {
      const [project] = await projectMessages(em, [await context.row(Project, projectRow, ref, { em })]);
      return { project };
    },
  });
};
