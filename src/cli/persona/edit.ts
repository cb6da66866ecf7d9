import { GetPersonaRequest, PersonaServiceService, UpdatePersonaRequest } from '../../gen/client/sfs/v1/persona.ts';
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
        throw notSaved(error, before.name, { ...args, edited: edited?.path });
      });
    if (edited) dropText(edited.path);
    if (context.format === 'json') await context.json('sfs.v1.Persona', after!);
    else context.panel(personaFields(after!));
    await noteProject(context, after!.projectId);
    if (after!.version === before.version) context.note(`nothing is different: version ${before.version} stays`);
  },
});

/**
 * The same error, which also says where the text is. Where somebody else was faster, `--content` is kept as well: it is to be
 * merged by hand.
 */
function notSaved(
  error: unknown,
  name: string,
  text: { edited: string | undefined; file: string | undefined; content: string | undefined },
): unknown {
  if (!(error instanceof CliError)) return error;
  const changed = error.facts.reason === 'VERSION_CHANGED';
  const path = text.edited ?? (changed ? (text.file ?? (text.content && keepText(name, text.content))) : undefined);
  const hints = [
    error.hint,
    path && `your text is in ${path}`,
    changed && `what is there now: sfs persona show ${name}`,
  ];
  const hint = hints.filter(Boolean).join('\n  ');
  return new CliError(error.exit, error.message, { ...(hint ? { hint } : {}), facts: error.facts, cause: error });
}
