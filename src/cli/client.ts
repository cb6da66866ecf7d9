import type { ClientUnaryCall, requestCallback, StatusObject } from '@grpc/grpc-js';
import { type Connection, type ConnectOptions, openConnection } from './connection.ts';
import type { Api, CallOptions, Method } from './method.ts';
import { reasonOf, withRetries } from './retry.ts';
import { serverStream } from './server_stream.ts';

/** Opens a connection. Nothing is sent before the first call. */
export function connect(options: ConnectOptions): Api {
  const connection = openConnection(options);
  return {
    call: (method, request, callOptions = {}) => unary(connection, method, request, callOptions),
    stream: (method, request, callOptions = {}) => serverStream(connection, method, request, callOptions),
    upload: (method, messages, callOptions = {}) => upload(connection, method, messages, callOptions),
    close: () => connection.client.close(),
  };
}

function unary<Q, R>(connection: Connection, method: Method<Q, R>, request: Q, options: CallOptions): Promise<R> {
  const { path, requestSerialize, responseDeserialize } = method;
  const plan = connection.plan(options);
  return withRetries(plan, (deadline) => {
    const headers = connection.headers(options);
    return settle<R>(connection, plan.stop, (done) =>
      connection.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        headers,
        { deadline },
        done,
      ),
    );
  });
}

type Messages<Q> = () => Iterable<Q> | AsyncIterable<Q>;

function upload<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  messages: Messages<Q>,
  options: CallOptions,
): Promise<R> {
  const { path, requestSerialize, responseDeserialize } = method;
  const plan = connection.plan(options);
  return withRetries(plan, async (deadline) => {
    const headers = connection.headers(options);
    const over = Promise.withResolvers<void>();
    let sending: Promise<void> = Promise.resolve();
    const answer = settle<R>(connection, plan.stop, (done) => {
      const call = connection.client.makeClientStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        headers,
        { deadline },
        done,
      );
      sending = send(call, messages, over.promise).catch((error) => {
        call.cancel();
        throw error;
      });
      return call;
    }).finally(over.resolve);
    // A source that fails is the error to report, not the cancelled call that follows from it.
    const [sent, answered] = await Promise.allSettled([sending, answer]);
    if (sent.status === 'rejected') throw sent.reason;
    if (answered.status === 'rejected') throw answered.reason;
    return answered.value;
  });
}

interface Writer<Q> {
  write(message: Q): boolean;
  end(): void;
  once(event: 'drain', listener: () => void): unknown;
}

/** Writes no faster than the server reads, and stops when the call is over (the server may refuse the first message). */
async function send<Q>(call: Writer<Q>, messages: Messages<Q>, over: Promise<void>): Promise<void> {
  let done = false;
  over.then(() => {
    done = true;
  });
  for await (const message of messages()) {
    if (!call.write(message)) await Promise.race([new Promise<void>((resolve) => call.once('drain', resolve)), over]);
    if (done) return;
  }
  call.end();
}

/** One attempt as a promise; `stop` cancels it. */
function settle<R>(
  connection: Connection,
  stop: AbortSignal,
  begin: (done: requestCallback<R>) => Pick<ClientUnaryCall, 'cancel'> & {
    on(event: 'status', listener: (status: StatusObject) => void): unknown;
  },
): Promise<R> {
  return new Promise((resolve, reject) => {
    if (stop.aborted) return reject(reasonOf(stop));
    const cancel = () => call.cancel();
    const call = begin((error, response) => {
      stop.removeEventListener('abort', cancel);
      if (error) reject(error);
      else resolve(response!);
    });
    call.on('status', (status) => connection.trailers(status.metadata));
    stop.addEventListener('abort', cancel, { once: true });
  });
}
