/** gRPC's status codes by number. */
const codes = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** The name of a gRPC status code. */
export type Code = (typeof codes)[number];

/** Reads a status code; what is none counts as UNKNOWN. */
export const codeName = (code: number): Code => codes[code] ?? 'UNKNOWN';

/** A field that breaks the contract. */
export interface Violation {
  field: string;
  description: string;
}

/** What is said about a failed call beside code and message. */
export interface ErrorDetails {
  reason?: string;
  metadata?: Record<string, string>;
  violations?: Violation[];
  retryAfterMs?: number | undefined;
  requestId?: string;
}

/** A call that failed. */
export class SfsError extends Error {
  override readonly name = 'SfsError';
  readonly code: Code;
  /**
   * One of `v1.ErrorReason` without its prefix, for example `SCOPE_MISSING`. Empty where the failure did not come from the server; a
   * reason that this client does not know is passed through.
   */
  readonly reason: string;
  /** What the reason says beside itself, for example `required` and `held`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Every field that breaks the contract. */
  readonly violations: readonly Violation[];
  /** The idempotency id of the call: the same request with this id settles what became of it. Empty for methods without one. */
  readonly requestId: string;
  /** Milliseconds that the server asked to wait before another try; absent where it did not. */
  readonly retryAfterMs: number | undefined;
  /** The message alone; `message` begins with code and reason, and names violations and ids. */
  readonly text: string;

  constructor(code: Code, text: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    const { reason = '', metadata = {}, violations = [], retryAfterMs, requestId = '' } = details;
    const ids = [metadata.call_id && `call ${metadata.call_id}`, requestId && `request ${requestId}`].filter(Boolean);
    const lines = [
      `${code}${reason && ` ${reason}`}: ${text}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`,
      ...violations.map(({ field, description }) => `  ${field}: ${description}`),
    ];
    super(lines.join('\n'), options);
    this.code = code;
    this.reason = reason;
    this.metadata = metadata;
    this.violations = violations;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
    this.text = text;
  }

  /** Finds the call in the server's log; empty where the failure did not come from the server. */
  get callId(): string {
    return this.metadata.call_id ?? '';
  }
}

/** The options, the environment or the profile cannot be used. Its text repeats no value that could be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
