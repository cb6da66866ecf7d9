import { actorMessage } from '../audit/actor.ts';
import { wireId } from '../db/ids.ts';
import type { Persona as PersonaMessage, PersonaPins } from '../gen/sfs/v1/persona.ts';
import type { Pins } from './digest.ts';
import type { Persona, PersonaVersion } from './entity.ts';

/** What is shown of a version; lists leave the content out. */
type Shown = 'role' | 'specializations' | 'pins' | 'version' | 'digest' | 'createdAt' | 'createdBy';

/** A persona in one version as its message. */
export function personaMessage(
  persona: Persona,
  version: Pick<PersonaVersion, Shown> & { content?: string },
): PersonaMessage {
  return {
    id: wireId('per', persona.id),
    projectId: wireId('proj', persona.projectId),
    name: persona.name,
    role: version.role,
    content: version.content ?? '',
    specializations: version.specializations,
    pins: pinsMessage(JSON.parse(version.pins)),
    active: persona.active,
    version: version.version,
    digest: version.digest,
    createdAt: persona.createdAt,
    updatedAt: version.createdAt,
    updatedBy: actorMessage(version.createdBy),
  };
}

function pinsMessage(pins: Pins): PersonaPins | undefined {
  if (Object.keys(pins).length === 0) return undefined;
  return {
    modelId: pins.model_id ?? '',
    promptVersion: pins.prompt_version ?? '',
    tools: pins.tools ?? [],
    temperature: pins.temperature,
  };
}

/** Pins as they are kept; what is not pinned is left out, so that "no pins" has one form. */
export function readPins(pins: PersonaPins | undefined): Pins {
  if (!pins) return {};
  return {
    ...(pins.modelId ? { model_id: pins.modelId } : {}),
    ...(pins.promptVersion ? { prompt_version: pins.promptVersion } : {}),
    ...(pins.tools.length > 0 ? { tools: pins.tools.map(({ name, version }) => ({ name, version })) } : {}),
    ...(pins.temperature === undefined ? {} : { temperature: pins.temperature }),
  };
}
