import { ListPersonaVersionsRequest, PersonaServiceService } from '../../gen/client/sfs/v1/persona.ts';
import { actorText } from '../actor.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';

export default command({
  name: 'versions <name>',
  examples: ['sfs persona versions sentinel', 'sfs persona versions sentinel --all --format jsonl'],
  formats: listFormats,
  project: true,
  options: listOptions,
  async run(context, args) {
    const project = await context.project();
    await printList(context, args, {
      method: PersonaServiceService.listPersonaVersions,
      request: (paging) => ListPersonaVersionsRequest.create({ ...paging, project, name: args.name }),
      ...{ field: 'versions', response: 'sfs.v1.ListPersonaVersionsResponse', item: 'sfs.v1.Persona' },
      headings: ['version', 'role', 'changed', 'by', 'digest'],
      row: (persona) => [
        ...[persona.version, persona.role, persona.updatedAt, actorText(persona.updatedBy), persona.digest],
      ],
    });
  },
});
