import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../db/ids.ts';
import type { Persona as PersonaMessage } from '../gen/sfs/v1/persona.ts';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';
import { personaByName } from './by_name.ts';
import { Persona, PersonaVersion } from './entity.ts';
import { personaMessage } from './wire.ts';

/** The persona of the call's project with this name, in any case. */
export async function findPersona(context: Context, em: EntityManager, name: string, lock = false): Promise<Persona> {
  const place = { organizationId: context.principal.organizationId, projectId: context.project.id };
  const persona = await personaByName(em, place, name, { lock });
  if (!persona) throw notFound('name', 'the project has no persona of this name');
  return persona;
}

/** One version of a persona; the newest unless `version` says which. */
export async function findVersion(
  em: EntityManager,
  persona: Persona,
  version = persona.version,
): Promise<PersonaVersion> {
  const { organizationId, id: personaId } = persona;
  const found = await em.findOne(PersonaVersion, { organizationId, personaId, version });
  if (!found) throw notFound('version', 'the persona has no such version');
  return found;
}

/** The newest version's message: what a replay answers, for the resource as it is now. */
export async function replayPersona(
  context: Context,
  em: EntityManager,
  id: string,
): Promise<{ persona: PersonaMessage }> {
  const persona = await context.row(Persona, { prefix: 'per', field: 'name' }, wireId('per', id), { em });
  return { persona: personaMessage(persona, await findVersion(em, persona)) };
}
