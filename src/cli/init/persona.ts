import {
  CreatePersonaRequest,
  GetPersonaRequest,
  type Persona,
  PersonaServiceService,
} from '../../gen/client/sfs/v1/persona.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';
import { sentinel } from './sentinel.ts';
import type { Step } from './step.ts';

/** The starter persona. One that is there is left as it is, whatever it says. */
export async function starterPersona(context: Context, project: string): Promise<Step<Persona>> {
  const { getPersona, createPersona } = PersonaServiceService;
  try {
    const { persona } = await context.call(getPersona, GetPersonaRequest.create({ project, name: sentinel.name }));
    if (!persona!.active) {
      context.note(`persona ${sentinel.name} is inactive; in use again: sfs persona edit ${sentinel.name} --activate`);
    }
    return { made: false, value: persona! };
  } catch (error) {
    if (!(error instanceof CliError) || error.exit !== exit.notFound) throw error;
  }
  const { name, role, content, specializations } = sentinel;
  const { persona } = await context.call(
    createPersona,
    CreatePersonaRequest.create({
      ...{ project, name, role, content, specializations: [...specializations] },
      requestId: context.requestId,
    }),
  );
  return { made: true, value: persona! };
}
