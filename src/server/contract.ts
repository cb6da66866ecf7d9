import { readFileSync } from 'node:fs';
import { createFileRegistry, type DescMessage, type FileRegistry, fromBinary, type Message } from '@bufbuild/protobuf';
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { createValidator, type Violation as RuleViolation, type Validator } from '@bufbuild/protovalidate';
import { invalidFields, malformed, SfsError } from './errors.ts';
import { type WireScan, wireScan } from './wire_scan.ts';

/** Reads requests as the contract demands. */
export interface ContractReader {
  /** Decodes and checks the message of a method; throws INVALID_ARGUMENT. */
  read(path: string, bytes: Uint8Array): unknown;
}

/** How ts-proto decodes the request of each method. */
export type Decoders = ReadonlyMap<string, (bytes: Buffer) => unknown>;

const patterns = new Map<string, RegExp>();

/** The patterns are the contract's own and none of them can take long, so that Node's engine serves, which is many times as fast. */
function matches(pattern: string, text: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known.test(text);
}

/** The committed descriptors, with the validation rules in them. */
export function loadRegistry(): FileRegistry {
  const bytes = readFileSync(new URL('../gen/descriptors.binpb', import.meta.url));
  const set: FileDescriptorSet = fromBinary(FileDescriptorSetSchema, bytes);
  return createFileRegistry(set);
}

/**
 * Reads requests strictly: invalid UTF-8, broken or ambiguous encodings, unknown fields and lists over their length are refused,
 * then every rule of the proto is checked and all violations are told at once. What the handler gets is ts-proto's decoding of
 * the same bytes.
 */
export function contractReader(registry: FileRegistry, decoders: Decoders): ContractReader {
  const validator = createValidator({ registry, regexMatch: matches });
  const scan = wireScan(registry);
  const inputs = new Map<string, DescMessage>();
  for (const file of registry.files)
    for (const service of file.services)
      for (const method of service.methods) inputs.set(`/${service.typeName}/${method.name}`, method.input);
  return {
    read(path, bytes) {
      const schema = inputs.get(path);
      const decode = decoders.get(path);
      if (!schema || !decode) throw new Error(`${path} is not in the descriptors: run npm run gen`);
      checkRules(validator, schema, decodeStrictly(scan, schema, bytes));
      return decode(bytes as Buffer);
    },
  };
}

function decodeStrictly(scan: WireScan, schema: DescMessage, bytes: Uint8Array): Message {
  try {
    scan(schema, bytes);
    return fromBinary(schema, bytes);
  } catch (cause) {
    if (cause instanceof SfsError) throw cause;
    throw malformed(`the bytes are no ${schema.typeName}: the encoding is broken or a string is not UTF-8`, cause);
  }
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
  // "must be run_ and 32 hex digits" says more than its regular expression.
  const prefix = /\^\(?([a-z]+)_\[0-9a-f\]\{32\}/.exec(violation.message)?.[1];
  if (prefix) return `must be an id: ${prefix}_ and 32 lower-case hex digits`;
  return violation.message.replace(/^value /, '').slice(0, 200);
}
