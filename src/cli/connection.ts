import { type Client, Metadata } from '@grpc/grpc-js';
import { channel } from './channel.ts';
import type { Io } from './io.ts';
import { expiryNote } from './key_expiry.ts';
import type { CallOptions } from './method.ts';
import type { RetryPlan } from './retry.ts';
import type { Settings } from './settings.ts';

/** What a connection is made of. */
export interface ConnectOptions {
  settings: Settings;
  io: Pick<Io, 'signal' | 'stdoutClosed' | 'cwd' | 'now'>;
  /** Seconds: `--deadline`. */
  deadline: number;
  /** Tells the user something on stderr. */
  note: (text: string) => void;
}

/** What the three kinds of calls share. */
export interface Connection {
  client: Client;
  stdoutClosed: AbortSignal;
  headers(options: CallOptions): Metadata;
  /** Reads what the server says beside its answers. */
  trailers(trailers: Metadata | undefined): void;
  plan(options: CallOptions): RetryPlan;
}

export function openConnection({ settings, io, deadline, note }: ConnectOptions): Connection {
  let expiryTold = false;
  return {
    client: channel(settings, io.cwd),
    stdoutClosed: io.stdoutClosed,
    headers({ anonymous = false }) {
      const headers = new Metadata();
      if (anonymous) return headers;
      if (!settings.key) throw settings.keyProblem;
      headers.set('authorization', `Bearer ${settings.key.value}`);
      return headers;
    },
    trailers(trailers) {
      const text = expiryTold ? undefined : expiryNote(trailers, io.now());
      if (text === undefined) return;
      expiryTold = true;
      note(text);
    },
    plan: (options) => ({
      server: settings.server.value,
      seconds: options.deadline ?? deadline,
      stop: options.signal ? AbortSignal.any([io.signal, options.signal]) : io.signal,
      onWait: (reason) => note(`${reason}; trying again`),
    }),
  };
}
