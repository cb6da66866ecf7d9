import { type DescMessage, type DescMethod, fromBinary, type JsonValue, toJson } from '@bufbuild/protobuf';
import { status } from '@grpc/grpc-js';
import { ErrorInfo, RetryInfo } from '../../src/gen/client/google/rpc/error_details.ts';
import { Status } from '../../src/gen/client/google/rpc/status.ts';
import * as contract from '../contract/methods.ts';

/** The contract as the server has it. */
export const { registry } = contract;

/** Every method of sfs.v1, as `AgentRunService/CreateAgentRun`. */
export const methods = new Map<string, DescMethod>(
  contract.methods().map((method) => [`${method.parent.name}/${method.name}`, method]),
);

export function messageType(name: string): DescMessage {
  const type = registry.getMessage(`sfs.v1.${name}`);
  if (!type) throw new Error(`there is no message ${name}`);
  return type;
}

/** The first message of a request body, as proto3 JSON. */
export function requestJson(method: string, body: Buffer): Record<string, JsonValue> {
  const type = methods.get(method)?.input;
  if (!type || body.length < 5) return {};
  const length = body.readUInt32BE(1);
  return toJson(type, fromBinary(type, body.subarray(5, 5 + length)), { registry }) as Record<string, JsonValue>;
}

/** A status as the server sends it, with details. */
export function statusHeaders(answer: {
  code: string;
  reason?: string;
  message?: string;
  retry_after_ms?: number;
}): Record<string, string> {
  const code = status[answer.code as keyof typeof status];
  const details: { typeUrl: string; value: Buffer }[] = [];
  const add = (name: string, value: Uint8Array) =>
    details.push({ typeUrl: `type.googleapis.com/google.rpc.${name}`, value: Buffer.from(value) });
  if (answer.reason) {
    const info = ErrorInfo.create({ reason: answer.reason, domain: 'sfs', metadata: { call_id: 'call-of-the-gate' } });
    add('ErrorInfo', ErrorInfo.encode(info).finish());
  }
  if (answer.retry_after_ms !== undefined) {
    const ms = answer.retry_after_ms;
    const retryDelay = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
    add('RetryInfo', RetryInfo.encode(RetryInfo.fromPartial({ retryDelay })).finish());
  }
  const message = answer.message ?? `${answer.code} of the gate`;
  const all = Status.encode(Status.fromPartial({ code, message, details })).finish();
  return {
    'grpc-status': String(code),
    'grpc-message': percentEncoded(message),
    ...(details.length > 0
      ? { 'grpc-status-details-bin': Buffer.from(all).toString('base64').replace(/=+$/, '') }
      : {}),
  };
}

/** As gRPC wants it: only what is not printable ASCII, and the percent sign. */
function percentEncoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}
