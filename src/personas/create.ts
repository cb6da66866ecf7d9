import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { CreatePersonaRequest, CreatePersonaResponse } from '../gen/sfs/v1/persona.ts';
import { requireOpen } from '../projects/resolve.ts';
import type { Context } from '../server/context.ts';
import { alreadyExists } from '../server/errors.ts';
import { personaByName } from './by_name.ts';
import { Persona } from './entity.ts';
import { replayPersona } from './load.ts';
import { addVersion } from './version.ts';
import { personaMessage, readPins } from './wire.ts';

/** Makes a persona in its version 1. */
export function createPersona(request: CreatePersonaRequest, context: Context): Promise<CreatePersonaResponse> {
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      requireOpen(context.project);
      const persona = await make(tx, now, request, context);
      const { role, content, specializations } = request;
      const text = { role, content, specializations, pins: readPins(request.pins) };
      const version = addVersion(tx, persona, text, context.actor, now);
      return {
        answer: { persona: personaMessage(persona, version) },
        ref: persona.id,
        event: {
          resource: { type: 'persona', id: wireId('per', persona.id) },
          projectId: persona.projectId,
          inputs: [{ name: 'content', content }],
          outputs: { version: 1, digest: version.digest, active: true },
          payload: { name: persona.name, role },
        },
      };
    },
    replay: (ref, em) => replayPersona(context, em, ref),
  });
}

async function make(tx: EntityManager, now: Date, { name }: CreatePersonaRequest, context: Context): Promise<Persona> {
  const place = { organizationId: context.principal.organizationId, projectId: context.project.id };
  const taken = await personaByName(tx, place, name);
  if (taken) throw alreadyExists('name', takenBy(taken));
  const persona = tx.create(Persona, {
    ...place,
    ...{ id: newId(), name, active: true, version: 1, createdAt: now, updatedAt: now },
  });
  tx.persist(persona);
  // The version refers to this row, which the ORM cannot know: it goes first.
  await tx.flush();
  return persona;
}

const takenBy = ({ name, active }: Persona) =>
  `is taken by ${name} (names match without regard to case)${active ? '' : ', which is not active: update it with active instead'}`;
