import type {
  ListPersonasRequest,
  ListPersonasResponse,
  ListPersonaVersionsRequest,
  ListPersonaVersionsResponse,
  Persona as PersonaMessage,
} from '../gen/sfs/v1/persona.ts';
import type { Context } from '../server/context.ts';
import { afterId, cutPage, foreignToken, readPage } from '../server/page.ts';
import { Persona, PersonaVersion } from './entity.ts';
import { findPersona } from './load.ts';
import { personaMessage } from './wire.ts';

/** Lists a project's personas in their newest versions, newest persona first. */
export async function listPersonas(request: ListPersonasRequest, context: Context): Promise<ListPersonasResponse> {
  const { organizationId } = context.principal;
  const projectId = context.project.id;
  const filters = { personas: projectId, includeInactive: request.includeInactive };
  const page = readPage(request, filters);
  const active = request.includeInactive ? {} : { active: true };
  const where = { organizationId, projectId, ...active, ...afterId(page) };
  const found = await context.em.find(Persona, where, { orderBy: { id: 'desc' }, limit: page.size + 1 });
  if (found.length === 0) return { personas: [], nextPageToken: '' };
  const versions = await context.em.find(
    PersonaVersion,
    { organizationId, $or: found.map(({ id, version }) => ({ personaId: id, version })) },
    { exclude: ['content'] },
  );
  const byPersona = new Map(versions.map((version) => [version.personaId, version]));
  const messageOf = (persona: Persona) => personaMessage(persona, byPersona.get(persona.id)!);
  const bytes = (persona: Persona) => sizeOf(messageOf(persona));
  const { rows, nextPageToken } = cutPage(page, filters, found, (persona) => persona.id, bytes);
  return { personas: rows.map(messageOf), nextPageToken };
}

/** Lists a persona's versions, newest first. */
export async function listPersonaVersions(
  request: ListPersonaVersionsRequest,
  context: Context,
): Promise<ListPersonaVersionsResponse> {
  const persona = await findPersona(context, context.em, request.name);
  const { organizationId, id: personaId } = persona;
  const filters = { versions: personaId };
  const page = readPage(request, filters);
  if (page.after !== undefined && !/^\d{1,9}$/.test(page.after)) throw foreignToken();
  const after = page.after ? { version: { $lt: Number(page.after) } } : {};
  const found = await context.em.find(
    PersonaVersion,
    { organizationId, personaId, ...after },
    { orderBy: { version: 'desc' }, limit: page.size + 1, exclude: ['content'] },
  );
  const messages = found.map((version) => personaMessage(persona, version));
  const { rows, nextPageToken } = cutPage(page, filters, messages, (message) => String(message.version), sizeOf);
  return { versions: rows, nextPageToken };
}

// What may be long in a persona without its content.
const sizeOf = ({ role, specializations, pins }: PersonaMessage): number =>
  Buffer.byteLength(JSON.stringify([role, specializations, pins]));
