import { ListPersonasRequest, PersonaServiceService } from '../../gen/client/sfs/v1/persona.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';

export default command({
  name: 'list',
  examples: ['sfs persona list', 'sfs persona list --inactive --format json'],
  formats: listFormats,
  project: true,
  options: { inactive: { type: 'boolean', about: 'inactive ones too' }, ...listOptions },
  async run(context, args) {
    const project = await context.project();
    await printList(context, args, {
      method: PersonaServiceService.listPersonas,
      request: (paging) => ListPersonasRequest.create({ ...paging, project, includeInactive: args.inactive }),
      ...{ field: 'personas', response: 'sfs.v1.ListPersonasResponse', item: 'sfs.v1.Persona' },
      headings: ['name', 'role', 'version', 'state', 'changed'],
      row: (persona) => [
        ...[persona.name, persona.role, persona.version],
        persona.active ? 'active' : { text: 'inactive', style: 'dim' },
        persona.updatedAt,
      ],
    });
  },
});
