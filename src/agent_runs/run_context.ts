import type { EntityManager } from '@mikro-orm/postgresql';
import type { CompiledContext } from '../gen/sfs/v1/agent_run.ts';
import { PersonaVersion } from '../personas/entity.ts';
import { ticketContextInputs } from '../tickets/context_inputs.ts';
import { Ticket } from '../tickets/entity.ts';
import { compileContext } from './context.ts';
import { type AgentRun, AgentRunContext } from './entity.ts';

/** What a context is compiled from. */
export type ContextSubject = Pick<
  AgentRun,
  'organizationId' | 'id' | 'projectId' | 'personaId' | 'personaName' | 'personaVersion' | 'ticketId' | 'tool'
>;

/** Compiles the context of a run from the pinned persona and the ticket as it is now, and stores it with the transaction. */
export async function compileForRun(tx: EntityManager, run: ContextSubject): Promise<CompiledContext> {
  const { organizationId, id: runId, personaId, personaVersion: version, projectId } = run;
  const { role, content } = await tx.findOneOrFail(PersonaVersion, { organizationId, personaId, version });
  const ticket = run.ticketId ? await tx.findOneOrFail(Ticket, { organizationId, id: run.ticketId, projectId }) : null;
  const compiled = compileContext({
    persona: { name: run.personaName, role, content },
    ...(ticket ? await ticketContextInputs(tx, ticket) : {}),
    tool: run.tool,
  });
  const { markdown, truncated } = compiled;
  tx.persist(tx.create(AgentRunContext, { organizationId, runId, markdown, truncated }));
  return compiled;
}

/** The context that was handed out when the run started; undefined before. */
export async function storedContext(em: EntityManager, run: AgentRun): Promise<CompiledContext | undefined> {
  const { organizationId, id: runId } = run;
  const stored = await em.findOne(AgentRunContext, { organizationId, runId });
  return stored ? { markdown: stored.markdown, truncated: stored.truncated, digest: run.contextDigest } : undefined;
}
