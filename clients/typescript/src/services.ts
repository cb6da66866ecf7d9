import { type CallOptions, type Connection, type Method, serverStream, unary } from './call.ts';

// biome-ignore lint/suspicious/noExplicitAny: any message will do.
type Message = any;

/** A service as src/gen/methods.ts describes it. */
type Description = Record<string, { kind: string; request: { fromPartial(part: Message): Message } } & Method<Message, Message>>;

/** What a request may look like: fields that are left out have their defaults. */
export type Request<M extends Description[string]> = Parameters<M['request']['fromPartial']>[0];
type Response<M extends Description[string]> = ReturnType<M['response']['decode']>;

/** The methods of a service. Streams of the client have a function of their own (`addFindings`). */
export type Service<D extends Description> = {
  readonly [K in keyof D as D[K]['kind'] extends 'client_streaming' ? never : K]: D[K]['kind'] extends 'unary'
    ? (request: Request<D[K]>, options?: CallOptions) => Promise<Response<D[K]>>
    : (request: Request<D[K]>, options?: CallOptions) => AsyncGenerator<Response<D[K]>, void, undefined>;
};

/** Makes the methods of a service over a connection. */
export function service<D extends Description>(connection: Connection, description: D): Service<D> {
  const methods = Object.entries(description)
    .filter(([, { kind }]) => kind !== 'client_streaming')
    .map(([name, method]) => {
      const call = method.kind === 'unary' ? unary : serverStream;
      return [
        name,
        (request: Message, options: CallOptions = {}) =>
          (call as typeof unary)(connection, method, method.request.fromPartial(request), options),
      ];
    });
  return Object.freeze(Object.fromEntries(methods));
}
