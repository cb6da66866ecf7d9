import { ListProjectsRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';

export default command({
  name: 'list',
  examples: ['sfs project list', 'sfs project list --archived --format json'],
  formats: listFormats,
  options: { archived: { type: 'boolean', about: 'archived projects too' }, ...listOptions },
  run: (context, args) =>
    printList(context, args, {
      method: ProjectServiceService.listProjects,
      request: (paging) => ListProjectsRequest.create({ ...paging, includeArchived: args.archived }),
      ...{ field: 'projects', response: 'sfs.v1.ListProjectsResponse', item: 'sfs.v1.Project' },
      headings: ['slug', 'name', 'id', 'state', 'git remotes'],
      row: (project) => [
        ...[project.slug, project.name, project.id],
        project.archivedAt ? { text: 'archived', style: 'dim' } : 'in use',
        project.gitRemotes.join(', '),
      ],
    }),
});
