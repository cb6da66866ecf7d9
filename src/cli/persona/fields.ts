import type { Persona, PersonaTool } from '../../gen/client/sfs/v1/persona.ts';
import { actorText } from '../actor.ts';
import type { Cell } from '../table.ts';

/** A persona without its instructions, for people. */
export function personaFields(persona: Persona): (readonly [string, Cell])[] {
  const { pins } = persona;
  return [
    ['id', persona.id],
    ['name', persona.name],
    ['role', persona.role],
    ['version', persona.version],
    ['digest', persona.digest],
    ['state', persona.active ? 'active' : { text: 'inactive', style: 'red' }],
    ['good at', persona.specializations.join(', ')],
    ['model', pins?.modelId],
    ['prompt', pins?.promptVersion],
    ['tools', pins?.tools.map(toolText).join(', ')],
    ['temperature', pins?.temperature],
    ['made', persona.createdAt],
    ['changed', persona.updatedAt],
    ['changed by', actorText(persona.updatedBy)],
  ];
}

/** `semgrep@1.90.0`, as `--tool` takes it. */
function toolText({ name, version }: PersonaTool): string {
  return version === '' ? name : `${name}@${version}`;
}
