import { GetPersonaRequest, PersonaServiceService } from '../../gen/client/sfs/v1/persona.ts';
import { command } from '../command.ts';
import { escapeText } from '../escape.ts';
import { asUsage, writeCheckoutFile } from '../files.ts';
import { personaFields } from './fields.ts';

export default command({
  name: 'show <name>',
  examples: [
    'sfs persona show sentinel',
    'sfs persona show sentinel --version 3 --format json',
    'sfs persona show sentinel --content-file sentinel.md',
  ],
  formats: ['text', 'json'],
  project: true,
  options: {
    version: { type: 'integer', about: 'which version (without: the newest)', min: 1 },
    // A file gets the text exactly as it is, to be edited and given back with --file; a terminal or CI log would obey it.
    'content-file': { type: 'string', about: 'also write the instructions into this file', filled: true },
  },
  async run(context, args) {
    const { persona } = await context.call(
      PersonaServiceService.getPersona,
      GetPersonaRequest.create({ project: await context.project(), name: args.name, version: args.version ?? 0 }),
    );
    const { contentFile } = args;
    if (contentFile !== undefined) {
      asUsage('--content-file', () => writeCheckoutFile(context.io.cwd, contentFile, persona!.content));
    }
    if (context.format === 'json') await context.json('sfs.v1.Persona', persona!);
    else {
      context.panel(personaFields(persona!));
      if (persona!.content !== '') context.print(`\n${escapeText(persona!.content.trimEnd(), 'block')}`);
    }
  },
});
