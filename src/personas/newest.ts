import type { Context } from '../server/context.ts';
import { personaByName } from './by_name.ts';
import { type Persona, PersonaVersion } from './entity.ts';

/** A persona with its newest version's text. */
export type NewestPersona = Pick<Persona, 'id' | 'name' | 'active' | 'version'> &
  Pick<PersonaVersion, 'role' | 'content' | 'digest'>;

/** The persona of the call's project with this name, in any case; null where there is none. It may be a second old: see Facts. */
export function newestPersona({ facts, principal, project }: Context, name: string): Promise<NewestPersona | null> {
  const { organizationId } = principal;
  const place = { organizationId, projectId: project.id };
  return facts.get(
    `persona ${organizationId} ${project.id} ${name}`,
    async (em) => {
      const persona = await personaByName(em, place, name);
      if (!persona) return null;
      const { id, active, version } = persona;
      const newest = { organizationId, personaId: id, version };
      const { role, content, digest } = await em.findOneOrFail(PersonaVersion, newest);
      return { id, name: persona.name, active, version, role, content, digest };
    },
    ({ content }) => 1_000 + 2 * content.length,
  );
}
