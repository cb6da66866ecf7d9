import { randomUUID } from 'node:crypto';
import { type Client, Metadata, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { ConfigError, SfsError } from './errors.ts';
import { cancelled, Retries } from './retry.ts';
import { errorOf } from './status.ts';

/** How messages of a type are written and read. */
interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** A method, as src/gen/methods.ts describes it. */
export interface Method<Q, R> {
  path: string;
  hasRequestId: boolean;
  request: Codec<Q>;
  response: Codec<R>;
}

/** How one call differs from the usual. */
export interface CallOptions {
  /** Milliseconds for the call in all; default: what `connect` was given. For streams of the server: none. */
  deadlineMs?: number;
  /** Cancels the call. */
  signal?: AbortSignal;
}

/** What the calls of a connection share. */
export interface Connection {
  client: Client;
  key: string | ConfigError;
  deadlineMs: number;
  /** Aborts when the caller gives up or the client is closed. */
  ending(signal: AbortSignal | undefined): AbortSignal;
}

const serialize = <T>({ encode }: Codec<T>) => (message: T) => Buffer.from(encode(message).finish());
const deserialize = <T>({ decode }: Codec<T>) => (bytes: Buffer) => decode(bytes);

function headers({ key }: Connection): Metadata {
  if (key instanceof ConfigError) throw key;
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  return metadata;
}

/** The request, with a request id where its method has one and the caller gave none. */
export function withRequestId<Q>(request: Q, hasRequestId: boolean): { request: Q; requestId: string } {
  if (!hasRequestId) return { request, requestId: '' };
  const requestId = (request as { requestId?: string }).requestId || randomUUID();
  return { request: { ...request, requestId }, requestId };
}

/** One request, one answer. */
export async function unary<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  message: Q,
  options: CallOptions,
): Promise<R> {
  const { request, requestId } = withRequestId(message, method.hasRequestId);
  const { path } = method;
  const [write, read] = [serialize(method.request), deserialize(method.response)];
  const metadata = headers(connection);
  return attempt(connection, options, requestId, (deadline, done) =>
    connection.client.makeUnaryRequest(path, write, read, request, metadata, { deadline }, done),
  );
}

/** Many requests, one answer. `messages` is called anew for each attempt. */
export async function clientStream<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  messages: () => Iterable<Q>,
  requestId: string,
  options: CallOptions,
): Promise<R> {
  const { path } = method;
  const [write, read] = [serialize(method.request), deserialize(method.response)];
  const metadata = headers(connection);
  return attempt(connection, options, requestId, (deadline, done) => {
    let over = false;
    const call = connection.client.makeClientStreamRequest<Q, R>(path, write, read, metadata, { deadline }, (error, answer) => {
      over = true;
      call.emit('drain');
      done(error, answer);
    });
    void (async () => {
      for (const message of messages()) {
        // No faster than the server reads; it may refuse the first message and end the call.
        if (!call.write(message)) await new Promise((resolve) => call.once('drain', resolve));
        if (over) return;
      }
      call.end();
    })();
    return call;
  });
}

type Done<R> = (error: ServiceError | null, answer?: R) => void;

async function attempt<R>(
  connection: Connection,
  { deadlineMs = connection.deadlineMs, signal: own }: CallOptions,
  requestId: string,
  send: (deadline: number, done: Done<R>) => { cancel(): void },
): Promise<R> {
  const signal = connection.ending(own);
  const retries = new Retries(deadlineMs, signal);
  for (;;) {
    if (signal.aborted) throw cancelled(signal, requestId);
    try {
      return await once(signal, requestId, (done) => send(retries.end, done));
    } catch (error) {
      if (!(error instanceof SfsError)) throw error;
      if (signal.aborted) throw cancelled(signal, requestId);
      await retries.after(error);
    }
  }
}

function once<R>(
  signal: AbortSignal,
  requestId: string,
  send: (done: Done<R>) => { cancel(): void },
): Promise<R> {
  return new Promise((resolve, reject) => {
    const cancel = () => call.cancel();
    const call = send((error, answer) => {
      signal.removeEventListener('abort', cancel);
      if (error) reject(errorOf(error, requestId));
      else resolve(answer as R);
    });
    signal.addEventListener('abort', cancel, { once: true });
  });
}

/** One request, many answers. It is not tried again once a message has come. */
export async function* serverStream<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  request: Q,
  { deadlineMs, signal: own }: CallOptions,
): AsyncGenerator<R, void, undefined> {
  const signal = connection.ending(own);
  const retries = new Retries(deadlineMs ?? connection.deadlineMs, signal);
  for (let came = false; ; ) {
    try {
      for await (const message of openStream(connection, method, request, deadlineMs && retries.end, signal)) {
        came = true;
        yield message;
      }
      return;
    } catch (error) {
      if (came || !(error instanceof SfsError)) throw error;
      await retries.after(error);
    }
  }
}

/** One attempt at a stream of the server. */
export async function* openStream<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  request: Q,
  deadline: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<R, void, undefined> {
  if (signal.aborted) throw cancelled(signal, '');
  const [write, read] = [serialize(method.request), deserialize(method.response)];
  const options = deadline === undefined ? {} : { deadline };
  const call = connection.client.makeServerStreamRequest(method.path, write, read, request, headers(connection), options);
  const cancel = () => call.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const message of call) yield message as R;
  } catch (error) {
    if (signal.aborted) throw cancelled(signal, '');
    throw isServiceError(error) ? errorOf(error, '') : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    call.cancel();
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && typeof (error as { code?: unknown } & Partial<StatusObject>).code === 'number';
}
