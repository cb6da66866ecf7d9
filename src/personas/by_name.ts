import { type EntityManager, LockMode, raw } from '@mikro-orm/postgresql';
import { Persona } from './entity.ts';

/** Finds a persona of a project by its name, in any case: the one way in which names are matched. */
export function personaByName(
  em: EntityManager,
  place: { organizationId: string; projectId: string },
  name: string,
  { lock = false } = {},
): Promise<Persona | null> {
  const { organizationId, projectId } = place;
  return em.findOne(
    Persona,
    { organizationId, projectId, [raw('lower(name)')]: raw('lower(?)', [name]) },
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {},
  );
}
