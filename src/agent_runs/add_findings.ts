import type { Transaction } from '../db/statements.ts';
import type { AddFindingsRequest, AddFindingsResponse } from '../gen/sfs/v1/agent_run.ts';
import { Findings } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { changeOf } from './change.ts';
import { type Counters, countersOf } from './counters.ts';
import { type AgentRun, runRow } from './entity.ts';
import { collectFindings, type Stream } from './findings_stream.ts';
import { loadHeldRun, requireHolder } from './holder.ts';
import { addFindingsTo } from './keep_findings.ts';
import { alreadyFinal, streamIdReused, wrongStatus } from './refusals.ts';
import { findingsOutputs, runEvent } from './run_event.ts';
import { insertFindings, runBatch } from './statements.ts';
import { isFinal } from './status.ts';

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
  await loadHeldRun(context, runId);
  const stream = await collectFindings(context.principal.organizationId, runId, rest);
  try {
    return await write(context, runId, requestId, stream);
  } finally {
    stream.free();
  }
}

function write(context: Context, runId: string, requestId: string, stream: Stream): Promise<AddFindingsResponse> {
  return context.writeInBatch(runBatch, {
    requestId,
    row: { ...runRow, wireId: runId },
    alone: true,
    ref: stream.digest,
    change: async (run, _now, tx) => {
      requireHolder(context, run);
      requireRunning(run);
      const before = countersOf(run);
      const after = await addAll(run, before, stream, tx);
      const added = after.findingsCount - before.findingsCount;
      const answer = { findingsAdded: added, findingsTotal: after.findingsCount };
      if (added === 0) return { answer, event: 'unchanged' };
      const outputs = {
        findings_added: added,
        findings_total: after.findingsCount,
        ...findingsOutputs(after),
        findings_bytes: after.findingsBytes - before.findingsBytes,
      };
      const inputs = [{ name: 'findings_sha256', content: stream.digest }];
      const grown: AgentRun = { ...run, ...after };
      return changeOf(grown, answer, runEvent(grown, run, { inputs, outputs }));
    },
    replay: async (digest) => {
      const run = await loadHeldRun(context, runId);
      if (stream.digest !== digest) throw streamIdReused(requestId);
      return { findingsAdded: stream.count, findingsTotal: run.findingsCount };
    },
  });
}

// Few enough that other calls are not held up while these are judged.
const together = 250;

async function addAll(run: AgentRun, before: Counters, stream: Stream, tx: Transaction): Promise<Counters> {
  let counters = before;
  for (const encoded of stream.batches) {
    const { items } = Findings.decode(encoded);
    for (let at = 0; at < items.length; at += together) {
      const bytes = at === 0 ? encoded.length : 0;
      const more = addFindingsTo(run, counters, items.slice(at, at + together), bytes);
      await insertFindings(tx, more.rows);
      counters = more.counters;
    }
  }
  return counters;
}

function requireRunning(run: AgentRun): void {
  if (isFinal(run.status)) throw alreadyFinal(run);
  if (run.status !== 'running') throw wrongStatus(run, 'add_findings', 'start it first');
}
