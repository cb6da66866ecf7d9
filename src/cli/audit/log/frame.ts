import { hash } from 'node:crypto';
import type { ReadLogResponse } from '../../../gen/client/sfs/v1/audit.ts';

/** A message whose parts do not fit together. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const idBytes = 16;
const hashBytes = 32;

/** The parallel lists of a message, read one leaf after the other and without copying. */
export class Frame {
  readonly #entries: Buffer;
  readonly #ids: Buffer;
  readonly #hashes: Buffer;
  readonly #payloads: Buffer;
  readonly count: number;
  #at = -1;
  #entryStart = 0;
  #entryEnd = 0;
  #payloadEnd = 0;
  #payloadStart = 0;

  /** @throws FrameError where the lists have other lengths than the count says */
  constructor({ count, entries, eventIds, leafHashes, payloads }: ReadLogResponse) {
    this.#entries = bufferOf(entries);
    this.#ids = bufferOf(eventIds);
    this.#hashes = bufferOf(leafHashes);
    this.#payloads = bufferOf(payloads);
    this.count = count;
    if (count < 0 || this.#ids.length !== count * idBytes || this.#hashes.length !== count * hashBytes)
      throw new FrameError('has lists of other lengths than it says');
  }

  /** Goes on to the next leaf; false behind the last one. Throws FrameError where an entry or a payload is cut off, or more is left over. */
  next(): boolean {
    if (++this.#at >= this.count) {
      if (this.#entryEnd !== this.#entries.length || this.#payloadEnd !== this.#payloads.length)
        throw new FrameError('has more in it than its entries');
      return false;
    }
    this.#entryStart = this.#entryEnd + 2;
    this.#payloadStart = this.#payloadEnd + 4;
    if (this.#entryStart > this.#entries.length || this.#payloadStart > this.#payloads.length)
      throw new FrameError('is cut off');
    this.#entryEnd = this.#entryStart + this.#entries.readUInt16BE(this.#entryStart - 2);
    this.#payloadEnd = this.#payloadStart + this.#payloads.readUInt32BE(this.#payloadStart - 4);
    if (this.#entryEnd > this.#entries.length || this.#payloadEnd > this.#payloads.length)
      throw new FrameError('is cut off');
    return true;
  }

  /** Whether there is no event for the leaf. */
  get missing(): boolean {
    return this.#entryStart === this.#entryEnd;
  }

  /** The event's bytes as text. */
  get body(): string {
    return this.#entries.toString('utf8', this.#entryStart, this.#entryEnd);
  }

  /** Salt and payload, as one; empty where they are erased. */
  get salted(): Buffer {
    return this.#payloads.subarray(this.#payloadStart, this.#payloadEnd);
  }

  /** 32 hex digits. */
  get eventId(): string {
    return this.#ids.toString('hex', this.#at * idBytes, (this.#at + 1) * idBytes);
  }

  /** The hash beside the leaf. */
  get storedHash(): Buffer {
    return this.#hashes.subarray(this.#at * hashBytes, (this.#at + 1) * hashBytes);
  }

  /** The same in hex. */
  get storedHex(): string {
    return this.#hashes.toString('hex', this.#at * hashBytes, (this.#at + 1) * hashBytes);
  }

  /** The leaf's hash in hex (RFC 6962, section 2.1): of a zero byte and the body. */
  leafHex(): string {
    // The length before the body makes room for the zero byte, so that nothing is copied.
    const before = this.#entryStart - 1;
    const kept = this.#entries[before]!;
    this.#entries[before] = 0;
    const hex = hash('sha256', this.#entries.subarray(before, this.#entryEnd), 'hex');
    this.#entries[before] = kept;
    return hex;
  }
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
