import { hexOf } from './ids.ts';
import { sharedJson } from './row_types.ts';
import { arrayLiteral } from './text_array.ts';

/**
 * How one column's values travel for many rows at once: one parameter holds them all, as PostgreSQL's binary form of an array. Nothing
 * is quoted, neither here nor there, which makes it several times as cheap as JSON or text.
 */
export interface Column<Value> {
  /** The type of an element as the array has it, and its oid. */
  wire: { name: string; oid: number };
  /** Its type in the table, where that is another one. */
  cast?: string;
  /** The column as text that `read` understands; by default the column itself. */
  select?: (name: string) => string;
  write: (to: Writer, value: Value) => void;
  /** The value of what the database answered. */
  read: (text: string) => Value;
}

/** Bytes that grow. */
export class Writer {
  bytes = Buffer.allocUnsafe(64 * 1024);
  length = 0;

  /** Makes room and answers where to write; `bytes` is another buffer after that, so it is asked for only then. */
  room(count: number): number {
    const at = this.length;
    if (at + count > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (at + count));
      this.bytes.copy(larger, 0, 0, at);
      this.bytes = larger;
    }
    this.length = at + count;
    return at;
  }
  int32(value: number): void {
    const at = this.room(4);
    this.bytes.writeInt32BE(value, at);
  }
  text(value: string): void {
    // A UTF-16 unit has three bytes in UTF-8 at most.
    const at = this.room(3 * value.length);
    this.length = at + this.bytes.write(value, at);
  }
}

// Where a very large row went by, the memory is given back.
const keptBytes = 4 * 1024 * 1024;
let scratch = new Writer();

/** The values of one column of all rows, as a parameter. Null and undefined are null. */
export function arrayOf<Value>(column: Column<Value>, values: readonly (Value | null | undefined)[]): Buffer {
  if (scratch.bytes.length > keptBytes) scratch = new Writer();
  const to = scratch;
  to.length = 0;
  to.int32(values.length === 0 ? 0 : 1);
  to.int32(values.some((value) => value === null || value === undefined) ? 1 : 0);
  to.int32(column.wire.oid);
  if (values.length > 0) {
    to.int32(values.length);
    to.int32(1);
  }
  for (const value of values) {
    const at = to.room(4);
    if (value !== null && value !== undefined) column.write(to, value);
    to.bytes.writeInt32BE(value === null || value === undefined ? -1 : to.length - at - 4, at);
  }
  return Buffer.from(to.bytes.subarray(0, to.length));
}

export const uuid: Column<string> = {
  wire: { name: 'uuid', oid: 2950 },
  write: (to, value) => {
    const at = to.room(16);
    if (value.length !== 36 || to.bytes.write(hexOf(value), at, 16, 'hex') !== 16) throw new TypeError('not a uuid');
  },
  read: (text) => text,
};

export const text: Column<string> = {
  wire: { name: 'text', oid: 25 },
  write: (to, value) => to.text(value),
  read: (value) => value,
};

/** text with few values, which are a type. */
export const word = <Word extends string>() => text as unknown as Column<Word>;

export const integer: Column<number> = {
  wire: { name: 'integer', oid: 23 },
  write: (to, value) => to.int32(value),
  read: Number,
};

export const double: Column<number> = {
  wire: { name: 'double precision', oid: 701 },
  write: (to, value) => {
    const at = to.room(8);
    to.bytes.writeDoubleBE(value, at);
  },
  read: Number,
};

export const bool: Column<boolean> = {
  wire: { name: 'boolean', oid: 16 },
  write: (to, value) => {
    const at = to.room(1);
    to.bytes.writeUInt8(value ? 1 : 0, at);
  },
  read: (value) => value === 't',
};

export const bytes: Column<Buffer> = {
  wire: { name: 'bytea', oid: 17 },
  write: (to, value) => {
    const at = to.room(value.length);
    value.copy(to.bytes, at);
  },
  read: (value) => Buffer.from(value.slice(2), 'hex'),
};

const from2000 = Date.UTC(2000, 0, 1);

/** timestamptz, in milliseconds: what is finer is cut off. */
export const time: Column<Date> = {
  wire: { name: 'timestamptz', oid: 1184 },
  select: (name) => `${name} at time zone 'UTC'`,
  write: (to, value) => {
    const at = to.room(8);
    to.bytes.writeBigInt64BE(BigInt(value.getTime() - from2000) * 1000n, at);
  },
  read: (value) => new Date(`${value.replace(' ', 'T')}Z`),
};

/** jsonb. */
export const json = <Value>(): Column<Value> => ({
  wire: { name: 'jsonb', oid: 3802 },
  write: (to, value) => {
    const at = to.room(1);
    to.bytes.writeUInt8(1, at);
    to.text(JSON.stringify(value));
  },
  read: sharedJson<Value>,
});

/** integer[]. An array of arrays would have to be a rectangle, so each travels as text. */
export const integers: Column<number[]> = {
  wire: { name: 'text', oid: 25 },
  cast: 'integer[]',
  write: (to, value) => to.text(`{${value.join(',')}}`),
  read: (value) => (value === '{}' ? [] : value.slice(1, -1).split(',').map(Number)),
};

/** text[], as `integers`. */
export const texts: Column<string[]> = {
  wire: { name: 'text', oid: 25 },
  cast: 'text[]',
  select: (name) => `to_json(${name})`,
  write: (to, value) => to.text(arrayLiteral(value)),
  read: JSON.parse,
};
