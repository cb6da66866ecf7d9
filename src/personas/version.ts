import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActorRecord } from '../db/base.ts';
import { canonicalJson, digestOf, type PersonaText } from './digest.ts';
import { type Persona, PersonaVersion } from './entity.ts';

/** Adds the version that the persona's row names as its newest. Versions are never changed. */
export function addVersion(
  tx: EntityManager,
  persona: Persona,
  text: PersonaText,
  createdBy: ActorRecord,
  createdAt: Date,
): PersonaVersion {
  const { role, content, specializations, pins } = text;
  const version = tx.create(PersonaVersion, {
    ...{ organizationId: persona.organizationId, personaId: persona.id, version: persona.version },
    ...{ role, content, specializations: [...specializations], pins: canonicalJson(pins), digest: digestOf(text) },
    ...{ createdBy, createdAt },
  });
  tx.persist(version);
  return version;
}
