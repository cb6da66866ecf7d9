import { createHash, type Hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { takeTurn } from '../db/lock.ts';
import type { AddFindingsRequest, AddFindingsResponse, Finding } from '../gen/sfs/v1/agent_run.ts';
import type { Context } from '../server/context.ts';
import { invalidField } from '../server/errors.ts';
import { type Counters, countersOf } from './counters.ts';
import type { AgentRun } from './entity.ts';
import { heldRun } from './held_run.ts';
import { encodeFindings, keepFindings } from './keep_findings.ts';
import { alreadyFinal, batchTooLarge, streamIdReused, wrongStatus } from './refusals.ts';
import { runEvent } from './run_event.ts';
import { isFinal } from './status.ts';

/** What a replay needs: it is compared with the digest of the stream that comes again. */
interface Added {
  added: number;
  digest: string;
}

/**
 * Adds a stream of findings to a run, all or none: the rows are written as they come, in one transaction.
 *
 * The run's row is locked at the end only, so that heartbeats and a cancel pass while a slow stream is open. Two streams of one
 * run, and a completion that brings findings, wait for each other.
 */
export async function addFindings(
  first: AddFindingsRequest,
  rest: AsyncIterable<AddFindingsRequest>,
  context: Context,
): Promise<AddFindingsResponse> {
  if (!first.start) throw invalidField('start', 'comes in the first message; findings come after it');
  const { runId, requestId } = first.start;
  return context.write({
    requestId,
    change: async (tx) => {
      const run = await heldRun(context, tx, runId);
      requireRunning(run);
      await takeTurn(tx, 'findings', run.organizationId, runId);
      await tx.refresh(run);
      const before = countersOf(run);
      const digest = hashFor(runId);
      const after = await keepAll(tx, run, rest, digest);
      context.signal.throwIfAborted();
      const locked = await heldRun(context, tx, runId, { lock: true });
      requireRunning(locked);
      Object.assign(locked, after);
      const kept: Added = { added: after.findingsCount - before.findingsCount, digest: digest.digest('hex') };
      const outputs = {
        findings_added: kept.added,
        findings_total: after.findingsCount,
        findings_bytes: after.findingsBytes - before.findingsBytes,
      };
      const inputs = [{ name: 'findings_sha256', content: kept.digest }];
      const answer = { findingsAdded: kept.added, findingsTotal: after.findingsCount };
      const event = kept.added > 0 ? runEvent(locked, { inputs, outputs }) : 'unchanged';
      return { answer, ref: JSON.stringify(kept), event };
    },
    replay: async (ref, em) => {
      const run = await heldRun(context, em, runId);
      const kept: Added = JSON.parse(ref);
      const digest = hashFor(runId);
      for await (const batch of batchesOf(rest)) digest.update(batch.bytes);
      if (digest.digest('hex') !== kept.digest) throw streamIdReused(requestId);
      return { findingsAdded: kept.added, findingsTotal: run.findingsCount };
    },
  });
}

/** Findings in one message of a stream, at most. */
const batchBytes = 1024 * 1024;

// The digest covers the run and every finding, however they are cut into batches.
const hashFor = (runId: string): Hash => createHash('sha256').update(runId);

async function keepAll(
  tx: EntityManager,
  run: AgentRun,
  rest: AsyncIterable<AddFindingsRequest>,
  digest: Hash,
): Promise<Counters> {
  let counters = countersOf(run);
  for await (const { items, bytes } of batchesOf(rest)) {
    digest.update(bytes);
    counters = await keepFindings(tx, run, counters, items, bytes.length);
  }
  return counters;
}

async function* batchesOf(
  rest: AsyncIterable<AddFindingsRequest>,
): AsyncGenerator<{ items: Finding[]; bytes: Uint8Array }> {
  for await (const message of rest) {
    if (!message.batch) throw invalidField('start', 'comes once, in the first message');
    const bytes = encodeFindings(message.batch.items);
    if (bytes.length > batchBytes) throw batchTooLarge(bytes.length, batchBytes);
    yield { items: message.batch.items, bytes };
  }
}

function requireRunning(run: AgentRun): void {
  if (isFinal(run.status)) throw alreadyFinal(run);
  if (run.status !== 'running') throw wrongStatus(run, 'add_findings', 'start it first');
}
