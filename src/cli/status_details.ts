import type { Metadata } from '@grpc/grpc-js';
import { BadRequest, ErrorInfo, RetryInfo } from '../gen/client/google/rpc/error_details.ts';
import { Status } from '../gen/client/google/rpc/status.ts';

/** What `grpc-status-details-bin` says beside code and message. */
export interface StatusDetails {
  reason?: string;
  metadata?: Record<string, string>;
  violations: { field: string; description: string }[];
  /** Seconds to wait before the same call is worth another try; absent where it is not. */
  retryAfter?: number;
}

const types = 'type.googleapis.com/google.rpc.';

/** Undecodable details are no details: the status itself still stands. */
export function statusDetails(trailers: Metadata | undefined): StatusDetails {
  const details: StatusDetails = { violations: [] };
  const header = trailers?.get('grpc-status-details-bin')[0];
  if (!Buffer.isBuffer(header)) return details;
  try {
    for (const { typeUrl, value } of Status.decode(header).details) {
      if (typeUrl === `${types}ErrorInfo`) {
        const { reason, metadata } = ErrorInfo.decode(value);
        Object.assign(details, { reason, metadata });
      } else if (typeUrl === `${types}BadRequest`) {
        for (const { field, description } of BadRequest.decode(value).fieldViolations) {
          details.violations.push({ field, description });
        }
      } else if (typeUrl === `${types}RetryInfo`) {
        const delay = RetryInfo.decode(value).retryDelay;
        details.retryAfter = (delay?.seconds ?? 0) + (delay?.nanos ?? 0) / 1e9;
      }
    }
  } catch {
    return { violations: [] };
  }
  return details;
}
