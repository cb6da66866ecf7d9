import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { CreateAgentRunRequest, CreateAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import { newestPersona } from '../personas/newest.ts';
import { requireOpen } from '../projects/resolve.ts';
import type { Context } from '../server/context.ts';
import { notFound, precondition } from '../server/errors.ts';
import { Ticket, ticketRow } from '../tickets/entity.ts';
import { changeOf } from './change.ts';
import { AgentRun, newRun, runRow } from './entity.ts';
import { defaultLeaseSeconds, leaseEnd, longestSeconds } from './lease.ts';
import { outcomeOf } from './outcome.ts';
import { unfit } from './refusals.ts';
import { compileForRun, kept, storedContext } from './run_context.ts';
import { runEvent } from './run_event.ts';
import { startOf } from './start.ts';
import { runBatch } from './statements.ts';
import { effectiveFailOn, floorViolation } from './verdict.ts';
import { providerWords, runMessage, severityWords, triggerWords } from './wire.ts';

/** Registers a run, and with `start` starts it in the same transaction, so that no half-begun run is left behind. */
export async function createAgentRun(
  request: CreateAgentRunRequest,
  context: Context,
): Promise<CreateAgentRunResponse> {
  const id = newId();
  const prepared = await outcomeOf(prepare(request, context));
  return context.writeInBatch(runBatch, {
    requestId: request.requestId,
    ref: id,
    change: (_none, now) => {
      const { described, compiled } = prepared();
      const start = compiled ? startOf(context, now, described.leaseSeconds, compiled.digest) : {};
      const waiting = { leaseExpiresAt: leaseEnd(now, longestSeconds), createdAt: now };
      const run: AgentRun = { ...newRun, ...described, id, ...waiting, ...start };
      const inputs = compiled ? [{ name: 'context', content: compiled.markdown }] : [];
      const event = runEvent(run, undefined, { inputs, outputs: outputsOf(run), payload: payloadOf(run) });
      return changeOf(run, { run: runMessage(run), context: compiled }, event, { made: true, ...kept(compiled) });
    },
    replay: async (ref, em) => {
      const run = await context.row(AgentRun, runRow, wireId('run', ref), { em });
      return { run: runMessage(run), context: await storedContext(em, run) };
    },
  });
}

/** What the run is, and what an agent is given to read, as far as it is not a matter of time. */
async function prepare(request: CreateAgentRunRequest, context: Context) {
  requireOpen(context.project);
  const described = {
    ...describe(request, context),
    ...(await pinnedPersona(request.persona, context)),
    ticketId: await ticketOf(request.ticketId, context),
  };
  return { described, compiled: request.start ? await compileForRun(context, described) : undefined };
}

/** What the request and the project's policy say of the run; needs no row. */
function describe(request: CreateAgentRunRequest, context: Context) {
  const { project, principal, actor } = context;
  const floor = project.failOnFloor ?? null;
  const asked = severityWords.word(request.failOn) ?? null;
  const violation = floorViolation(asked, floor);
  if (violation) throw unfit('FAIL_ON_TOO_LOOSE', 'fail_on', violation, { fail_on_floor: floor ?? '' });
  if (project.requireCommit && !request.commit)
    throw unfit('COMMIT_REQUIRED', 'commit', `the project ${project.slug} takes only runs that name their commit`);
  return {
    organizationId: principal.organizationId,
    projectId: project.id,
    tool: request.tool.trim() || 'generic',
    triggerSource: triggerWords.word(request.triggerSource) ?? ('manual' as const),
    triggerRef: request.triggerRef,
    commit: request.commit.toLowerCase(),
    ciProvider: providerWords.word(request.ciProvider) ?? null,
    ciRunUrl: request.ciRunUrl,
    status: 'queued' as const,
    failOn: effectiveFailOn(asked, floor),
    sessionId: request.sessionId,
    leaseSeconds: request.leaseSeconds || defaultLeaseSeconds,
    createdBy: actor,
  };
}

/** The persona's newest version: later edits do not change what this run is about. */
async function pinnedPersona(name: string, context: Context) {
  const persona = await newestPersona(context, name);
  if (!persona) throw notFound('persona', `the project ${context.project.slug} has no such persona`);
  if (!persona.active)
    throw precondition('PERSONA_INACTIVE', `the persona ${persona.name} is not active; activate it first`);
  const { id: personaId, version, digest } = persona;
  return { personaId, personaName: persona.name, personaVersion: version, personaDigest: digest };
}

async function ticketOf(id: string, context: Context): Promise<string | null> {
  if (!id) return null;
  const ticket = await context.row(Ticket, ticketRow, id);
  if (ticket.projectId !== context.project.id) throw notFound('ticket_id');
  return ticket.id;
}

const outputsOf = (run: AgentRun) => ({
  persona_id: wireId('per', run.personaId),
  persona_version: run.personaVersion,
  persona_digest: run.personaDigest,
  ticket_id: wireId('tk', run.ticketId) || null,
  trigger_source: run.triggerSource,
  ci_provider: run.ciProvider ?? null,
  commit: run.commit || null,
  fail_on: run.failOn ?? null,
  lease_seconds: run.leaseSeconds,
  context_digest: run.contextDigest || null,
});

const payloadOf = (run: AgentRun) => ({
  tool: run.tool,
  trigger_ref: run.triggerRef,
  ci_run_url: run.ciRunUrl,
  session_id: run.sessionId,
});
