import type { StartAgentRunRequest, StartAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { changeOf } from './change.ts';
import { expiryOf } from './ending.ts';
import { AgentRun, runRow } from './entity.ts';
import { leaseEnd } from './lease.ts';
import { loadRun } from './load_run.ts';
import { outcomeOf } from './outcome.ts';
import { alreadyFinal, leaseRanOut, wrongStatus } from './refusals.ts';
import { compileForRun, kept, storedContext } from './run_context.ts';
import { endEvent, runEvent } from './run_event.ts';
import { runBatch } from './statements.ts';
import { isFinal } from './status.ts';
import { runMessage } from './wire.ts';

/** What a start writes into the row. */
export function startOf(context: Context, now: Date, leaseSeconds: number, contextDigest: string) {
  return {
    status: 'running' as const,
    startedBy: context.actor,
    startedByKeyId: context.principal.keyId,
    startedAt: now,
    leaseSeconds,
    leaseExpiresAt: leaseEnd(now, leaseSeconds),
    contextDigest,
  };
}

/** Starts a queued run. Whoever starts it holds it from now on. */
export async function startAgentRun(request: StartAgentRunRequest, context: Context): Promise<StartAgentRunResponse> {
  // What the context is compiled from does not change with the run's state.
  const prepared = await outcomeOf(compileForRun(context, await loadRun(context, request.runId)));
  return context.writeInBatch(runBatch, {
    requestId: request.requestId,
    row: { ...runRow, wireId: request.runId },
    change: (run, now) => {
      if (isFinal(run.status)) throw alreadyFinal(run);
      if (run.status !== 'queued') throw wrongStatus(run, 'start', 'only a queued run can be started');
      if (run.leaseExpiresAt! <= now) return expired(run, now);
      const compiled = prepared();
      const leaseSeconds = request.leaseSeconds || run.leaseSeconds;
      const started = { ...run, ...startOf(context, now, leaseSeconds, compiled.digest) };
      const inputs = [{ name: 'context', content: compiled.markdown }];
      const outputs = { context_digest: compiled.digest, lease_seconds: leaseSeconds };
      const event = runEvent(started, run, { inputs, outputs });
      return changeOf(started, { run: runMessage(started), context: compiled }, event, kept(compiled));
    },
    replay: async (_ref, em) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em });
      return { run: runMessage(run), context: await storedContext(em, run) };
    },
  });
}

function expired(run: AgentRun, now: Date) {
  const ended: AgentRun = { ...run, ...expiryOf(run, now) };
  const event = endEvent(ended, run, { outputs: { reason: 'LEASE_EXPIRED' } });
  return { ...changeOf(ended, { run: runMessage(ended), context: undefined }, event), refusal: leaseRanOut() };
}
