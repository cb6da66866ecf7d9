import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { methods } from '../contract/methods.ts';
import { AnyClient } from '../support/any_call.ts';
import type { Refused } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';

// Bytes that two decoders read in two ways, or that cost far more to decode than to send, get no further than the door.
let world: World;
let client: AnyClient;
beforeAll(async () => {
  world = await startWorld();
  client = new AnyClient(world.address);
});
afterAll(async () => {
  client?.close();
  await world?.stop();
});

const method = (name: string) => methods().find((one) => one.name === name)!;
const call = (name: string, bytes: Uint8Array) => client.call(method(name), bytes, world.ownerKey) as Promise<Refused>;
const text = (writer: BinaryWriter, no: number, value: string) =>
  writer.tag(no, WireType.LengthDelimited).string(value);
const bytes = (writer: BinaryWriter, no: number, value: Uint8Array) =>
  writer.tag(no, WireType.LengthDelimited).bytes(value);
const runId = `run_${'0'.repeat(32)}`;

test('a message that is two parts of a oneof is refused: the one that nobody checks must not get through', async () => {
  const start = text(text(new BinaryWriter(), 1, runId), 2, 'a\0b').finish();
  const both = bytes(bytes(new BinaryWriter(), 1, start), 2, new Uint8Array()).finish();
  expect(await call('AddFindings', both)).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'MALFORMED_MESSAGE' });
});

test('a field that is sent twice is refused', async () => {
  const twice = text(text(new BinaryWriter(), 4, 'one'), 4, 'two').finish();
  const refused = await call('CreateTicket', twice);
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'MALFORMED_MESSAGE' });
  expect(refused.message).toContain('title');
});

test('a field in another form than the contract has is refused', async () => {
  const wrong = text(new BinaryWriter(), 1, runId).tag(2, WireType.Varint).uint32(7).finish();
  const refused = await call('CancelAgentRun', wrong);
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'MALFORMED_MESSAGE' });
  expect(refused.message).toContain('reason');
});

const items = (tag: number, count: number) => Buffer.alloc(2 * count).fill(Buffer.from([(tag << 3) | 2, 0]));

test.each([
  ['of texts', 'CreateTicket', () => Buffer.concat([text(new BinaryWriter(), 4, 't').finish(), items(10, 500_000)])],
  ['of messages', 'CompleteAgentRun', () => bytes(text(new BinaryWriter(), 1, runId), 5, items(1, 500_000)).finish()],
  ['of enums, packed', 'ListTickets', () => bytes(new BinaryWriter(), 2, Buffer.alloc(500_000, 1)).finish()],
  [
    'of enums, one by one',
    'ListTickets',
    () => Buffer.alloc(1_000_000).fill(Buffer.from([(2 << 3) | WireType.Varint, 1])),
  ],
  ['of paths', 'UpdateTicket', () => bytes(new BinaryWriter(), 11, items(1, 500_000)).finish()],
] as const)('a list %s that is far too long is refused by its length alone', async (_what, name, make) => {
  const refused = await call(name, make());
  expect(refused.code).toBe('INVALID_ARGUMENT');
  expect(refused.violations).toHaveLength(1);
  expect(refused.violations[0]?.description).toMatch(/no more than \d+ item/);
  expect(refused.metadata.more_violations).toBeUndefined();
});
