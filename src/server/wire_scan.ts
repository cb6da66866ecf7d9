import {
  type DescField,
  type DescMessage,
  getExtension,
  hasExtension,
  type Registry,
  ScalarType,
} from '@bufbuild/protobuf';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { invalidField, malformed } from './errors.ts';

/** Walks the bytes of a message; throws INVALID_ARGUMENT where they are not to be decoded. */
export type WireScan = (schema: DescMessage, bytes: Uint8Array) => void;

/** What the scan knows of one field. */
interface Shape {
  name: string;
  wireType: WireType;
  /** Items at most; 1 for what is no list. */
  most: number;
  list: boolean;
  /** Fields of one oneof share a name, so that a message holds one of them only. */
  slot: string;
  message: DescMessage | undefined;
}

/** Entries of a list whose own rule does not say how many there may be: the paths of a mask. */
const listMost = 1_000;

/**
 * Makes the scan that stands before decoding: it creates nothing and stops at the first offence, because a message of 4 MiB can
 * hold two million empty items, which take seconds and gigabytes once they are decoded and each is checked.
 *
 * It also refuses what decoders read in different ways, so that what is validated is what the handler gets: unknown fields,
 * a field that comes twice, two parts of one oneof, a field in another wire form. No encoder writes such bytes.
 */
export function wireScan(registry: Registry): WireScan {
  const known = new Map<DescMessage, ReadonlyMap<number, Shape>>();
  const shapes = (schema: DescMessage) => {
    const found = known.get(schema) ?? new Map(schema.fields.map((field) => [field.number, shapeOf(registry, field)]));
    known.set(schema, found);
    return found;
  };
  const scan = (schema: DescMessage, bytes: Uint8Array, path: string): void => {
    const seen = new Map<string, number>();
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      const shape = shapes(schema).get(number);
      if (!shape) throw malformed(`${path}#${number}: ${unknownField}`);
      const name = path + shape.name;
      const packed = shape.list && wireType === WireType.LengthDelimited && shape.wireType !== wireType;
      if (wireType !== shape.wireType && !packed) throw malformed(`${name}: has another form than in the contract`);
      const value = reader.skip(wireType, number);
      const count = (seen.get(shape.slot) ?? 0) + (packed ? varintsIn(value) : 1);
      if (count > shape.most) throw shape.list ? tooMany(name, shape.most) : malformed(`${name}: comes more than once`);
      seen.set(shape.slot, count);
      if (shape.message) scan(shape.message, new BinaryReader(value).bytes(), `${name}.`);
    }
  };
  return (schema, bytes) => scan(schema, bytes, '');
}

function shapeOf(registry: Registry, field: DescField): Shape {
  const list = field.fieldKind === 'list';
  return {
    name: field.name,
    wireType: wireTypeOf(field),
    most: list ? maxItems(registry, field) : 1,
    list,
    slot: field.oneof?.name ?? field.name,
    message: field.message,
  };
}

const { LengthDelimited, Bit32, Bit64, Varint } = WireType;
const forms = new Map<ScalarType | undefined, WireType>([
  ...[ScalarType.STRING, ScalarType.BYTES].map((type) => [type, LengthDelimited] as const),
  ...[ScalarType.FLOAT, ScalarType.FIXED32, ScalarType.SFIXED32].map((type) => [type, Bit32] as const),
  ...[ScalarType.DOUBLE, ScalarType.FIXED64, ScalarType.SFIXED64].map((type) => [type, Bit64] as const),
]);

const wireTypeOf = (field: DescField): WireType =>
  field.message ? LengthDelimited : (forms.get(field.scalar) ?? Varint);

/** The max_items of the field's rule. */
function maxItems(registry: Registry, field: DescField): number {
  const extension = registry.getExtension('buf.validate.field');
  const options = field.proto.options;
  if (!extension || !options || !hasExtension(options, extension)) return listMost;
  const rules = getExtension(options, extension) as { type?: { case?: string; value?: { maxItems?: bigint } } };
  const most = rules.type?.case === 'repeated' ? Number(rules.type.value?.maxItems ?? 0) : 0;
  return most || listMost;
}

/** How many varints a packed list holds: each ends with a byte below 128. */
function varintsIn(value: Uint8Array): number {
  const bytes = new BinaryReader(value).bytes();
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count += 1;
  return count;
}

const unknownField = 'this server does not know that field; it is older than the client, or the client is wrong';

const tooMany = (name: string, most: number) => invalidField(name, `must contain no more than ${most} item(s)`);
