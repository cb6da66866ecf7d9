import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from './gen/google/rpc/error_details_pb.ts';

/** Where the interceptors leave the request id of a call that failed. */
export const requestIdHeader = 'sfs-request-id';

/** A field that breaks the contract. */
export interface Violation {
  field: string;
  description: string;
}

/** What a failed call says. */
export interface CallError {
  /** The gRPC status, for example `PERMISSION_DENIED`. */
  code: string;
  /** One of ErrorReason without its prefix; empty where the failure did not come from the server. */
  reason: string;
  /** For people. */
  message: string;
  metadata: Record<string, string>;
  violations: Violation[];
  /** Finds the call in the server's log. */
  callId: string;
  /** The idempotency id of the call: the same request with this id settles what became of it. Empty for methods without one. */
  requestId: string;
  /** Milliseconds that the server asked to wait before another try; absent where it did not. */
  retryAfterMs: number | undefined;
}

/** Reads what a call rejected with. */
export function readError(error: unknown): CallError {
  const failure = ConnectError.from(error);
  const [info] = failure.findDetails(ErrorInfoSchema);
  const [retry] = failure.findDetails(RetryInfoSchema);
  const metadata = { ...info?.metadata };
  const delay = retry?.retryDelay;
  return {
    code: codeName(failure.code),
    reason: info?.reason ?? '',
    message: failure.rawMessage,
    metadata,
    violations: failure
      .findDetails(BadRequestSchema)
      .flatMap(({ fieldViolations }) => fieldViolations.map(({ field, description }) => ({ field, description }))),
    callId: metadata.call_id ?? '',
    requestId: failure.metadata.get(requestIdHeader) ?? '',
    retryAfterMs: retry && Number(delay?.seconds ?? 0n) * 1000 + (delay?.nanos ?? 0) / 1e6,
  };
}

/** Connect's names of the codes are PermissionDenied and Canceled, gRPC's PERMISSION_DENIED and CANCELLED. */
function codeName(code: Code): string {
  if (code === Code.Canceled) return 'CANCELLED';
  return Code[code].replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
