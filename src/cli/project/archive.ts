import { ArchiveProjectRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { projectFields, refuseEmpty } from './settings.ts';

export default command({
  name: 'archive <project>',
  examples: ['sfs project archive web-shop'],
  formats: ['text', 'json'],
  changes: true,
  async run(context, args) {
    refuseEmpty(args.project);
    const request = ArchiveProjectRequest.create({ project: await context.project(), requestId: context.requestId });
    const { project } = await context.call(ProjectServiceService.archiveProject, request);
    if (context.format === 'json') await context.json('sfs.v1.Project', project!);
    else context.panel(projectFields(project!));
    context.note(`${project!.slug} takes no new runs, tickets or personas; what is there stays readable`);
  },
});
