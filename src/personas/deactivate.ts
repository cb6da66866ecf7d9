import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../db/ids.ts';
import type { DeactivatePersonaRequest, DeactivatePersonaResponse } from '../gen/sfs/v1/persona.ts';
import type { Context } from '../server/context.ts';
import { precondition } from '../server/errors.ts';
import type { Persona } from './entity.ts';
import { findPersona, findVersion, replayPersona } from './load.ts';
import { personaMessage } from './wire.ts';

/** Takes a persona out of use; its versions stay, and so does its name. */
export function deactivatePersona(
  request: DeactivatePersonaRequest,
  context: Context,
): Promise<DeactivatePersonaResponse> {
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const persona = await findPersona(context, tx, request.name, true);
      const answer = async () => ({ persona: personaMessage(persona, await findVersion(tx, persona)) });
      if (!persona.active) return { answer: await answer(), ref: persona.id, event: 'unchanged' };
      const { tickets, runs } = await usesOf(tx, persona);
      if (!request.force && tickets + runs > 0) throw inUse(persona, tickets, runs);
      persona.active = false;
      persona.updatedAt = now;
      await context.changed(tx, { persona: persona.id });
      return {
        answer: await answer(),
        ref: persona.id,
        event: {
          resource: { type: 'persona', id: wireId('per', persona.id) },
          projectId: persona.projectId,
          outputs: { active: false, version: persona.version, forced: request.force, tickets, runs },
          payload: { name: persona.name },
        },
      };
    },
    replay: (ref, em) => replayPersona(context, em, ref),
  });
}

// Tickets name their persona as text; the second condition makes the index on assignees usable.
const uses = `
  select
    (select count(*)::int from tickets
     where organization_id = ? and project_id = ? and lower(assigned_to) = lower(?) and assigned_to <> ''
       and status not in ('done', 'closed', 'cancelled')) as tickets,
    (select count(*)::int from agent_runs
     where organization_id = ? and persona_id = ? and status in ('queued', 'running')) as runs`;

async function usesOf(tx: EntityManager, persona: Persona): Promise<{ tickets: number; runs: number }> {
  const { organizationId, projectId, id, name } = persona;
  const values = [organizationId, projectId, name, organizationId, id];
  const [row] = (await tx.execute(uses, values)) as [{ tickets: number; runs: number }];
  return row;
}

function inUse({ name }: Persona, tickets: number, runs: number) {
  return precondition(
    'IN_USE',
    `${name} is used by ${tickets} open tickets and ${runs} open runs; end or reassign them, or give force`,
    { tickets: String(tickets), runs: String(runs) },
  );
}
