import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';
import { actor, stamp, tenantKey } from '../db/base.ts';
import { TextArray } from '../db/text_array.ts';

/** Who an agent is; what it says is in its versions. */
export const Persona = defineEntity({
  name: 'Persona',
  tableName: 'personas',
  properties: {
    ...tenantKey,
    projectId: p.uuid(),
    name: p.text(),
    active: p.boolean().default(true),
    /** The newest version. */
    version: p.integer().default(1),
    createdAt: stamp(),
    updatedAt: stamp(),
  },
});
export type Persona = InferEntity<typeof Persona>;

/** One immutable version of a persona. */
export const PersonaVersion = defineEntity({
  name: 'PersonaVersion',
  tableName: 'persona_versions',
  properties: {
    organizationId: p.uuid().primary(),
    personaId: p.uuid().primary(),
    version: p.integer().primary(),
    role: p.text(),
    content: p.text(),
    specializations: p.type(TextArray).default([]),
    /** JSON text of the pins. */
    pins: p.text().default('{}'),
    /** sha256 in hex of role, content, specializations and pins. */
    digest: p.text(),
    createdAt: stamp(),
    createdBy: actor(),
  },
});
export type PersonaVersion = InferEntity<typeof PersonaVersion>;
