import { type Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { codeName, type ErrorDetails, SfsError } from './errors.ts';
import { BadRequest, ErrorInfo, RetryInfo } from './gen/google/rpc/error_details.ts';
import { Status } from './gen/google/rpc/status.ts';

const brokenCodes = [status.CANCELLED, status.UNKNOWN, status.INTERNAL];
const types = 'type.googleapis.com/google.rpc.';

/** The error of a call that grpc-js says failed. */
export function errorOf(error: ServiceError, requestId: string): SfsError {
  const details = readDetails(error.metadata);
  // A connection that broke under a call is reported in many ways; none of them is the server's word.
  const broken =
    details.reason === undefined &&
    brokenCodes.includes(error.code) &&
    /RST_STREAM|ECONNRESET|EPIPE|socket hang up|Connection dropped/i.test(error.details);
  const code = broken ? status.UNAVAILABLE : error.code;
  return new SfsError(codeName(code), error.details, { ...details, requestId }, { cause: error });
}

/** A certificate that is not trusted, ours or the server's, is not trusted at the next attempt either. */
export const isUntrusted = ({ code, reason, text }: SfsError): boolean =>
  code === 'UNAVAILABLE' &&
  reason === '' &&
  /certificate|self.signed|wrong version number|packet length|EPROTO/i.test(text);

/** What `grpc-status-details-bin` says. Undecodable details are no details: the status itself still stands. */
function readDetails(trailers: Metadata | undefined): ErrorDetails {
  const header = trailers?.get('grpc-status-details-bin')[0];
  if (!Buffer.isBuffer(header)) return {};
  const found: ErrorDetails = {};
  try {
    for (const { typeUrl, value } of Status.decode(header).details) {
      if (typeUrl === `${types}ErrorInfo`) {
        const { reason, metadata } = ErrorInfo.decode(value);
        Object.assign(found, { reason, metadata });
      } else if (typeUrl === `${types}BadRequest`) {
        const { fieldViolations } = BadRequest.decode(value);
        found.violations = fieldViolations.map(({ field, description }) => ({ field, description }));
      } else if (typeUrl === `${types}RetryInfo`) {
        const { retryDelay } = RetryInfo.decode(value);
        found.retryAfterMs = Number(retryDelay?.seconds ?? 0n) * 1000 + (retryDelay?.nanos ?? 0) / 1e6;
      }
    }
  } catch {
    return {};
  }
  return found;
}
