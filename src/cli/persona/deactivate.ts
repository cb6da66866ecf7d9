import { DeactivatePersonaRequest, PersonaServiceService } from '../../gen/client/sfs/v1/persona.ts';
import { command } from '../command.ts';
import { noteProject } from '../note_project.ts';
import { personaFields } from './fields.ts';

export default command({
  name: 'deactivate <name>',
  examples: ['sfs persona deactivate sentinel', 'sfs persona deactivate sentinel --force'],
  formats: ['text', 'json'],
  project: true,
  changes: true,
  options: { force: { type: 'boolean', about: 'also while open tickets or runs use it' } },
  async run(context, args) {
    const { persona } = await context.call(
      PersonaServiceService.deactivatePersona,
      DeactivatePersonaRequest.create({
        ...{ project: await context.project(), name: args.name, force: args.force },
        requestId: context.requestId,
      }),
    );
    if (context.format === 'json') await context.json('sfs.v1.Persona', persona!);
    else context.panel(personaFields(persona!));
    await noteProject(context, persona!.projectId);
    context.note(`new runs cannot use ${persona!.name}; again in use: sfs persona edit ${persona!.name} --activate`);
  },
});
