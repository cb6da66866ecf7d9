import type { EntityManager } from '@mikro-orm/postgresql';
import type { CompiledContext } from '../gen/sfs/v1/agent_run.ts';
import { PersonaVersion } from '../personas/entity.ts';
import type { Context } from '../server/context.ts';
import { type TicketContextInputs, ticketContextInputs } from '../tickets/context_inputs.ts';
import { Ticket } from '../tickets/entity.ts';
import { compileContext } from './context.ts';
import { type AgentRun, AgentRunContext } from './entity.ts';
import type { RunChange } from './statements.ts';

/** What a context is compiled from. */
export type ContextSubject = Pick<
  AgentRun,
  'organizationId' | 'projectId' | 'personaId' | 'personaName' | 'personaVersion' | 'ticketId' | 'tool'
>;

/** Compiles the context of a run from the pinned persona and the ticket as it is now. */
export async function compileForRun(context: Context, run: ContextSubject): Promise<CompiledContext> {
  const { organizationId, personaId, personaVersion: version, ticketId, projectId, tool } = run;
  const newest = { organizationId, personaId, version };
  // A version never changes, so without a ticket the text is the same for all.
  const compiled = ticketId
    ? null
    : await context.facts.get(
        `context ${organizationId} ${personaId} ${version} ${tool}`,
        async (em) => compile(run, await em.findOneOrFail(PersonaVersion, newest)),
        ({ markdown }) => 1_000 + 2 * markdown.length,
      );
  if (compiled) return compiled;
  const persona = await context.em.findOneOrFail(PersonaVersion, newest);
  const ticket = await context.em.findOneOrFail(Ticket, { organizationId, id: ticketId!, projectId });
  return compile(run, persona, await ticketContextInputs(context.em, ticket));
}

const compile = (run: ContextSubject, { role, content }: PersonaVersion, inputs: Partial<TicketContextInputs> = {}) =>
  compileContext({ persona: { name: run.personaName, role, content }, ...inputs, tool: run.tool });

/** What is stored of a context with the change that hands it out. */
export const kept = (compiled: CompiledContext | undefined): Pick<RunChange, 'context'> =>
  compiled ? { context: { markdown: compiled.markdown, truncated: compiled.truncated } } : {};

/** The context that was handed out when the run started; undefined before. */
export async function storedContext(em: EntityManager, run: AgentRun): Promise<CompiledContext | undefined> {
  const { organizationId, id: runId } = run;
  const stored = await em.findOne(AgentRunContext, { organizationId, runId });
  return stored ? { markdown: stored.markdown, truncated: stored.truncated, digest: run.contextDigest } : undefined;
}
