import { wireId } from '../db/ids.ts';
import type { ProjectServiceService, UpdateProjectRequest } from '../gen/sfs/v1/project.ts';
import { invalidFields } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { callerNow } from './caller.ts';
import { Project } from './entity.ts';
import { projectRow } from './ids.ts';
import { lockOrganization } from './lock.ts';
import { emptyText, readMask } from './mask.ts';
import { loadRemotes, readRemotes, replaceRemotes } from './remotes.ts';
import { floorWords, projectMessages } from './wire.ts';

type Service = Handlers<ProjectServiceService>;
type Settings = Partial<Pick<Project, 'name' | 'slug' | 'failOnFloor' | 'requireCommit'>>;

/** Changes what the mask names; an archived project too, so that its remotes and slug can be freed. */
export const updateProject: Service['updateProject'] = (request, context) => {
  const id = wireId('proj', context.project.id);
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const { wanted, remotes } = readChange(request);
      await lockOrganization(tx, context.principal.organizationId);
      await callerNow(tx, context);
      const project = await context.row(Project, projectRow, id, { em: tx, lock: true });
      const before = await loadRemotes(tx, project.organizationId, project.id);
      const [was] = await projectMessages(tx, [project]);
      const moved = remotes !== undefined && remotes.join('\n') !== before.join('\n');
      const changes = differing(project, wanted);
      const fields = [...Object.keys(changes), ...(moved ? ['gitRemotes'] : [])];
      if (fields.length > 0) tx.assign(project, { ...changes, updatedAt: now });
      await tx.flush();
      if (moved) await replaceRemotes(tx, project, remotes);
      if (fields.length > 0) await context.changed(tx, { project: project.id });
      const [message] = await projectMessages(tx, [project]);
      return {
        answer: { project: message },
        ref: id,
        event:
          fields.length === 0
            ? 'unchanged'
            : { ...updated(project, fields, remotes ?? before), state: { before: was, after: message } },
      };
    },
    replay: async (ref, em) => {
      const [project] = await projectMessages(em, [await context.row(Project, projectRow, ref, { em })]);
      return { project };
    },
  });
};

function readChange(request: UpdateProjectRequest): { wanted: Settings; remotes: string[] | undefined } {
  const mask = readMask(request.updateMask);
  const violations = [...emptyText(mask, 'name', request.name), ...emptyText(mask, 'slug', request.slug)];
  if (violations.length > 0) throw invalidFields(violations);
  const named = (path: string) => mask.has('settings') || mask.has(path);
  return {
    wanted: {
      ...(mask.has('name') ? { name: request.name } : {}),
      ...(mask.has('slug') ? { slug: request.slug } : {}),
      ...(named('settings.fail_on_floor')
        ? { failOnFloor: floorWords.word(request.settings?.failOnFloor) ?? null }
        : {}),
      ...(named('settings.require_commit') ? { requireCommit: request.settings?.requireCommit ?? false } : {}),
    },
    remotes: mask.has('git_remotes') ? readRemotes(request.gitRemotes) : undefined,
  };
}

/** What is wanted and not so yet. */
function differing(project: Project, wanted: Settings): Settings {
  const entries = Object.entries(wanted) as [keyof Settings, unknown][];
  return Object.fromEntries(entries.filter(([field, value]) => (project[field] ?? null) !== value));
}

const names: Record<string, string> = {
  failOnFloor: 'settings.fail_on_floor',
  requireCommit: 'settings.require_commit',
  gitRemotes: 'git_remotes',
};

const updated = (project: Project, fields: string[], remotes: string[]) => ({
  resource: { type: 'project', id: wireId('proj', project.id) },
  projectId: project.id,
  outputs: {
    changed: fields.map((field) => names[field] ?? field).join(','),
    fail_on_floor: project.failOnFloor ?? null,
    require_commit: project.requireCommit,
  },
  payload: { name: project.name, slug: project.slug, git_remotes: remotes },
});
