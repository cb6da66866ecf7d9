import { clone, type DescMessage, type Message } from '@bufbuild/protobuf';
import { Code, ConnectError, type Interceptor, type UnaryRequest } from '@connectrpc/connect';
import { backoffMs, shortestAttemptMs } from '../backoff.ts';
import { readError, requestIdHeader } from './errors.ts';

/** What calls share. */
export interface InterceptorOptions {
  /** The key, or what gives it for each call, for example from the session of the page. */
  key: string | (() => string | Promise<string>);
  /** Milliseconds that a call may take in all; default 30,000. A shorter `timeoutMs` of the call wins. Streams have no deadline. */
  deadlineMs?: number;
}

/** Key, request ids, and retries within the deadline. For the `interceptors` of a transport. */
export function interceptors({ key, deadlineMs = 30_000 }: InterceptorOptions): Interceptor[] {
  const authorize: Interceptor = (next) => async (request) => {
    request.header.set('authorization', `Bearer ${typeof key === 'string' ? key : await key()}`);
    return next(request);
  };
  const retry: Interceptor = (next) => async (request) => {
    if (request.stream) return next(request);
    const end = Date.now() + deadlineMs;
    const sent = withRequestId(request);
    for (let attempt = 0; ; attempt += 1) {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(Math.max(0, end - Date.now()))]);
      try {
        return await next({ ...sent, signal });
      } catch (error) {
        if (signal.aborted && !request.signal.aborted)
          throw named(new ConnectError('the deadline is over', Code.DeadlineExceeded, undefined, undefined, error), sent);
        const wait = waitMs(error, attempt);
        if (request.signal.aborted || wait === undefined || Date.now() + wait + shortestAttemptMs >= end)
          throw named(error, sent);
        await sleep(wait, request.signal);
      }
    }
  };
  return [retry, authorize];
}

/** Milliseconds before another attempt; undefined where none may be made. */
function waitMs(error: unknown, attempt: number): number | undefined {
  const { code, retryAfterMs } = readError(error);
  if (code !== 'UNAVAILABLE' && retryAfterMs === undefined) return undefined;
  return Math.max(retryAfterMs ?? 0, backoffMs(attempt));
}

/** The request, with an idempotency id where its method has one and the caller gave none. The caller's message stays as it is. */
function withRequestId(request: UnaryRequest): UnaryRequest {
  const message = request.message as Message & { requestId?: string };
  if (message.requestId !== '') return request;
  const copy = clone(request.method.input as DescMessage, message) as Message & { requestId: string };
  copy.requestId = newRequestId();
  return { ...request, message: copy };
}

/** 128 random bits. Not by `randomUUID`, which pages without TLS do not have. */
function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The error, with the request id of its call. */
function named(error: unknown, { message }: UnaryRequest): ConnectError {
  const failure = ConnectError.from(error);
  const { requestId } = message as Message & { requestId?: string };
  if (requestId) failure.metadata.set(requestIdHeader, requestId);
  return failure;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new ConnectError('cancelled by the caller', Code.Canceled));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
