import type { EntityManager } from '@mikro-orm/postgresql';
import { compileContext } from '../agent_runs/context.ts';
import type { CompiledContext } from '../gen/sfs/v1/agent_run.ts';
import { personaByName } from '../personas/by_name.ts';
import { PersonaVersion } from '../personas/entity.ts';
import { ticketContextInputs } from './context_inputs.ts';
import type { Ticket } from './entity.ts';

/** What whoever starts the ticket is given to read; with the persona where it is assigned to one that is in use. */
export async function workerContext(em: EntityManager, ticket: Ticket, tool: string): Promise<CompiledContext> {
  const persona = await assignedPersona(em, ticket);
  return compileContext({ persona, ...(await ticketContextInputs(em, ticket)), tool: tool || 'generic' });
}

async function assignedPersona(em: EntityManager, ticket: Ticket) {
  const found = ticket.assignedTo ? await personaByName(em, ticket, ticket.assignedTo) : null;
  if (!found?.active) return undefined;
  const { organizationId, id: personaId, version } = found;
  const { role, content } = await em.findOneOrFail(PersonaVersion, { organizationId, personaId, version });
  return { name: found.name, role, content };
}
