import type { Metadata } from '@grpc/grpc-js';
import type { Principal, ProjectFacts } from './context.ts';
import type { Rule } from './rules.ts';

/** What is known of one call while it passes through the interceptors. */
export interface Call {
  id: string;
  rule: Rule;
  startedAt: number;
  /** As startedAt, by performance.now(): for spans, which no step of the clock may bend. */
  arrivedAt: number;
  /** Milliseconds since the epoch; Infinity where the call has no end of its own. */
  deadline: number;
  peer: string;
  userAgent: string;
  principal?: Principal;
  /** Whose key it was that was refused although its secret was right: revoked, or expired. */
  endedPrincipal?: Principal;
  /** The decoded request, for what is recorded of a refusal; the first message of a stream. */
  request?: Record<string, unknown>;
  project?: ProjectFacts;
  /** The request's bytes, message by message (unary: one; streams: what has come so far is hashed elsewhere). */
  bytes: Uint8Array[];
  /** True once the answer came from an earlier call with the same request id. */
  replayed: boolean;
  /** Changes that the handler made; exactly one where the method leaves an event. */
  writes: number;
  /** True where the call was refused and what it changed was kept all the same. */
  kept?: boolean;
  /** Why the call was refused; empty while it was not. */
  reason: string;
  /** The error behind the status, for the log only. */
  cause?: unknown;
  abort: AbortController;
}

// grpc-js gives interceptors no per-call store; the metadata object reaches the handler unchanged.
const calls = new WeakMap<Metadata, Call>();

/** Remembers the call under its metadata. */
export const keepCall = (metadata: Metadata, call: Call): void => void calls.set(metadata, call);

/** The call of this metadata; throws where observe did not run. */
export function callOf(metadata: Metadata): Call {
  const call = calls.get(metadata);
  if (!call) throw new Error('the call passed by observe');
  return call;
}
