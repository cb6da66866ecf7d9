import { dashed } from '../../db/ids.ts';

/** The binary form of COPY begins with a signature, flags, and the length of an extension, which there is none of. */
const headerBytes = 19;
/** Each value has its length before it. */
const lengthBytes = 4;
/** A list begins with the number of its dimensions, flags and the type of its elements; then come the dimension's length and lower bound. */
const arrayHeaderBytes = 20;
/** Timestamps count microseconds from here. */
const epoch = Date.UTC(2000, 0);

/** Where some bytes lie: an object of three fields is a tenth of a Buffer, and there are five for each event. */
export interface Span {
  bytes: Buffer;
  start: number;
  end: number;
}

/** What COPY made of some rows, read one after the other and without copying. Columns count from 0. */
export class CopiedRows {
  readonly #bytes: Buffer;
  readonly #nulls: boolean[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #at = headerBytes;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Goes on to the next row; false behind the last one. */
  next(): boolean {
    const columns = this.#bytes.readInt16BE(this.#at);
    let at = this.#at + 2;
    for (let column = 0; column < columns; column += 1) {
      const length = this.#bytes.readInt32BE(at);
      at += lengthBytes;
      this.#nulls[column] = length < 0;
      this.#starts[column] = at;
      if (length > 0) at += length;
      this.#ends[column] = at;
    }
    this.#at = at;
    // Behind the last row stands -1 in the place of a number of columns.
    return columns >= 0;
  }

  isNull(column: number): boolean {
    return this.#nulls[column]!;
  }

  value(column: number): Span {
    return { bytes: this.#bytes, start: this.#starts[column]!, end: this.#ends[column]! };
  }

  /** The columns from one to another as they stand there, with what is between them: equal values are equal keys. */
  key(from: number, to = from): string {
    return this.#bytes.toString('latin1', this.#starts[from], this.#ends[to]);
  }

  text(column: number): string {
    return this.#bytes.toString('utf8', this.#starts[column], this.#ends[column]);
  }

  uuid(column: number): string {
    return dashed(this.#bytes.toString('hex', this.#starts[column], this.#ends[column]));
  }

  int32(column: number): number {
    return this.#bytes.readInt32BE(this.#starts[column]);
  }

  /** As exactly as a number can be. */
  int64(column: number): number {
    const at = this.#starts[column]!;
    return this.#bytes.readInt32BE(at) * 2 ** 32 + this.#bytes.readUInt32BE(at + 4);
  }

  /** A timestamp, to the millisecond below. */
  date(column: number): Date {
    return new Date(epoch + Math.floor(this.int64(column) / 1_000));
  }

  /** A list; `element` reads one that is not null. An array of more dimensions is none, and null stands in its place. */
  array<T>(column: number, element: (bytes: Buffer, start: number, end: number) => T): (T | null)[] {
    const begin = this.#starts[column]!;
    if (this.#bytes.readInt32BE(begin) > 1) return [null];
    const elements: (T | null)[] = [];
    const end = this.#ends[column]!;
    for (let at = begin + arrayHeaderBytes; at < end; ) {
      const length = this.#bytes.readInt32BE(at);
      const start = at + lengthBytes;
      at = start + Math.max(0, length);
      elements.push(length < 0 ? null : element(this.#bytes, start, at));
    }
    return elements;
  }
}
