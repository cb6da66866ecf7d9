import { GetProjectRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { projectFields, refuseEmpty } from './settings.ts';

export default command({
  // The positional is the setting `project`, as --project is elsewhere; without it the checkout's origin counts.
  name: 'show [project]',
  examples: ['sfs project show', 'sfs project show web-shop --format json'],
  formats: ['text', 'json'],
  async run(context, args) {
    refuseEmpty(args.project);
    const request = GetProjectRequest.create({ project: await context.project() });
    const { project } = await context.call(ProjectServiceService.getProject, request);
    if (context.format === 'json') await context.json('sfs.v1.Project', project!);
    else context.panel(projectFields(project!));
  },
});
