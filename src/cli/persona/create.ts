import { CreatePersonaRequest, PersonaServiceService } from '../../gen/client/sfs/v1/persona.ts';
import { usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { noteProject } from '../note_project.ts';
import { contentOptions, givenContent } from './content.ts';
import { dropText, editText } from './editor.ts';
import { personaFields } from './fields.ts';
import { pinOptions, readPins } from './pins.ts';

export default command({
  name: 'create <name>',
  examples: [
    "sfs persona create sentinel --role 'security reviewer' --file personas/sentinel.md",
    "sfs persona create style --role 'style reviewer' --content 'Review names and comments.' --tool biome@2.6.8",
  ],
  formats: ['text', 'json'],
  project: true,
  changes: true,
  options: {
    role: { type: 'string', about: 'what it does', required: true, filled: true },
    ...contentOptions,
    spec: { type: 'list', about: 'what it is good at' },
    ...pinOptions,
  },
  async run(context, args) {
    const pins = readPins(args, undefined);
    const given = givenContent(context.io.cwd, args);
    const edited = given === undefined ? await editText(context.io, 'persona', '') : undefined;
    if (edited?.text.trim() === '') {
      dropText(edited.path);
      throw usage('the text is empty: no persona was made');
    }
    const { persona } = await context
      .call(
        PersonaServiceService.createPersona,
        CreatePersonaRequest.create({
          ...{ project: await context.project(), name: args.name, role: args.role },
          ...{ content: given ?? edited?.text ?? '', specializations: args.spec, pins },
          requestId: context.requestId,
        }),
      )
      .catch((error: unknown) => {
        if (edited) context.note(`your text is kept in ${edited.path}`);
        throw error;
      });
    if (edited) dropText(edited.path);
    if (context.format === 'json') await context.json('sfs.v1.Persona', persona!);
    else context.panel(personaFields(persona!));
    await noteProject(context, persona!.projectId);
  },
});
