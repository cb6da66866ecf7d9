import { randomUUID } from 'node:crypto';
import { type CallOptions, type Connection, clientStream } from './call.ts';
import { agentRunService } from './gen/methods.ts';
import { AddFindingsRequest, type AddFindingsResponse, Finding } from './gen/sfs/v1/agent_run.ts';

/** One message of the stream, by the contract. */
const most = { findings: 1000, bytes: 1024 * 1024 };

/** A finding; fields that are left out have their defaults. */
export type FindingInput = Parameters<typeof Finding.fromPartial>[0];

/** Adds findings to a running run, all or none. The request id is kept over all attempts. */
export function addFindings(
  connection: Connection,
  runId: string,
  findings: Iterable<FindingInput>,
  options: CallOptions & { requestId?: string } = {},
): Promise<AddFindingsResponse> {
  const requestId = options.requestId || randomUUID();
  const batches = batchesOf(findings);
  return clientStream(
    connection,
    agentRunService.addFindings,
    function* () {
      yield AddFindingsRequest.fromPartial({ start: { runId, requestId } });
      for (const items of batches) yield AddFindingsRequest.fromPartial({ batch: { items } });
    },
    requestId,
    options,
  );
}

/** The findings in their order, in lists that fit into one message each. */
export function batchesOf(findings: Iterable<FindingInput>): Finding[][] {
  const batches: Finding[][] = [];
  let room = 0;
  for (const input of findings) {
    const finding = Finding.fromPartial(input);
    // Itself, its tag, and its length in at most four bytes.
    const size = Finding.encode(finding).finish().length + 5;
    const last = batches.at(-1);
    if (!last || last.length === most.findings || size > room) {
      batches.push([finding]);
      room = most.bytes - size;
    } else {
      last.push(finding);
      room -= size;
    }
  }
  return batches;
}
