import {
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { Any } from '../../src/gen/client/google/protobuf/any.ts';
import { BadRequest, ErrorInfo, RetryInfo } from '../../src/gen/client/google/rpc/error_details.ts';
import { Status } from '../../src/gen/client/google/rpc/status.ts';

/** A real gRPC server on a free port, for answers that the real one gives only in trouble. Returns its address. */
export async function grpcServer(service: ServiceDefinition, handlers: UntypedServiceImplementation): Promise<string> {
  const server = new Server();
  server.addService(service, handlers);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  onTestFinished(() => server.forceShutdown());
  return `127.0.0.1:${port}`;
}

export interface Trouble {
  reason?: string;
  metadata?: Record<string, string>;
  violations?: Record<string, string>;
  /** Milliseconds. */
  retryAfter?: number;
}

/** An error as the server sends it, with details. */
export function trouble(
  code: status,
  message: string,
  { reason, metadata = {}, violations, retryAfter }: Trouble = {},
) {
  const details: Any[] = [];
  const add = (type: string, value: Uint8Array) =>
    details.push(Any.create({ typeUrl: `type.googleapis.com/google.rpc.${type}`, value: Buffer.from(value) }));
  if (reason) add('ErrorInfo', ErrorInfo.encode(ErrorInfo.create({ reason, domain: 'sfs', metadata })).finish());
  if (violations) {
    const fieldViolations = Object.entries(violations).map(([field, description]) => ({ field, description }));
    add('BadRequest', BadRequest.encode(BadRequest.fromPartial({ fieldViolations })).finish());
  }
  if (retryAfter !== undefined) {
    const retryDelay = { seconds: Math.floor(retryAfter / 1000), nanos: (retryAfter % 1000) * 1e6 };
    add('RetryInfo', RetryInfo.encode(RetryInfo.create({ retryDelay })).finish());
  }
  const trailers = new Metadata();
  if (details.length > 0) {
    trailers.set(
      'grpc-status-details-bin',
      Buffer.from(Status.encode(Status.create({ code, message, details })).finish()),
    );
  }
  return Object.assign(new Error(message), { code, details: message, metadata: trailers });
}
