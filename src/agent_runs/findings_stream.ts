import { createHash } from 'node:crypto';
import type { AddFindingsRequest } from '../gen/sfs/v1/agent_run.ts';
import { invalidField } from '../server/errors.ts';
import { ArrivingFindings } from './arriving.ts';
import { encodeFindings, requireRoom } from './keep_findings.ts';
import { batchTooLarge } from './refusals.ts';

/** A stream of findings that has ended. */
export interface Stream {
  /** Encoded, as `Findings`: so they take the room that is counted for them. */
  batches: Uint8Array[];
  /** How many findings there are. */
  count: number;
  /** sha256 in hex over the run and every finding, however they were cut into batches. */
  digest: string;
  /** To be called when the findings are written or refused. */
  free(): void;
}

/** Findings in one message of a stream, at most, in bytes. */
const batchBytes = 1024 * 1024;

const arriving = new ArrivingFindings();

/** Reads a stream to its end; what is too much for any run is refused at once. */
export async function collectFindings(
  organizationId: string,
  runId: string,
  messages: AsyncIterable<AddFindingsRequest>,
): Promise<Stream> {
  const room = arriving.open(organizationId);
  const hash = createHash('sha256').update(runId);
  const batches: Stream['batches'] = [];
  const total = { findingsCount: 0, findingsBytes: 0 };
  try {
    for await (const { batch } of messages) {
      if (!batch) throw invalidField('start', 'comes once, in the first message');
      const encoded = encodeFindings(batch.items);
      const bytes = encoded.length;
      if (bytes > batchBytes) throw batchTooLarge(bytes, batchBytes);
      total.findingsCount += batch.items.length;
      total.findingsBytes += bytes;
      requireRoom(total);
      room.add(bytes);
      hash.update(encoded);
      if (bytes > 0) batches.push(encoded);
    }
  } catch (error) {
    room.free();
    throw error;
  }
  return { batches, count: total.findingsCount, digest: hash.digest('hex'), free: room.free };
}
