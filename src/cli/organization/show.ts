import { GetOrganizationRequest, ProjectServiceService } from '../../gen/client/sfs/v1/project.ts';
import { command } from '../command.ts';

export default command({
  name: 'show',
  examples: ['sfs organization show', 'sfs organization show --format json'],
  formats: ['text', 'json'],
  async run(context) {
    const { organization } = await context.call(ProjectServiceService.getOrganization, GetOrganizationRequest.create());
    if (context.format === 'json') await context.json('sfs.v1.Organization', organization!);
    else {
      const { id, name, createdAt, updatedAt } = organization!;
      context.panel([
        ['id', id],
        ['name', name],
        ['made', createdAt],
        ['changed', updatedAt],
      ]);
    }
  },
});
