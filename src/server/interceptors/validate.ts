import { type Metadata, ServerInterceptingCall, type ServerInterceptor, status } from '@grpc/grpc-js';
import { Boundary } from '../../gen/sfs/v1/access.ts';
import { type Call, callOf } from '../call.ts';
import type { Principal, ProjectFacts } from '../context.ts';
import type { ContractReader } from '../contract.ts';
import { SfsError } from '../errors.ts';
import { fail } from '../fail.ts';

/** Bytes of one message at most; more is streamed. */
export const maxMessageBytes = 4 * 1024 * 1024 + 64 * 1024;

/** Finds the project that a request names, within the principal's reach. */
export type ResolveProject = (principal: Principal, project: string) => Promise<ProjectFacts>;

/**
 * Decodes the raw bytes strictly, checks them against the contract (all violations at once) and resolves `project`.
 *
 * It stands after authorize, so that nobody without permission makes the server decode anything.
 */
export function validate(reader: ContractReader, resolveProject: ResolveProject): ServerInterceptor {
  return (method, next) => {
    let metadata: Metadata | undefined;
    return new ServerInterceptingCall(next, {
      start: (go) =>
        go({
          onReceiveMetadata: (received, pass) => {
            metadata = received;
            pass(received);
          },
          onReceiveMessage: (message: unknown, pass) => {
            const call = callOf(metadata!);
            check(reader, resolveProject, method.path, call, message as Buffer).then(pass, (error) =>
              fail(next, call, error),
            );
          },
        }),
    });
  };
}

async function check(reader: ContractReader, resolveProject: ResolveProject, path: string, call: Call, bytes: Buffer) {
  if (bytes.length > maxMessageBytes)
    throw new SfsError(
      status.RESOURCE_EXHAUSTED,
      'MESSAGE_TOO_LARGE',
      `the message has ${bytes.length} bytes, the limit is ${maxMessageBytes}; stream findings with AddFindings`,
      { metadata: { limit_bytes: String(maxMessageBytes) } },
    );
  const request = reader.read(path, bytes);
  call.request ??= request as Record<string, unknown>;
  if (!call.rule.clientStream) call.bytes.push(bytes);
  if (call.rule.access.boundary === Boundary.BOUNDARY_PROJECT)
    call.project = await resolveProject(call.principal!, (request as { project: string }).project);
  return request;
}
