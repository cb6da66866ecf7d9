import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs, shortestAttemptMs } from './backoff.ts';
import { SfsError } from './errors.ts';
import { isUntrusted } from './status.ts';

/** Decides between the attempts of one call. */
export class Retries {
  readonly #forMs: number;
  readonly #signal: AbortSignal;
  #begun: number | undefined;
  #attempts = 0;

  /** @param forMs milliseconds of failing after which it is given up */
  constructor(forMs: number, signal: AbortSignal) {
    this.#forMs = forMs;
    this.#signal = signal;
    this.#begun = Date.now();
  }

  /** When the last attempt must have ended, in milliseconds since the epoch. */
  get end(): number {
    return (this.#begun ?? Date.now()) + this.#forMs;
  }

  /** Something came through: a failure from now on is a new one. */
  succeeded(): void {
    this.#begun = undefined;
    this.#attempts = 0;
  }

  /** Waits before the next attempt, or throws the error because there is none. */
  async after(error: SfsError): Promise<void> {
    this.#begun ??= Date.now();
    const passing = error.retryAfterMs !== undefined || (error.code === 'UNAVAILABLE' && !isUntrusted(error));
    if (!passing) throw error;
    const wait = Math.max(error.retryAfterMs ?? 0, backoffMs(this.#attempts++));
    if (Date.now() + wait + shortestAttemptMs >= this.end) throw error;
    await sleep(wait, undefined, { signal: this.#signal }).catch(() => {
      throw cancelled(this.#signal, error.requestId);
    });
  }
}

/** The caller gave up, or closed the client. */
export function cancelled(signal: AbortSignal, requestId: string): SfsError {
  const text = signal.reason === closed ? 'the client was closed' : 'cancelled by the caller';
  return new SfsError('CANCELLED', text, { requestId });
}

/** Why the calls of a client that was closed end. */
export const closed = Symbol('the client was closed');
