/** HTTP/2 frames as a gRPC client sends them, made once and copied for each call. */

export const frameType = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
} as const;
export const flag = { ack: 1, endStream: 1, endHeaders: 4, padded: 8 } as const;
export const frameHead = 9;
/** The largest payload of a frame as long as nobody has agreed on another. */
export const largestPayload = 16_384;

export function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(frameHead);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const window = 0x7fff_ffff;

/** What a connection begins with: as much may be sent to us as the protocol can say, so that no answer waits. */
export function opening(): Buffer {
  const settings = Buffer.alloc(6);
  settings.writeUInt16BE(4, 0);
  settings.writeUInt32BE(window, 2);
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frame(frameType.settings, 0, 0, settings),
    windowUpdate(window - 65_535),
  ]);
}

/** Lets the other side send so many bytes more on the connection. */
export function windowUpdate(bytes: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes, 0);
  return frame(frameType.windowUpdate, 0, 0, payload);
}

/** The header block of a connection's first call, which fills the table, and that of each later one, which points into it. */
export interface HeaderBlocks {
  first: Buffer;
  later: Buffer;
}

/** Header blocks of calls of one method, as a client's encoder makes them, without Huffman coding. */
export function headerBlocks(authority: string, path: string, key: string | undefined): HeaderBlocks {
  // Numbers are those of names in the static table of RFC 7541.
  const fields: [number | string, string][] = [
    [4, path],
    [1, authority],
    [31, 'application/grpc'],
    ['te', 'trailers'],
    ['grpc-timeout', '20S'],
    [58, 'grpc-node-js/1.14.7'],
    ...(key === undefined ? [] : [[23, `Bearer ${key}`] as [number, string]]),
  ];
  const [post, http] = [0x83, 0x86];
  // The newest entry of the dynamic table is 62.
  const later = Buffer.from([post, http, ...fields.map((_, at) => 0x80 | (62 + fields.length - 1 - at))]);
  const first: Buffer[] = [Buffer.from([post, http])];
  for (const [name, value] of fields) {
    first.push(Buffer.from([0x40 | (typeof name === 'number' ? name : 0)]));
    if (typeof name === 'string') first.push(text(name));
    first.push(text(value));
  }
  return { first: Buffer.concat(first), later };
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  if (bytes.length >= 127 + 128) throw new Error(`a header of ${bytes.length} bytes is too long for this encoder`);
  return Buffer.concat([Buffer.from([127, bytes.length - 127]), bytes]);
}

/** HEADERS and DATA of a call, for a stream that is not known yet. */
export interface CallFrames {
  bytes: Buffer;
  /** Where the message begins in it. */
  message: number;
}

export function callFrames(headers: Buffer, message: Buffer): CallFrames {
  if (message.length + 5 > largestPayload) throw new Error('a message has to fit one frame');
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  const bytes = Buffer.concat([
    frame(frameType.headers, flag.endHeaders, 0, headers),
    frame(frameType.data, flag.endStream, 0, Buffer.concat([prefix, message])),
  ]);
  return { bytes, message: bytes.length - message.length };
}

/** Writes the stream's number into a call's frames. */
export function setStream(bytes: Buffer, headersLength: number, stream: number): void {
  bytes.writeUInt32BE(stream, 5);
  bytes.writeUInt32BE(stream, frameHead + headersLength + 5);
}
