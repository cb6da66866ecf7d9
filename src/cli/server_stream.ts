import type { Connection } from './connection.ts';
import type { CallOptions, Method } from './method.ts';
import { Retries, reasonOf } from './retry.ts';

/**
 * A watch. It has no deadline of its own: a server that stops sends its watchers elsewhere (UNAVAILABLE), so it is opened
 * again until it has failed for as long as `--deadline`. It ends quietly when nobody reads stdout any more.
 *
 * @param request is written anew for each opening: whoever changes it while reading goes on from there, and not from the start
 */
export async function* serverStream<Q, R>(
  connection: Connection,
  method: Method<Q, R>,
  request: Q,
  options: CallOptions,
): AsyncGenerator<R, void, undefined> {
  const plan = connection.plan(options);
  const stop = AbortSignal.any([plan.stop, connection.stdoutClosed]);
  const retries = new Retries({ ...plan, stop });
  for (;;) {
    try {
      for await (const message of once(connection, method, request, options, stop)) {
        retries.succeeded();
        yield message;
      }
      return;
    } catch (error) {
      if (connection.stdoutClosed.aborted) return;
      await retries.after(error);
    }
  }
}

async function* once<Q, R>(
  connection: Connection,
  { path, requestSerialize, responseDeserialize }: Method<Q, R>,
  request: Q,
  options: CallOptions,
  stop: AbortSignal,
): AsyncGenerator<R, void, undefined> {
  if (stop.aborted) throw reasonOf(stop);
  const headers = connection.headers(options);
  const call = connection.client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, headers);
  const cancel = () => call.cancel();
  call.on('status', (status) => connection.trailers(status.metadata));
  stop.addEventListener('abort', cancel, { once: true });
  try {
    for await (const message of call) yield message as R;
  } finally {
    stop.removeEventListener('abort', cancel);
    call.cancel();
  }
}
