import { type ChannelOptions, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { statusDetails } from '../../src/cli/status_details.ts';
import { AgentRunServiceClient } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { AuditServiceClient } from '../../src/gen/client/sfs/v1/audit.ts';
import { PersonaServiceClient } from '../../src/gen/client/sfs/v1/persona.ts';
import { ProjectServiceClient } from '../../src/gen/client/sfs/v1/project.ts';
import { ServerServiceClient } from '../../src/gen/client/sfs/v1/server.ts';
import { ServiceKeyServiceClient } from '../../src/gen/client/sfs/v1/service_key.ts';
import { TicketServiceClient } from '../../src/gen/client/sfs/v1/ticket.ts';
import * as messages from './messages.ts';

/** A refused call, with its details decoded. */
export class Refused extends Error {
  readonly code: keyof typeof status;
  readonly reason: string;
  readonly metadata: Record<string, string>;
  readonly violations: { field: string; description: string }[];
  readonly retryAfter: number | undefined;
  readonly trailers: Metadata;
  constructor(error: ServiceError) {
    const details = statusDetails(error.metadata);
    super(error.details);
    this.code = status[error.code] as keyof typeof status;
    this.reason = details.reason ?? '';
    this.metadata = details.metadata ?? {};
    this.violations = details.violations;
    this.retryAfter = details.retryAfter;
    this.trailers = error.metadata;
  }
}

/** How one call of a test differs from the usual. */
export interface TestCall {
  /** Milliseconds from now; default 20,000. */
  deadlineMs?: number;
  signal?: AbortSignal;
  /** Receives the trailers of an answered call. */
  trailers?: (trailers: Metadata) => void;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of a generated client's method is taken apart here.
type Any = any;

/** Methods of a generated client as promises; requests may leave fields out. */
export type Easy<C> = {
  [M in keyof C as C[M] extends (...args: never[]) => unknown ? M : never]: C[M] extends {
    (request: infer Q, callback: (error: ServiceError | null, response: infer R) => void): unknown;
    (request: Any, metadata: Any, callback: Any): unknown;
    (request: Any, metadata: Any, options: Any, callback: Any): unknown;
  }
    ? (request?: Partial<Q>, call?: TestCall) => Promise<R>
    : C[M] extends (request: infer Q, options?: Any) => AsyncIterable<infer R>
      ? (request?: Partial<Q>, call?: TestCall) => AsyncIterable<R>
      : C[M];
};

type Method = { path: string; requestStream: boolean; responseStream: boolean };

/** A generated client whose unary methods answer promises; streams of the client are reached through `raw`. */
export function easy<C extends { close(): void }>(
  make: { new (address: string, creds: Any, options?: ChannelOptions): C; service: Record<string, Any> },
  address: string,
  key: string | undefined,
  creds = credentials.createInsecure(),
  options: ChannelOptions = {},
): Easy<C> & { raw: C; headers(): Metadata } {
  const raw = new make(address, creds, options) as Any;
  const headers = () => {
    const metadata = new Metadata();
    if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
    return metadata;
  };
  const methods = Object.entries(make.service as Record<string, Method>).map(([name, method]) => {
    const fill = (request: object = {}) => messages.request(method.path, request);
    const options = (call: TestCall = {}) => ({ deadline: Date.now() + (call.deadlineMs ?? 20_000) });
    if (method.responseStream)
      return [name, (q: object, call?: TestCall) => stream(raw[name](fill(q), headers(), options(call)), call)];
    if (method.requestStream) return [name, raw[name].bind(raw)];
    return [
      name,
      (q: object, call?: TestCall) => unary((done) => raw[name](fill(q), headers(), options(call), done), call),
    ];
  });
  return Object.assign(Object.fromEntries(methods), { raw, headers });
}

function unary(send: (done: (error: ServiceError | null, response: unknown) => void) => Any, call: TestCall = {}) {
  return new Promise((resolve, reject) => {
    const sent = send((error, response) => (error ? reject(new Refused(error)) : resolve(response)));
    sent.on('status', (answer: { metadata: Metadata }) => call.trailers?.(answer.metadata));
    call.signal?.addEventListener('abort', () => sent.cancel(), { once: true });
  });
}

async function* stream(incoming: Any, call: TestCall = {}) {
  call.signal?.addEventListener('abort', () => incoming.cancel(), { once: true });
  try {
    for await (const message of incoming) yield message;
  } catch (error) {
    throw new Refused(error as ServiceError);
  } finally {
    incoming.cancel();
  }
}

/** One client per service, all with the same key. */
export function clients(address: string, key: string | undefined, creds = credentials.createInsecure()) {
  return {
    runs: easy(AgentRunServiceClient, address, key, creds),
    audit: easy(AuditServiceClient, address, key, creds),
    personas: easy(PersonaServiceClient, address, key, creds),
    projects: easy(ProjectServiceClient, address, key, creds),
    server: easy(ServerServiceClient, address, key, creds),
    keys: easy(ServiceKeyServiceClient, address, key, creds),
    tickets: easy(TicketServiceClient, address, key, creds),
  };
}
export type Clients = ReturnType<typeof clients>;
