import { type ServiceError, status } from '@grpc/grpc-js';
import { CliError, type ErrorFacts } from './cli_error.ts';
import { exit } from './exit.ts';
import type { ServerAddress } from './server_address.ts';
import { type StatusDetails, statusDetails } from './status_details.ts';

const codes: Partial<Record<status, number>> = {
  [status.INVALID_ARGUMENT]: exit.usage,
  [status.OUT_OF_RANGE]: exit.usage,
  [status.UNAUTHENTICATED]: exit.denied,
  [status.PERMISSION_DENIED]: exit.denied,
  [status.NOT_FOUND]: exit.notFound,
  [status.ALREADY_EXISTS]: exit.conflict,
  [status.ABORTED]: exit.conflict,
  [status.FAILED_PRECONDITION]: exit.conflict,
  [status.UNAVAILABLE]: exit.unreachable,
  [status.DEADLINE_EXCEEDED]: exit.unreachable,
  [status.CANCELLED]: exit.unreachable,
  [status.RESOURCE_EXHAUSTED]: exit.rateLimited,
};

/** What a call that failed means: whether another try helps, and what to tell the user if there is none. */
export interface Failure {
  /** Seconds to wait at least; undefined where trying again cannot help. */
  retryAfter: number | undefined;
  error: CliError;
}

/** Reads a gRPC error. `seconds` is how long the call was tried. */
export function readFailure(error: ServiceError, server: ServerAddress, seconds: number): Failure {
  const details = statusDetails(error.metadata);
  const code = effectiveCode(error, details);
  const certificate =
    code === status.UNAVAILABLE &&
    /certificate|self.signed|wrong version number|packet length|EPROTO/i.test(error.details);
  const retryAfter = certificate ? undefined : (details.retryAfter ?? (code === status.UNAVAILABLE ? 0 : undefined));
  const [message, hint] = explain(error, code, details, server, seconds, certificate);
  return {
    retryAfter,
    error: new CliError(exitOf(error, code, details), message, {
      ...(hint === undefined ? {} : { hint }),
      facts: facts(code, details),
      cause: error,
    }),
  };
}

/** A connection that broke under a call is reported in many ways; none of them is a bug of sfs. */
function effectiveCode(error: ServiceError, details: StatusDetails): status {
  const broken = /RST_STREAM|ECONNRESET|EPIPE|socket hang up|HTTP status code|Connection dropped/i.test(error.details);
  return details.reason === undefined && broken ? status.UNAVAILABLE : error.code;
}

function exitOf(error: ServiceError, code: status, { reason }: StatusDetails): number {
  const large =
    code === status.RESOURCE_EXHAUSTED && (reason === 'MESSAGE_TOO_LARGE' || /larger than/.test(error.details));
  return large ? exit.usage : (codes[code] ?? exit.bug);
}

function explain(
  error: ServiceError,
  code: status,
  { reason }: StatusDetails,
  server: ServerAddress,
  seconds: number,
  certificate: boolean,
): [message: string, hint?: string] {
  const how = `${server.name} (${server.tls ? 'TLS' : 'plaintext'})`;
  const after = `within ${Math.max(1, Math.round(seconds))} s`;
  const details = plainly(error.details);
  if (certificate) {
    // The server's alert is the only one that is about our certificate, and not about its own.
    if (/alert (bad|unknown)? ?certificate|certificate required/i.test(details))
      return [`the server ${how} wants a certificate of ours`, 'give it with --tls-cert FILE and --tls-key FILE'];
    return [
      `no trusted connection to ${how}: ${details}`,
      'give the authority with --tls-ca FILE, or check that the server speaks TLS',
    ];
  }
  if (code === status.UNAVAILABLE && reason === undefined) {
    // A connection that was made and then broke, before a word of HTTP/2.
    const silent = !server.tls && /^Failed to connect/.test(details);
    const start = silent
      ? 'if it speaks TLS, write https:// before its address'
      : server.loopback
        ? 'start one with: sfs serve'
        : 'check the address, the network and the server';
    return [
      `the server ${how} cannot be reached ${after}: ${details}`,
      `${start} (the address: --server or SFS_SERVER)`,
    ];
  }
  if (code === status.DEADLINE_EXCEEDED) {
    return [
      `the server ${how} did not answer ${after}`,
      'whether it acted is unknown: run the same command with the same --request-id, or a longer --deadline',
    ];
  }
  if (code === status.UNIMPLEMENTED)
    return [`the server ${how} is older than this CLI: it does not know this method`, 'update the server'];
  return [error.details || `the server answered ${status[code]}`];
}

/** grpc-js wraps the one thing that matters, e.g. `connect ECONNREFUSED 127.0.0.1:7350`, into its own state. */
function plainly(details: string): string {
  return (
    details
      .replace(/^No connection established\. Last error: (Error: )?/, '')
      .replace(/\.? *Resolution note: *$/, '')
      .replace(/; if the root CA is installed locally, .*$/s, '')
      .replace(/\s*\(\d{4}-\d\d-\d\dT[\d:.]+Z\)$/, '')
      // OpenSSL's errors: of number, library, function, reason, file and line only the reason says something.
      .replace(/^[\dA-F]+:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):.*$/s, '$1')
  );
}

function facts(code: status, { reason, metadata, violations }: StatusDetails): ErrorFacts {
  return {
    status: status[code],
    ...(reason === undefined ? {} : { reason }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(violations.length === 0 ? {} : { violations }),
    ...(metadata?.call_id === undefined ? {} : { call_id: metadata.call_id }),
  };
}
