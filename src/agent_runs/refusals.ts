import { status } from '@grpc/grpc-js';
import { precondition, type Reason, SfsError } from '../server/errors.ts';
import type { AgentRun } from './entity.ts';

/** The run has ended, so nothing changes it any more. */
export const alreadyFinal = (run: Pick<AgentRun, 'status'>): SfsError =>
  precondition('RUN_ALREADY_FINAL', `the run has ended: ${run.status}`, { status: run.status });

/** The call found the lease run out and ended the run. */
export const leaseRanOut = (): SfsError =>
  precondition(
    'RUN_ALREADY_FINAL',
    'the run was not ended within its lease, so it ended errored (LEASE_EXPIRED); start a new run',
    { status: 'errored' },
  );

/** The command does not fit where the run stands. */
export const wrongStatus = (run: Pick<AgentRun, 'status'>, command: string, how: string): SfsError =>
  precondition('WRONG_STATUS', `the run is ${run.status}; ${how}`, { status: run.status, command });

/** A field is wrong for a reason of its own. */
export function unfit(
  reason: Extract<Reason, 'FAIL_ON_TOO_LOOSE' | 'EVIDENCE_MISSING' | 'COMMIT_REQUIRED'>,
  field: string,
  description: string,
  metadata: Record<string, string> = {},
): SfsError {
  const violations = [{ field, description }];
  return new SfsError(status.INVALID_ARGUMENT, reason, `${field}: ${description}`, { violations, metadata });
}

/** The request id stands for a stream with other content. */
export const streamIdReused = (requestId: string): SfsError =>
  new SfsError(
    status.ALREADY_EXISTS,
    'REQUEST_ID_REUSED',
    'request_id: was used for other findings; take a new one, or send exactly the same findings again',
    { metadata: { request_id: requestId } },
  );

/** One message of a stream is over its limit. */
export const batchTooLarge = (bytes: number, limit: number): SfsError =>
  new SfsError(
    status.RESOURCE_EXHAUSTED,
    'MESSAGE_TOO_LARGE',
    `the batch has ${bytes} bytes, the limit is ${limit}; send fewer findings in one message`,
    { metadata: { limit_bytes: String(limit) } },
  );
