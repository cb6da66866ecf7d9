import { CreateProjectRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';
import { floorOption, projectFields, remotesOf, settingsOf } from './settings.ts';

export default command({
  name: 'create <name>',
  examples: [
    "sfs project create 'Web shop' --slug web-shop --git-remote github.com/acme/web-shop",
    'sfs project create payments --fail-on-floor high --require-commit',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    slug: { type: 'string', about: 'its short name (without: made from the name)' },
    'git-remote': { type: 'list', about: 'a git remote that means this project' },
    ...floorOption,
    'require-commit': { type: 'boolean', about: 'a run must name its commit' },
  },
  async run(context, args) {
    const { project } = await context.call(
      ProjectServiceService.createProject,
      CreateProjectRequest.create({
        ...{
          name: args.name,
          slug: args.slug ?? '',
          gitRemotes: remotesOf(args.gitRemote),
          settings: settingsOf(args),
        },
        requestId: context.requestId,
      }),
    );
    if (context.format === 'json') await context.json('sfs.v1.Project', project!);
    else context.panel(projectFields(project!));
  },
});
