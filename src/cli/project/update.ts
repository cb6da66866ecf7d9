import { ProjectServiceService, ProjectSettings, UpdateProjectRequest } from '../../gen/client/sfs/v1/project.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { floorNumber, floorOption, projectFields, refuseEmpty, remotesOf } from './settings.ts';

export default command({
  name: 'update <project>',
  examples: [
    'sfs project update web-shop --fail-on-floor high',
    'sfs project update web-shop --git-remote github.com/acme/web-shop --git-remote gitlab.com/acme/web-shop',
  ],
  formats: ['text', 'json'],
  changes: true,
  options: {
    name: { type: 'string', about: 'what people call it', filled: true },
    slug: { type: 'string', about: 'its short name', filled: true },
    'git-remote': { type: 'list', about: 'a git remote; those given replace all that it has' },
    'no-git-remotes': { type: 'boolean', about: 'it has no git remote' },
    ...floorOption,
    'require-commit': { type: 'boolean', about: 'a run must name its commit' },
    'no-require-commit': { type: 'boolean', about: 'a run need not name its commit' },
  },
  async run(context, args) {
    refuseEmpty(args.project);
    if (args.requireCommit && args.noRequireCommit)
      throw usage('--require-commit and --no-require-commit exclude each other');
    const gitRemotes = remotesOf(args.gitRemote);
    if (gitRemotes.length > 0 && args.noGitRemotes) throw usage('--git-remote and --no-git-remotes exclude each other');
    const updateMask = [
      ...(args.name === undefined ? [] : ['name']),
      ...(args.slug === undefined ? [] : ['slug']),
      ...(gitRemotes.length > 0 || args.noGitRemotes ? ['git_remotes'] : []),
      ...(args.failOnFloor === undefined ? [] : ['settings.fail_on_floor']),
      ...(args.requireCommit || args.noRequireCommit ? ['settings.require_commit'] : []),
    ];
    if (updateMask.length === 0) throw usage('nothing to change is given', 'what can be: sfs project update --help');
    const settings = ProjectSettings.create({
      failOnFloor: floorNumber(args.failOnFloor),
      requireCommit: args.requireCommit,
    });
    const { project } = await context.call(
      ProjectServiceService.updateProject,
      UpdateProjectRequest.create({
        ...{ project: await context.project(), name: args.name ?? '', slug: args.slug ?? '' },
        ...{ gitRemotes, settings, updateMask, requestId: context.requestId },
      }),
    );
    if (context.format === 'json') await context.json('sfs.v1.Project', project!);
    else context.panel(projectFields(project!));
  },
});
