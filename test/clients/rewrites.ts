import { fromBinary, type Message, toBinary } from '@bufbuild/protobuf';
import { messageType } from './messages.ts';

/** Makes other bytes of a message's bytes. */
export type Rewrite = (message: Buffer) => Buffer;

// Field 4000 of type string, value "new": tag 32002, length 3.
const unknownField = Buffer.from([0x82, 0xfa, 0x01, 0x03, 0x6e, 0x65, 0x77]);

const change = (name: string, work: (message: Record<string, unknown>) => void) => (bytes: Buffer) => {
  const type = messageType(name);
  const message = fromBinary(type, bytes);
  work(message as unknown as Record<string, unknown>);
  return Buffer.from(toBinary(type, message));
};

/** What a newer server or client, or a rare value, looks like on the wire. */
export const rewrites = {
  /** A field that the receiver does not know, at the top of the message. */
  unknown_field: (bytes: Buffer) => Buffer.concat([bytes, unknownField]),
  /** A run with a status and a severity that were added later, and a new field inside. */
  newer_run: change('GetAgentRunResponse', (response) => {
    const run = response.run as Record<string, unknown> & Message;
    run.status = 99;
    run.severity = 42;
    run.$unknown = [{ no: 4000, wireType: 2, data: new Uint8Array([3, 0x6e, 0x65, 0x77]) }];
  }),
  /** Numbers that do not fit into a double. */
  large_numbers: change('GetServerInfoResponse', (response) => {
    response.auditEvents = 9_223_372_036_854_775_807n;
    response.auditCheckpointSize = -9_223_372_036_854_775_807n;
  }),
} satisfies Record<string, Rewrite>;
