import {
  create,
  type DescField,
  type DescMessage,
  type DescMethod,
  type JsonObject,
  type Message,
} from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleOf } from '../contract/field_rules.ts';
import { methods, registry } from '../contract/methods.ts';
import { minimalRequest } from '../contract/minimal.ts';
import { AnyClient } from '../support/any_call.ts';
import { Refused } from '../support/clients.ts';
import { startWorld, type World } from '../support/server.ts';

// What breaks the contract is INVALID_ARGUMENT with the field, never INTERNAL: every field of every request, from the descriptors.
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

const hex = '0123456789abcdef0123456789abcdef';
const ids = Object.fromEntries(['run', 'tk', 'mem', 'key'].map((prefix) => [prefix, `${prefix}_${hex}`]));

/** Values that the rule of a field forbids, with a name for the report. */
function forbidden(field: DescField): [what: string, value: unknown][] {
  const rule = (ruleOf(registry, field) ?? {}) as Record<string, JsonObject>;
  const list = field.fieldKind === 'list';
  const items = ((list ? rule.repeated?.items : rule) ?? {}) as Record<string, JsonObject>;
  const wrap = (value: unknown) => (list ? [value] : value);
  const values: [string, unknown][] = [];
  if (field.scalar === 9) {
    const limit = Number(items.string?.maxLen ?? items.string?.maxBytes ?? 2_000);
    values.push(['over-long', wrap('x'.repeat(limit + 1))], ['NUL', wrap('a\0b')]);
  }
  if (field.enum) values.push(['unknown enum value', wrap(4711)], ['negative enum value', wrap(-1)]);
  if (field.scalar === 5) values.push(['negative', wrap(-5)], ['huge', wrap(2_147_483_647)]);
  if (list && rule.repeated?.maxItems && field.scalar === 9)
    values.push(['too many', new Array(Number(rule.repeated.maxItems) + 1).fill('x')]);
  return values.filter(([what]) => !(what === 'huge' && Number(items.int32?.lte ?? 0) === 2_147_483_647));
}

const direct = (method: DescMethod): { type: DescMessage; wrap: (message: Message) => Message } => {
  const part = method.input.oneofs.find((oneof) => oneof.name === 'part')?.fields[0];
  if (!part?.message) return { type: method.input, wrap: (message) => message };
  return {
    type: part.message,
    wrap: (message) =>
      create(
        method.input as never,
        { [part.oneof!.localName]: { case: part.localName, value: message } } as never,
      ) as Message,
  };
};

test.each(methods().map((method) => [method.name, method] as const))(
  '%s: each field out of bounds is named',
  async (_name, method) => {
    const { type, wrap } = direct(method);
    for (const field of type.fields)
      for (const [what, value] of forbidden(field)) {
        const request = minimalRequest(type, ids) as unknown as Record<string, unknown>;
        request[field.localName] = value;
        const answer = await client.call(method, wrap(request as unknown as Message), world.ownerKey);
        expect(answer, `${method.name}.${field.name} ${what}`).toBeInstanceOf(Refused);
        const { code, violations } = answer as Refused;
        expect({ what, code }, `${method.name}.${field.name}`).toEqual({ what, code: 'INVALID_ARGUMENT' });
        expect(violations.map((violation) => violation.field).join(), `${method.name} ${what}`).toContain(field.name);
      }
  },
);

describe('bytes that are no message', () => {
  const get = methods().find((method) => method.name === 'GetAgentRun')!;
  const create_ = methods().find((method) => method.name === 'CreateTicket')!;

  test.each([
    [
      'invalid UTF-8',
      new BinaryWriter()
        .tag(4, WireType.LengthDelimited)
        .bytes(Uint8Array.of(0xff, 0xfe, 0x41))
        .finish(),
    ],
    [
      'a lone surrogate',
      new BinaryWriter()
        .tag(4, WireType.LengthDelimited)
        .bytes(Uint8Array.of(0xed, 0xa0, 0x80))
        .finish(),
    ],
    ['a length beyond the end', Uint8Array.of(0x22, 0x7f, 0x41)],
    ['noise', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)],
    ['a field that is not in the contract', new BinaryWriter().tag(900, WireType.Varint).uint32(1).finish()],
  ])('%s: MALFORMED_MESSAGE', async (_what, bytes) => {
    const answer = await client.call(create_, bytes, world.ownerKey);
    expect(answer).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'MALFORMED_MESSAGE' });
  });

  test('a field that is not in the contract, deep inside: its path is told', async () => {
    const criterion = new BinaryWriter()
      .tag(1, WireType.LengthDelimited)
      .string('x')
      .tag(77, WireType.Varint)
      .uint32(1)
      .finish();
    const bytes = new BinaryWriter()
      .tag(4, WireType.LengthDelimited)
      .string('t')
      .tag(9, WireType.LengthDelimited)
      .bytes(criterion)
      .finish();
    const answer = await client.call(create_, bytes, world.ownerKey);
    expect(answer).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'MALFORMED_MESSAGE' });
    expect((answer as Refused).message).toContain('acceptance_criteria.#77');
  });

  test('a message over 4 MiB: MESSAGE_TOO_LARGE, with the limit', async () => {
    const answer = await client.call(create_, Buffer.alloc(5 * 1024 * 1024), world.ownerKey);
    expect(answer).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'MESSAGE_TOO_LARGE' });
  });

  test('nobody is decoded for without a key', async () => {
    const answer = await client.call(get, Uint8Array.of(0xff), undefined);
    expect(answer).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' });
  });
});

test('200 violations: 20 are told, the rest is counted, and the header stays small', async () => {
  const method = methods().find((one) => one.name === 'CreateTicket')!;
  const request = minimalRequest(method.input, ids) as unknown as Record<string, unknown>;
  request.fileRefs = new Array(200).fill('');
  const answer = (await client.call(method, request as unknown as Message, world.ownerKey)) as Refused;
  expect(answer).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'INVALID_FIELDS' });
  expect(answer.violations.length).toBeGreaterThan(5);
  expect(answer.violations.length + Number(answer.metadata.more_violations)).toBe(200);
  expect((answer.trailers.get('grpc-status-details-bin')[0] as Buffer).length).toBeLessThanOrEqual(4_000);
});

test('nothing of the input comes back', async () => {
  const method = methods().find((one) => one.name === 'CreateTicket')!;
  const request = minimalRequest(method.input, ids) as unknown as Record<string, unknown>;
  request.sessionId = 'MARKER'.repeat(100);
  const answer = (await client.call(method, request as unknown as Message, world.ownerKey)) as Refused;
  expect(answer.code).toBe('INVALID_ARGUMENT');
  expect(
    answer.message + JSON.stringify(answer.violations) + answer.trailers.get('grpc-status-details-bin'),
  ).not.toContain('MARKER');
});
