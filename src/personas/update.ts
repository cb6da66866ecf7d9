import { wireId } from '../db/ids.ts';
import type { UpdatePersonaRequest, UpdatePersonaResponse } from '../gen/sfs/v1/persona.ts';
import type { Context } from '../server/context.ts';
import { aborted, invalidField } from '../server/errors.ts';
import { digestOf, type PersonaText } from './digest.ts';
import type { Persona, PersonaVersion } from './entity.ts';
import { findPersona, findVersion, replayPersona } from './load.ts';
import { addVersion } from './version.ts';
import { personaMessage, readPins } from './wire.ts';

/** Makes a new version of what the mask names. Where the text stays the same there is none. */
export function updatePersona(request: UpdatePersonaRequest, context: Context): Promise<UpdatePersonaResponse> {
  const fields = readMask(request);
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const persona = await findPersona(context, tx, request.name, true);
      requireVersion(persona, request.expectedVersion);
      const before = await findVersion(tx, persona);
      const text = textOf(before, request, fields);
      const edited = digestOf(text) !== before.digest;
      const revived = fields.has('active') && !persona.active;
      if (edited) persona.version += 1;
      if (revived) persona.active = true;
      if (edited || revived) persona.updatedAt = now;
      const after = edited ? addVersion(tx, persona, text, context.actor, now) : before;
      if (edited || revived) await context.changed(tx, { persona: persona.id });
      return {
        answer: { persona: personaMessage(persona, after) },
        ref: persona.id,
        event: edited || revived ? eventOf(persona, before, after, [...fields]) : 'unchanged',
      };
    },
    replay: (ref, em) => replayPersona(context, em, ref),
  });
}

function readMask(request: UpdatePersonaRequest): Set<string> {
  const fields = new Set(request.updateMask);
  if (fields.size === 0) throw invalidField('update_mask', 'names no field; name those that are to change');
  if (fields.has('role') && request.role === '') throw invalidField('role', 'is empty; a persona has a role');
  if (fields.has('active') && !request.active)
    throw invalidField('active', 'can only be set to true here; DeactivatePersona is the other way');
  return fields;
}

function requireVersion({ version, name }: Persona, expected: number): void {
  if (version === expected) return;
  const message = `expected_version: ${name} has version ${version} by now; read it, and edit that`;
  throw aborted('VERSION_CHANGED', message, { version: String(version) });
}

function textOf(before: PersonaVersion, request: UpdatePersonaRequest, fields: ReadonlySet<string>): PersonaText {
  return {
    role: fields.has('role') ? request.role : before.role,
    content: fields.has('content') ? request.content : before.content,
    specializations: fields.has('specializations') ? request.specializations : before.specializations,
    pins: fields.has('pins') ? readPins(request.pins) : JSON.parse(before.pins),
  };
}

function eventOf(persona: Persona, before: PersonaVersion, after: PersonaVersion, fields: string[]) {
  return {
    resource: { type: 'persona', id: wireId('per', persona.id) },
    projectId: persona.projectId,
    inputs: fields.includes('content') ? [{ name: 'content', content: after.content }] : [],
    outputs: {
      version: after.version,
      digest: after.digest,
      previous_version: before.version,
      previous_digest: before.digest,
      active: persona.active,
    },
    artifacts: [{ name: 'content', before: before.digest, after: after.digest }],
    payload: { name: persona.name, role: after.role, changed_fields: fields },
  };
}
