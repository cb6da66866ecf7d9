import type { AddFindingsRequest, AddFindingsResponse } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { countersOf } from './counters.ts';
import type { AgentRun } from './entity.ts';
import { collectFindings, type Stream } from './findings_stream.ts';
import { heldRun } from './held_run.ts';
import { keepFindings } from './keep_findings.ts';
import { alreadyFinal, streamIdReused, wrongStatus } from './refusals.ts';
import { findingsOutputs, runEvent } from './run_event.ts';
import { isFinal } from './status.ts';

/** What a replay needs: it is compared with the digest of the stream that comes again. */
interface Added {
  added: number;
  digest: string;
}

/**
 * Adds a stream of findings to a run, all or none.
 *
 * Nothing is written, locked or held before the stream has ended: a slow sender costs nobody else anything.
 */
export async function addFindings(
  first: AddFindingsRequest,
  rest: AsyncIterable<AddFindingsRequest>,
  context: Context,
): Promise<AddFindingsResponse> {
  if (!first.start) throw invalidField('start', 'comes in the first message; findings come after it');
  const { runId, requestId } = first.start;
  // Who may not write to the run hears it before sending anything.
  await heldRun(context, context.em, runId);
  const stream = await collectFindings(context.principal.organizationId, runId, rest);
  try {
    return await write(context, runId, requestId, stream);
  } finally {
    stream.free();
  }
}

function write(context: Context, runId: string, requestId: string, stream: Stream): Promise<AddFindingsResponse> {
  return context.write({
    requestId,
    change: async (tx) => {
      const run = await heldRun(context, tx, runId, { lock: true });
      requireRunning(run);
      const before = countersOf(run);
      let after = before;
      for (const { items, bytes } of stream.batches) after = await keepFindings(tx, run, after, items, bytes);
      const was = { ...run };
      Object.assign(run, after);
      const kept: Added = { added: after.findingsCount - before.findingsCount, digest: stream.digest };
      const outputs = {
        findings_added: kept.added,
        findings_total: after.findingsCount,
        ...findingsOutputs(after),
        findings_bytes: after.findingsBytes - before.findingsBytes,
      };
      const inputs = [{ name: 'findings_sha256', content: kept.digest }];
      const answer = { findingsAdded: kept.added, findingsTotal: after.findingsCount };
      const event = kept.added > 0 ? runEvent(run, was, { inputs, outputs }) : 'unchanged';
      return { answer, ref: JSON.stringify(kept), event };
    },
    replay: async (ref, em) => {
      const run = await heldRun(context, em, runId);
      const kept: Added = JSON.parse(ref);
      if (stream.digest !== kept.digest) throw streamIdReused(requestId);
      return { findingsAdded: kept.added, findingsTotal: run.findingsCount };
    },
  });
}

function requireRunning(run: AgentRun): void {
  if (isFinal(run.status)) throw alreadyFinal(run);
  if (run.status !== 'running') throw wrongStatus(run, 'add_findings', 'start it first');
}
