import type { GetPersonaRequest, GetPersonaResponse, PersonaServiceService } from '../gen/sfs/v1/persona.ts';
import type { Context } from '../server/context.ts';
import type { Handlers } from '../server/handler.ts';
import { createPersona } from './create.ts';
import { deactivatePersona } from './deactivate.ts';
import { listPersonas, listPersonaVersions } from './list.ts';
import { findPersona, findVersion } from './load.ts';
import { updatePersona } from './update.ts';
import { personaMessage } from './wire.ts';

/** PersonaService. */
export const personaHandlers: Handlers<typeof PersonaServiceService> = {
  createPersona,
  getPersona,
  listPersonas,
  listPersonaVersions,
  updatePersona,
  deactivatePersona,
};

async function getPersona(request: GetPersonaRequest, context: Context): Promise<GetPersonaResponse> {
  const persona = await findPersona(context, context.em, request.name);
  const version = await findVersion(context.em, persona, request.version || undefined);
  return { persona: personaMessage(persona, version) };
}
