import { once } from 'node:events';
import {
  connect,
  constants,
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { statusHeaders } from './messages.ts';
import { type Rewrite, rewrites } from './rewrites.ts';

/** What the gate does to calls of one method. */
export interface Rule {
  /** `AgentRunService/CreateAgentRun` */
  on: string;
  /** How many calls it is for; default: one. */
  times?: number;
  /** How many are let through first; default: none. */
  after?: number;
  /** Answers as a proxy in front of the server does: an HTTP status, and a page. */
  http?: number;
  /** Ends the connection before the server has seen the call, or after it has answered. */
  cut?: 'before' | 'after';
  /** Answers in the server's place. */
  status?: { code: string; reason?: string; message?: string; retry_after_ms?: number };
  /** The server's answer is held back so long. */
  delay_ms?: number;
  /** Changes the message on its way; the names of rewrites.ts. */
  request?: keyof typeof rewrites;
  response?: keyof typeof rewrites;
  /** The server is asked for another method. */
  method?: string;
}

/** One call as it came in. */
export interface Attempt {
  method: string;
  at: number;
  headers: IncomingHttpHeaders;
  /** The first message's bytes, once they are here. */
  body: Buffer;
  /** The client gave up. */
  reset: boolean;
}

/**
 * A proxy between client and server that does to calls what networks and servers do: it cuts, delays, answers with failures, and is
 * newer than the client. It also sees what really travels.
 */
export class Gate {
  readonly attempts: Attempt[] = [];
  #rules: Rule[] = [];
  readonly #seen = new Map<string, number>();
  #server: Http2Server | undefined;
  readonly #sessions = new Set<Http2Session>();
  #port = 0;
  /** host:port */
  upstream: string;

  constructor(upstream: string) {
    this.upstream = upstream;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  set rules(rules: Rule[]) {
    this.#rules = rules;
    this.#seen.clear();
  }

  /** Begins to listen, on the port that it had before. */
  async open(): Promise<void> {
    const server = createServer({ settings: { maxConcurrentStreams: 1000 } });
    server.on('session', (session) => {
      this.#sessions.add(session);
      session.on('error', () => undefined);
      session.on('close', () => this.#sessions.delete(session));
    });
    server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      this.#take(stream, headers).catch(() => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops to listen and ends every connection. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    for (const session of this.#sessions) session.destroy();
    await closed;
  }

  /** The first rule that is for this call; calls of a method are counted from when the rules were set. */
  #ruleFor(method: string): Rule | undefined {
    const number = this.#seen.get(method) ?? 0;
    this.#seen.set(method, number + 1);
    return this.#rules.find(
      ({ on, after = 0, times = 1 }) => on === method && number >= after && number < after + times,
    );
  }

  async #take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const method = String(headers[':path']).replace('/sfs.v1.', '');
    const attempt: Attempt = { method, at: Date.now(), headers, body: Buffer.alloc(0), reset: false };
    this.attempts.push(attempt);
    stream.on('aborted', () => {
      attempt.reset = true;
    });
    const rule = this.#ruleFor(method);
    if (rule?.cut === 'before' || rule?.status || rule?.http) await this.#read(stream, attempt);
    if (rule?.cut === 'before') return void stream.session?.destroy();
    if (rule?.http) {
      stream.respond({ ':status': rule.http, 'content-type': 'text/html' });
      stream.end('<html>a proxy</html>');
      return;
    }
    if (rule?.status) {
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', ...statusHeaders(rule.status) },
        { endStream: true },
      );
      return;
    }
    await this.#pass(stream, headers, rule ?? { on: method }, attempt);
  }

  /** What the client says, for whoever looks at the attempts. */
  async #read(stream: ServerHttp2Stream, attempt: Attempt): Promise<void> {
    for await (const chunk of stream) attempt.body = Buffer.concat([attempt.body, chunk as Buffer]);
  }

  async #pass(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rule: Rule, attempt: Attempt): Promise<void> {
    const session = connect(`http://${this.upstream}`);
    session.on('error', () => stream.session?.destroy());
    stream.on('close', () => session.destroy());
    const path = rule.method ? `/sfs.v1.${rule.method}` : headers[':path'];
    const upstream = session.request({ ...withoutConnection(headers), ':path': path } as OutgoingHttpHeaders);
    upstream.on('error', () => undefined);
    const request = rewriter(rule.request);
    stream.on('data', (chunk: Buffer) => {
      if (attempt.body.length < 65_536) attempt.body = Buffer.concat([attempt.body, chunk]);
      request.take(chunk, (bytes) => void upstream.write(bytes));
    });
    stream.on('end', () =>
      request.end(
        (bytes) => void upstream.write(bytes),
        () => upstream.end(),
      ),
    );
    const response = rewriter(rule.response);
    let trailers: IncomingHttpHeaders | undefined;
    const answer: (() => void)[] = [];
    // Held back and cut answers are collected; what the server did is done by then.
    const later = rule.cut === 'after' || rule.delay_ms !== undefined;
    const now = (work: () => void) => (later ? void answer.push(work) : stream.destroyed || work());
    upstream.on('response', (head, flags) => {
      const only = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      now(() =>
        stream.respond(withoutConnection(head) as OutgoingHttpHeaders, { endStream: only, waitForTrailers: !only }),
      );
      if (!only) now(() => stream.on('wantTrailers', () => stream.sendTrailers(withoutConnection(trailers ?? {}))));
    });
    upstream.on('trailers', (got) => {
      trailers = got;
    });
    upstream.on('data', (chunk: Buffer) => response.take(chunk, (bytes) => now(() => void stream.write(bytes))));
    upstream.on('end', async () => {
      if (rule.cut === 'after') return void stream.session?.destroy();
      response.end(
        (bytes) => now(() => void stream.write(bytes)),
        () => now(() => void stream.end()),
      );
      if (rule.delay_ms !== undefined) await sleep(rule.delay_ms);
      for (const work of answer) if (!stream.destroyed) work();
    });
    upstream.on('close', () => {
      // A stream that the server or its death ended without trailers.
      if (!trailers && upstream.rstCode !== 0 && !stream.destroyed) stream.session?.destroy();
    });
  }
}

function withoutConnection(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name !== 'connection' && name !== 'host') kept[name] = value;
  }
  return kept;
}

/** Passes bytes on as they come, or, with a rewrite, the changed message once it is whole (for unary calls). */
function rewriter(name: keyof typeof rewrites | undefined) {
  const rewrite: Rewrite | undefined = name && rewrites[name];
  const chunks: Buffer[] = [];
  return {
    take: (chunk: Buffer, pass: (bytes: Buffer) => void) => (rewrite ? void chunks.push(chunk) : pass(chunk)),
    end(pass: (bytes: Buffer) => void, end: () => void) {
      const all = Buffer.concat(chunks);
      if (rewrite && all.length > 0) {
        const message = rewrite(all.subarray(5));
        const head = Buffer.alloc(5);
        head.writeUInt32BE(message.length, 1);
        pass(Buffer.concat([head, message]));
      }
      end();
    },
  };
}
