import { readFileSync } from 'node:fs';
import {
  createFileRegistry,
  type DescField,
  type DescMessage,
  type FileRegistry,
  fromBinary,
  type Message,
} from '@bufbuild/protobuf';
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { createValidator, type Violation as RuleViolation, type Validator } from '@bufbuild/protovalidate';
import { status } from '@grpc/grpc-js';
import { invalidFields, SfsError } from './errors.ts';

/** Reads requests as the contract demands. */
export interface ContractReader {
  /** Decodes and checks the message of a method; throws INVALID_ARGUMENT. */
  read(path: string, bytes: Uint8Array): unknown;
}

/** How ts-proto decodes the request of each method. */
export type Decoders = ReadonlyMap<string, (bytes: Buffer) => unknown>;

/** The committed descriptors, with the validation rules in them. */
export function loadRegistry(): FileRegistry {
  const bytes = readFileSync(new URL('../gen/descriptors.binpb', import.meta.url));
  const set: FileDescriptorSet = fromBinary(FileDescriptorSetSchema, bytes);
  return createFileRegistry(set);
}

/**
 * Reads requests strictly: invalid UTF-8, broken encodings and unknown fields are refused, then every rule of the proto is
 * checked and all violations are told at once. What the handler gets is ts-proto's decoding of the same bytes.
 */
export function contractReader(registry: FileRegistry, decoders: Decoders): ContractReader {
  const validator = createValidator({ registry });
  const inputs = new Map<string, DescMessage>();
  for (const file of registry.files)
    for (const service of file.services)
      for (const method of service.methods) inputs.set(`/${service.typeName}/${method.name}`, method.input);
  return {
    read(path, bytes) {
      const schema = inputs.get(path);
      const decode = decoders.get(path);
      if (!schema || !decode) throw new Error(`${path} is not in the descriptors: run npm run gen`);
      checkRules(validator, schema, decodeStrictly(schema, bytes));
      return decode(Buffer.from(bytes));
    },
  };
}

function decodeStrictly(schema: DescMessage, bytes: Uint8Array): Message {
  let message: Message;
  try {
    message = fromBinary(schema, bytes);
  } catch (cause) {
    throw malformed(`the bytes are no ${schema.typeName}: the encoding is broken or a string is not UTF-8`, cause);
  }
  const unknown = unknownField(schema, message, '');
  if (unknown)
    throw malformed(
      `${unknown}: this server does not know that field; it is older than the client, or the client is wrong`,
    );
  return message;
}

function checkRules(validator: Validator, schema: DescMessage, message: Message) {
  const result = validator.validate(schema, message);
  if (result.kind === 'valid') return;
  if (result.kind === 'error') throw result.error;
  throw invalidFields(result.violations.map(describe));
}

// protovalidate's sentences name rule and bound and never the value.
function describe(violation: RuleViolation) {
  const field = violation.field.map(segment).join('').replace(/^\./, '') || '(message)';
  return { field, description: friendly(violation) };
}

type Segment = RuleViolation['field'][number];

function segment(part: Segment): string {
  if (part.kind === 'list_sub') return `[${part.index}]`;
  if (part.kind === 'map_sub') return `[${JSON.stringify(part.key)}]`;
  if (part.kind === 'extension') return `.(${part.typeName})`;
  return `.${part.name}`;
}

// The proto says the rest well; a NUL in a message about NULs would not travel.
function friendly(violation: RuleViolation): string {
  if (violation.ruleId === 'string.not_contains') return 'must not contain a NUL character';
  return violation.message.replace(/^value /, '').slice(0, 200);
}

/** Path of the first field that the schema does not know, in depth. */
function unknownField(schema: DescMessage, message: Message, path: string): string | undefined {
  const first = message.$unknown?.[0];
  if (first) return `${path}#${first.no}`;
  for (const field of schema.fields) {
    if (!field.message) continue;
    const found = unknownIn(
      field,
      (message as unknown as Record<string, unknown>)[field.localName],
      `${path}${field.name}.`,
      message,
    );
    if (found) return found;
  }
  return undefined;
}

function unknownIn(field: DescField, value: unknown, path: string, parent: Message): string | undefined {
  if (field.oneof) {
    const chosen = (parent as unknown as Record<string, { case?: string; value?: unknown }>)[field.oneof.localName];
    return chosen?.case === field.localName ? unknownField(field.message!, chosen.value as Message, path) : undefined;
  }
  if (value === undefined || value === null) return undefined;
  if (field.fieldKind === 'list') {
    for (const item of value as Message[]) {
      const found = unknownField(field.message!, item, path);
      if (found) return found;
    }
    return undefined;
  }
  return field.fieldKind === 'message' ? unknownField(field.message!, value as Message, path) : undefined;
}

const malformed = (message: string, cause?: unknown) =>
  new SfsError(status.INVALID_ARGUMENT, 'MALFORMED_MESSAGE', message, {}, { cause });
