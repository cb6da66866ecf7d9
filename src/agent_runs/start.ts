import type { StartAgentRunRequest, StartAgentRunResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { changeRun, expiryOf } from './ending.ts';
import { AgentRun, runRow } from './entity.ts';
import { leaseEnd } from './lease.ts';
import { alreadyFinal, leaseRanOut, wrongStatus } from './refusals.ts';
import { compileForRun, storedContext } from './run_context.ts';
import { endEvent, runEvent } from './run_event.ts';
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
export function startAgentRun(request: StartAgentRunRequest, context: Context): Promise<StartAgentRunResponse> {
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em: tx, lock: true });
      if (isFinal(run.status)) throw alreadyFinal(run);
      if (run.status !== 'queued') throw wrongStatus(run, 'start', 'only a queued run can be started');
      const compiled = await compileForRun(tx, run);
      const columns = startOf(context, now, request.leaseSeconds || run.leaseSeconds, compiled.digest);
      const started = await changeRun(tx, run, columns, { status: ['queued'], withinLease: true });
      if (started) {
        const inputs = [{ name: 'context', content: compiled.markdown }];
        const outputs = { context_digest: compiled.digest, lease_seconds: columns.leaseSeconds };
        const event = runEvent(started, run, { inputs, outputs });
        return { answer: { run: runMessage(started), context: compiled }, ref: run.id, event };
      }
      tx.clear();
      const expired = await changeRun(tx, run, expiryOf(run, now), { status: ['queued'] });
      if (!expired) throw alreadyFinal(run);
      const event = endEvent(expired, run, { outputs: { reason: 'LEASE_EXPIRED' } });
      const answer = { run: runMessage(expired), context: undefined };
      return { answer, ref: run.id, event, refusal: leaseRanOut() };
    },
    replay: async (_ref, em) => {
      const run = await context.row(AgentRun, runRow, request.runId, { em });
      return { run: runMessage(run), context: await storedContext(em, run) };
    },
  });
}
