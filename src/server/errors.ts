import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import type { Any } from '../gen/google/protobuf/any.ts';
import { BadRequest, ErrorInfo, RetryInfo } from '../gen/google/rpc/error_details.ts';
import { Status } from '../gen/google/rpc/status.ts';
import type { ErrorReason } from '../gen/sfs/v1/error.ts';

/** A reason of the public enum, as it travels: KEY_MISSING and so on. */
export type Reason = keyof typeof ErrorReason extends infer Name
  ? Name extends `ERROR_REASON_${infer R}`
    ? Exclude<R, 'UNSPECIFIED'>
    : never
  : never;

/** One field that breaks the contract. `description` echoes nothing of the input. */
export interface Violation {
  field: string;
  description: string;
}

/** What travels beside code and message. */
export interface Details {
  metadata?: Record<string, string>;
  violations?: Violation[];
  /** Milliseconds after which a retry may help. */
  retryAfterMs?: number;
}

/** The one error that a caller sees: the message is public, the cause is only logged. */
export class SfsError extends Error {
  readonly code: status;
  readonly reason: Reason;
  readonly details: Details;
  constructor(code: status, reason: Reason, message: string, details: Details = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SfsError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

/** Everything that is wrong with the fields of a request, at once. */
export function invalidFields(violations: Violation[], more = 0): SfsError {
  const shown = violations.map((violation) => `${violation.field}: ${violation.description}`);
  const text = shown.slice(0, 5).join('; ');
  const rest = violations.length + more - Math.min(5, shown.length);
  return new SfsError(status.INVALID_ARGUMENT, 'INVALID_FIELDS', rest > 0 ? `${text}; and ${rest} more` : text, {
    violations,
    ...(more ? { metadata: { more_violations: String(more) } } : {}),
  });
}

/** One field is wrong. */
export const invalidField = (field: string, description: string): SfsError => invalidFields([{ field, description }]);

/** The bytes are no message of the method. */
export const malformed = (message: string, cause?: unknown): SfsError =>
  new SfsError(status.INVALID_ARGUMENT, 'MALFORMED_MESSAGE', message, {}, { cause });

/** Unknown, foreign and out of reach answer alike. */
export const notFound = (field: string, what = 'no such resource within reach of this key'): SfsError =>
  new SfsError(status.NOT_FOUND, 'NOT_FOUND', `${field}: ${what}`, {
    metadata: { field },
    violations: [{ field, description: what }],
  });

export const alreadyExists = (field: string, description: string): SfsError =>
  new SfsError(status.ALREADY_EXISTS, 'ALREADY_EXISTS', `${field}: ${description}`, {
    metadata: { field },
    violations: [{ field, description }],
  });

/** The request does not fit the state that things are in. */
export const precondition = (reason: Reason, message: string, metadata: Record<string, string> = {}): SfsError =>
  new SfsError(status.FAILED_PRECONDITION, reason, message, { metadata });

/** Somebody else was faster; trying again may help. */
export const aborted = (reason: Reason, message: string, metadata: Record<string, string> = {}): SfsError =>
  new SfsError(status.ABORTED, reason, message, { metadata });

/** As `aborted`, where trying the very same request again helps. */
export const conflict = (message: string, cause?: unknown): SfsError =>
  new SfsError(status.ABORTED, 'CONFLICT', message, { retryAfterMs: 50 }, { cause });

export const denied = (reason: Reason, message: string, metadata: Record<string, string> = {}): SfsError =>
  new SfsError(status.PERMISSION_DENIED, reason, message, { metadata });

export const unauthenticated = (reason: Reason, message: string, metadata: Record<string, string> = {}): SfsError =>
  new SfsError(status.UNAUTHENTICATED, reason, message, { metadata });

/** A bound of the product; the message says which and how to get below it. */
export const limitReached = (message: string, limit: number): SfsError =>
  new SfsError(status.RESOURCE_EXHAUSTED, 'LIMIT_REACHED', message, { metadata: { limit: String(limit) } });

export const rateLimited = (message: string, retryAfterMs: number): SfsError =>
  new SfsError(status.RESOURCE_EXHAUSTED, 'RATE_LIMITED', message, { retryAfterMs });

export const unavailable = (reason: Reason, message: string, cause?: unknown): SfsError =>
  new SfsError(status.UNAVAILABLE, reason, message, { retryAfterMs: 500 }, { cause });

export const internal = (cause: unknown): SfsError =>
  new SfsError(status.INTERNAL, 'INTERNAL', 'internal error', {}, { cause });

// A status travels in a header: Python stops reading at 8 kB, so details stay below 4 kB.
const maxDetailsBytes = 4_000;
const maxViolations = 20;
const maxDescription = 200;

const any = <T>(
  type: { $type?: string; encode: (message: T) => { finish(): Uint8Array } },
  name: string,
  message: T,
): Any => ({
  typeUrl: `type.googleapis.com/${name}`,
  value: Buffer.from(type.encode(message).finish()),
});

/** The grpc status of an error: google.rpc.Status in grpc-status-details-bin, below 4 kB. */
export function statusOf(error: SfsError, callId: string): StatusObject & { metadata: Metadata } {
  let violations = (error.details.violations ?? [])
    .slice(0, maxViolations)
    .map(({ field, description }) => ({ field: cut(field, 100), description: cut(description, maxDescription) }));
  const total = (error.details.violations ?? []).length + Number(error.details.metadata?.more_violations ?? 0);
  const message = cut(error.message, 1_000);
  let bytes = encode(violations);
  while (bytes.length > maxDetailsBytes && violations.length > 0) {
    violations = violations.slice(0, -1);
    bytes = encode(violations);
  }
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(bytes));
  return { code: error.code, details: message, metadata };

  function encode(kept: Violation[]) {
    const more = total - kept.length;
    const info = { call_id: callId, ...error.details.metadata, ...(more > 0 ? { more_violations: String(more) } : {}) };
    const details = [any(ErrorInfo, 'google.rpc.ErrorInfo', { reason: error.reason, domain: 'sfs', metadata: info })];
    if (kept.length > 0)
      details.push(
        any(BadRequest, 'google.rpc.BadRequest', {
          fieldViolations: kept.map((violation) => ({ ...violation, reason: '', localizedMessage: undefined })),
        }),
      );
    const retry = error.details.retryAfterMs;
    if (retry !== undefined)
      details.push(
        any(RetryInfo, 'google.rpc.RetryInfo', {
          retryDelay: { seconds: Math.floor(retry / 1000), nanos: (retry % 1000) * 1_000_000 },
        }),
      );
    return Status.encode({ code: error.code, message, details }).finish();
  }
}

// Half a character, which a cut may leave, could not be sent as a header.
const cut = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
