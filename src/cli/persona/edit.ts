import {
  GetPersonaRequest,
  type Persona,
  PersonaServiceService,
  UpdatePersonaRequest,
} from '../../gen/client/sfs/v1/persona.ts';
import { CliError, usage } from '../cli_error.ts';
import { command } from '../command.ts';
import { noteProject } from '../note_project.ts';
import { changeOptions, readChanges } from './changes.ts';
import { givenContent } from './content.ts';
import { dropText, editText, keepText } from './editor.ts';
import { personaFields } from './fields.ts';

export default command({
  name: 'edit <name>',
  examples: [
    'sfs persona edit sentinel',
    'sfs persona edit sentinel --file personas/sentinel.md --model-id claude-opus-4-7',
    'sfs persona edit sentinel --activate',
  ],
  formats: ['text', 'json'],
  project: true,
  changes: true,
  options: {
    ...changeOptions,
    'expected-version': {
      type: 'integer',
      about: 'the version that the edit is made of (without: the newest); give it with --request-id',
      min: 1,
    },
  },
  async run(context, args) {
    const project = await context.project();
    const given = givenContent(context.io.cwd, args);
    const { persona } = await context.call(
      PersonaServiceService.getPersona,
      GetPersonaRequest.create({ project, name: args.name }),
    );
    const before = persona!;
    let changes = readChanges(args, given, before);
    const edited =
      changes.updateMask.length === 0 ? await editText(context.io, before.name, before.content) : undefined;
    if (edited) {
      const same = edited.text === before.content;
      if (same || edited.text.trim() === '') {
        dropText(edited.path);
        if (!same) throw usage('the text is empty: nothing was changed');
        context.note('the text is the same: nothing was changed');
        return;
      }
      changes = { ...changes, content: edited.text, updateMask: ['content'] };
    }
    const expectedVersion = args.expectedVersion ?? before.version;
    const request = { ...changes, project, name: args.name, expectedVersion, requestId: context.requestId };
    const { persona: after } = await context
      .call(PersonaServiceService.updatePersona, UpdatePersonaRequest.create(request))
      .catch((error: unknown) => {
        // What a file held is still there; what was typed must not be gone.
        throw notSaved(
          error,
          args.file ?? edited?.path ?? (args.content && keepText(before.name, args.content)),
          before,
        );
      });
    if (edited) dropText(edited.path);
    if (context.format === 'json') await context.json('sfs.v1.Persona', after!);
    else context.panel(personaFields(after!));
    await noteProject(context, after!.projectId);
    if (after!.version === before.version) context.note(`nothing is different: version ${before.version} stays`);
  },
});

/** The same error, which also says where the text is and how to go on. */
function notSaved(error: unknown, kept: string | undefined, { name }: Persona): unknown {
  if (!(error instanceof CliError)) return error;
  const hints = [
    error.hint,
    kept && `your text is in ${kept}`,
    error.facts.reason === 'VERSION_CHANGED' && `what is there now: sfs persona show ${name}`,
  ];
  const hint = hints.filter(Boolean).join('\n  ');
  return new CliError(error.exit, error.message, { ...(hint ? { hint } : {}), facts: error.facts, cause: error });
}
