import { hashBytes } from '../proof/merkle.ts';
import type { Span } from './copied_rows.ts';
import type { Entry } from './entries.ts';

/** Parallel lists of some leaves, as ReadLogResponse has them. */
export interface Lists {
  entries: Buffer;
  eventIds: Buffer;
  leafHashes: Buffer;
  payloads: Buffer;
}

const idBytes = 16;
const saltBytes = 16;

/** The most that a length of two bytes can say. The database allows less; what is longer is cut, and its hash is another then. */
const mostBody = 0xffff;

/** How many bytes the lists have of an entry. */
export const sizeOf = (entry: Entry): number => 2 + bodyLength(entry) + idBytes + hashBytes + 4 + saltedLength(entry);

/** Puts entries into lists. What is missing is there as nothing, so that the lists stay parallel. */
export function listsOf(all: readonly Entry[]): Lists {
  const entries = Buffer.allocUnsafe(sum(all, (entry) => 2 + bodyLength(entry)));
  const eventIds = Buffer.alloc(all.length * idBytes);
  const leafHashes = Buffer.alloc(all.length * hashBytes);
  const payloads = Buffer.allocUnsafe(sum(all, (entry) => 4 + saltedLength(entry)));
  let [entryAt, payloadAt] = [0, 0];
  for (const [at, entry] of all.entries()) {
    const { eventId, hash, event, payload } = entry;
    if (eventId) put(eventId, eventIds, at * idBytes, idBytes);
    if (hash) put(hash, leafHashes, at * hashBytes, hashBytes);
    const body = bodyLength(entry);
    entryAt = entries.writeUInt16BE(body, entryAt);
    if (event) put(event.body, entries, entryAt, body);
    entryAt += body;
    const length = saltedLength(entry);
    payloadAt = payloads.writeUInt32BE(length, payloadAt);
    if (length === 1) payloads[payloadAt] = 0;
    else if (payload) {
      put(payload.salt, payloads, payloadAt, saltBytes);
      put(payload.payload, payloads, payloadAt + saltBytes, length - saltBytes);
    }
    payloadAt += length;
  }
  return { entries, eventIds, leafHashes, payloads };
}

const bodyLength = ({ event }: Entry) => (event ? Math.min(lengthOf(event.body), mostBody) : 0);

// Salt and payload are hashed as one: where the salt has another length, bytes were moved between the two, and what is sent is a byte
// that nothing was made of.
function saltedLength({ payload }: Entry): number {
  if (!payload) return 0;
  return lengthOf(payload.salt) === saltBytes ? saltBytes + lengthOf(payload.payload) : 1;
}

const lengthOf = ({ start, end }: Span) => end - start;

/** Copies a span, and no more of it than there is room for. */
function put({ bytes, start, end }: Span, into: Buffer, at: number, most: number): void {
  bytes.copy(into, at, start, Math.min(end, start + most));
}

function sum(all: readonly Entry[], of: (entry: Entry) => number): number {
  let bytes = 0;
  for (const entry of all) bytes += of(entry);
  return bytes;
}
