import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceError } from '@grpc/grpc-js';
import { interrupted } from './cli_error.ts';
import { readFailure } from './failure.ts';
import type { ServerAddress } from './server_address.ts';

const firstWait = 0.1;
const longestWait = 5;

/** What the attempts of one call share. */
export interface RetryPlan {
  server: ServerAddress;
  /** Seconds of failing after which it is given up. */
  seconds: number;
  /** Ends the waiting: ctrl-C, or the caller's own signal. */
  stop: AbortSignal;
  /** Called before the first wait, so that the user knows why nothing happens. */
  onWait: (reason: string) => void;
}

/**
 * Decides between attempts. The wait doubles and is spread at random (a CI starts many jobs at the same second); a server
 * that says how long to wait is obeyed.
 */
export class Retries {
  readonly #plan: RetryPlan;
  #begun: number | undefined = Date.now();
  #attempts = 0;

  constructor(plan: RetryPlan) {
    this.#plan = plan;
  }

  /** When the last attempt must have ended, in milliseconds since the epoch. */
  get end(): number {
    return (this.#begun ?? Date.now()) + this.#plan.seconds * 1000;
  }

  /** Something came through: a failure from now on is a new one. */
  succeeded(): void {
    this.#begun = undefined;
    this.#attempts = 0;
  }

  /** Waits before the next attempt, or throws why there is none. */
  async after(error: unknown): Promise<void> {
    const { stop, server, onWait } = this.#plan;
    if (stop.aborted) throw reasonOf(stop);
    if (!isServiceError(error)) throw error;
    this.#begun ??= Date.now();
    const failure = readFailure(error, server, (Date.now() - this.#begun) / 1000);
    if (failure.retryAfter === undefined) throw failure.error;
    const wait = Math.max(failure.retryAfter, backoff(this.#attempts)) * 1000;
    if (Date.now() + wait >= this.end) throw failure.error;
    if (this.#attempts++ === 0) onWait(failure.error.message);
    await sleep(wait, undefined, { signal: stop }).catch(() => {
      throw reasonOf(stop);
    });
  }
}

/** Attempts `work` until it succeeds, fails for good, or the time is up. */
export async function withRetries<T>(plan: RetryPlan, work: (end: number) => Promise<T>): Promise<T> {
  const retries = new Retries(plan);
  for (;;) {
    try {
      return await work(retries.end);
    } catch (error) {
      await retries.after(error);
    }
  }
}

/** Seconds: between half and all of the doubled wait. */
export function backoff(attempt: number, random = Math.random()): number {
  return Math.min(longestWait, firstWait * 2 ** attempt) * (0.5 + random / 2);
}

/** What an aborted signal means: the caller's own reason, else ctrl-C. */
export function reasonOf({ reason }: AbortSignal): unknown {
  return reason instanceof DOMException && reason.name === 'AbortError' ? interrupted() : reason;
}

/** An error that grpc-js made, whichever way it was thrown. */
function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'details' in error && 'code' in error && typeof error.code === 'number';
}
