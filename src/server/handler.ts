import type { handleClientStreamingCall, handleServerStreamingCall, handleUnaryCall } from '@grpc/grpc-js';
import { type Call, callOf } from './call.ts';
import type { Context } from './context.ts';
import { invalidField } from './errors.ts';
import { refusal } from './fail.ts';
import type { Verifier } from './interceptors/authorize.ts';

/** A method of one request and one answer. */
export type Unary<Request, Response> = (request: Request, context: Context) => Promise<Response>;
/** A method that answers until it is done or `context.signal` aborts. */
export type ServerStream<Request, Response> = (request: Request, context: Context) => AsyncIterable<Response>;
/** A method that reads a stream; `first` is validated before the handler runs. */
export type ClientStream<Request, Response> = (
  first: Request,
  rest: AsyncIterable<Request>,
  context: Context,
) => Promise<Response>;

type Method = {
  requestStream: boolean;
  responseStream: boolean;
  requestDeserialize: unknown;
  responseSerialize: unknown;
};
type RequestOf<M> = M extends { requestDeserialize: (bytes: Buffer) => infer R } ? R : never;
type ResponseOf<M> = M extends { responseSerialize: (value: infer R) => Buffer } ? R : never;

/** One handler per method of a generated service: a missing method or a wrong answer does not compile. */
export type Handlers<Service extends Record<string, Method>> = {
  [Name in keyof Service]: Service[Name] extends { requestStream: true }
    ? ClientStream<RequestOf<Service[Name]>, ResponseOf<Service[Name]>>
    : Service[Name] extends { responseStream: true }
      ? ServerStream<RequestOf<Service[Name]>, ResponseOf<Service[Name]>>
      : Unary<RequestOf<Service[Name]>, ResponseOf<Service[Name]>>;
};

/** Builds the context of a call; `done` frees what it holds. */
export type OpenContext = (call: Call) => Context;

type AnyHandler = (...args: never[]) => unknown;

/** Adapts a handler to grpc-js. This is the one catch: a handler given bare would leave its caller hanging when it throws. */
export function adapt(
  kind: { requestStream: boolean; responseStream: boolean },
  handler: AnyHandler,
  open: OpenContext,
  verifier: Verifier,
) {
  if (kind.requestStream) return clientStream(handler as unknown as ClientStream<unknown, unknown>, open, verifier);
  if (kind.responseStream) return serverStream(handler as unknown as ServerStream<unknown, unknown>, open, verifier);
  return unary(handler as unknown as Unary<unknown, unknown>, open);
}

function unary(handler: Unary<unknown, unknown>, open: OpenContext): handleUnaryCall<unknown, unknown> {
  return (incoming, answer) => {
    const call = callOf(incoming.metadata);
    run(call, () => handler(incoming.request, open(call))).then(
      (response) => answer(null, response),
      (error) => answer(refusal(call, error)),
    );
  };
}

function clientStream(
  handler: ClientStream<unknown, unknown>,
  open: OpenContext,
  verifier: Verifier,
): handleClientStreamingCall<unknown, unknown> {
  return (incoming, answer) => {
    const call = callOf(incoming.metadata);
    const stopRechecking = recheck(call, verifier);
    run(call, async () => {
      const messages = noSilence(incoming[Symbol.asyncIterator](), call);
      const first = await messages.next();
      if (first.done) throw invalidField('start', 'the stream ended before its first message');
      const rest = { [Symbol.asyncIterator]: () => messages };
      return handler(first.value, rest, open(call));
    })
      .finally(stopRechecking)
      .then(
        (response) => answer(null, response),
        (error) => answer(refusal(call, error)),
      );
  };
}

// What a stream sent is kept in memory until it ends: one whose sender fell silent for this long is ended, in milliseconds.
const silenceMs = 60_000;

function noSilence(messages: AsyncIterator<unknown>, call: Call): AsyncIterator<unknown> {
  const { signal } = call.abort;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  return {
    next() {
      const silent = setTimeout(() => call.abort.abort('silence'), silenceMs);
      return Promise.race([messages.next(), aborted]).finally(() => clearTimeout(silent));
    },
  };
}

// How often an open stream asks whether its key still holds, in milliseconds.
const recheckMs = 1_000;

/** Ends a stream whose key no longer holds; the answer stops asking. */
function recheck(call: Call, verifier: Verifier): () => void {
  const timer = setInterval(() => {
    if (call.principal) verifier.recheck(call.principal).catch((error) => call.abort.abort(error));
  }, recheckMs);
  return () => clearInterval(timer);
}

function serverStream(
  handler: ServerStream<unknown, unknown>,
  open: OpenContext,
  verifier: Verifier,
): handleServerStreamingCall<unknown, unknown> {
  return (outgoing) => {
    const call = callOf(outgoing.metadata);
    const stopRechecking = recheck(call, verifier);
    const context = open(call);
    // An open answer would hold up the stop for ever; its caller goes to another replica.
    const stop = () => call.abort.abort('stopping');
    context.stopping.addEventListener('abort', stop, { once: true });
    pump(handler, context, outgoing)
      .catch((error: unknown) => {
        const { code, details, metadata } = refusal(call, error);
        outgoing.emit('error', { code, details, metadata });
      })
      .finally(() => {
        stopRechecking();
        context.stopping.removeEventListener('abort', stop);
      });
  };
}

type Outgoing = Parameters<handleServerStreamingCall<unknown, unknown>>[0];

async function pump(handler: ServerStream<unknown, unknown>, context: Context, outgoing: Outgoing) {
  for await (const message of handler(outgoing.request, context)) {
    context.signal.throwIfAborted();
    if (!outgoing.write(message)) await drained(outgoing, context.signal);
  }
  context.signal.throwIfAborted();
  outgoing.end();
}

function drained(outgoing: Outgoing, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Runs a handler and holds it to its word: a method that leaves an event makes exactly one write. */
async function run(call: Call, handle: () => Promise<unknown>): Promise<unknown> {
  const response = await handle();
  if (call.rule.audit && call.writes !== 1)
    throw new Error(`${call.rule.path} made ${call.writes} writes instead of one`);
  return response;
}
