import { connect, type Socket } from 'node:net';
import {
  type CallFrames,
  callFrames,
  flag,
  frame,
  frameHead,
  frameType,
  headerBlocks,
  opening,
  setStream,
  windowUpdate,
} from './frames.ts';

/** How a call ended: with a message, or without one, which for a unary call is an error. */
export type Answer = Buffer | undefined;

interface Waiting {
  parts: Buffer[];
  done: (answer: Answer) => void;
}

/** After so many received bytes of DATA the other side is told that it may send more. */
const credit = 16 * 1024 * 1024;

/** One HTTP/2 connection that makes calls of one method, all with the same length of message. */
export class Connection {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Waiting>();
  private readonly first: CallFrames;
  private readonly later: CallFrames;
  private readonly lengths: { first: number; later: number };
  private stream = 1;
  private rest: Buffer = Buffer.alloc(0);
  private outgoing: Buffer[] = [];
  private window = 65_535;
  /** Calls that wait for the window of the connection. */
  private readonly held: Buffer[] = [];
  private received = 0;
  private handling = false;
  /** Why the connection ended before it was closed. */
  failure: string | undefined;

  private constructor(
    socket: Socket,
    target: { authority: string; path: string; key: string | undefined },
    template: Buffer,
  ) {
    this.socket = socket;
    const { first, later } = headerBlocks(target.authority, target.path, target.key);
    this.first = callFrames(first, template);
    this.later = callFrames(later, template);
    this.lengths = { first: first.length, later: later.length };
    socket.setNoDelay(true);
    socket.write(opening());
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('close', () => this.end('the server closed the connection'));
    socket.on('error', (error) => this.end(error.message));
  }

  static open(
    address: string,
    method: { path: string; key: string | undefined },
    template: Buffer,
  ): Promise<Connection> {
    const at = address.lastIndexOf(':');
    return new Promise((resolve, reject) => {
      const socket = connect(Number(address.slice(at + 1)), address.slice(0, at).replace(/^\[|\]$/g, ''));
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket, { authority: address, ...method }, template));
      });
    });
  }

  /** Makes a call; `fill` writes what differs from the template. */
  call(fill: (message: Buffer) => void, done: (answer: Answer) => void): void {
    if (this.failure !== undefined) {
      done(undefined);
      return;
    }
    const first = this.stream === 1;
    const { bytes, message } = first ? this.first : this.later;
    const own = Buffer.from(bytes);
    setStream(own, first ? this.lengths.first : this.lengths.later, this.stream);
    fill(own.subarray(message));
    this.waiting.set(this.stream, { parts: [], done });
    this.stream += 2;
    const size = own.length - message + 5;
    if (this.held.length > 0 || size > this.window) this.held.push(own);
    else {
      this.window -= size;
      this.outgoing.push(own);
    }
    if (!this.handling) this.flush();
  }

  close(): void {
    this.failure ??= 'closed';
    this.socket.destroy();
  }

  private flush(): void {
    if (this.outgoing.length === 0) return;
    this.socket.write(this.outgoing.length === 1 ? this.outgoing[0]! : Buffer.concat(this.outgoing));
    this.outgoing = [];
  }

  private end(why: string): void {
    this.failure ??= why;
    const calls = [...this.waiting.values()];
    this.waiting.clear();
    for (const { done } of calls) done(undefined);
  }

  private take(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    // What the calls that end here lead to goes out in one write.
    this.handling = true;
    while (bytes.length - at >= frameHead) {
      const end = at + frameHead + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      const stream = bytes.readUInt32BE(at + 5) & 0x7fff_ffff;
      this.frame(bytes[at + 3]!, bytes[at + 4]!, stream, bytes.subarray(at + frameHead, end));
      at = end;
    }
    this.handling = false;
    // A copy, so that a few left bytes do not keep a whole chunk.
    this.rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
    if (this.received > credit) {
      this.outgoing.push(windowUpdate(this.received));
      this.received = 0;
    }
    this.flush();
  }

  private frame(type: number, flags: number, stream: number, payload: Buffer): void {
    if (type === frameType.data) {
      if (flags & flag.padded) throw new Error('padded frames are not understood');
      this.waiting.get(stream)?.parts.push(payload);
      this.received += payload.length;
      if (flags & flag.endStream) this.answered(stream);
    } else if (type === frameType.headers) {
      if (flags & flag.endStream) this.answered(stream);
    } else if (type === frameType.reset) this.answered(stream, true);
    else if (type === frameType.settings && !(flags & flag.ack))
      this.outgoing.push(frame(frameType.settings, flag.ack, 0, Buffer.alloc(0)));
    else if (type === frameType.ping && !(flags & flag.ack))
      this.outgoing.push(frame(frameType.ping, flag.ack, 0, payload));
    else if (type === frameType.windowUpdate && stream === 0) this.widen(payload.readUInt32BE(0));
    else if (type === frameType.goAway) this.end(`the server ends the connection (${payload.readUInt32BE(4)})`);
  }

  private widen(bytes: number): void {
    this.window += bytes;
    for (let next = this.held[0]; next; next = this.held[0]) {
      // Never less than the DATA frame, since the headers are counted as well.
      if (next.length > this.window) return;
      this.window -= next.length;
      this.outgoing.push(next);
      this.held.shift();
    }
  }

  private answered(stream: number, broken = false): void {
    const waiting = this.waiting.get(stream);
    if (!waiting) return;
    this.waiting.delete(stream);
    const { parts, done } = waiting;
    const whole = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    done(broken || whole.length < 5 ? undefined : whole.subarray(5));
  }
}
