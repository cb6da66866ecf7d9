import { setTimeout as sleep } from 'node:timers/promises';
import { launch, type Plan, type Postmaster, stop } from './postmaster.ts';

/** Keeps one PostgreSQL running. */
export interface Keeper {
  /** The process that runs now, or ran last. */
  pid(): number;
  stop(): Promise<void>;
}

const firstDelayMs = 100;
const longestDelayMs = 10_000;
/** Having stayed up this long, it is started at once again when it ends. */
const stableMs = 60_000;

/**
 * Starts PostgreSQL again whenever it ends by itself. The first time at once; while it does not stay up, with pauses
 * that double up to 10 s. It never gives up: the server answers UNAVAILABLE meanwhile.
 */
export function keep(first: Postmaster, plan: Plan): Keeper {
  const { log } = plan;
  const stopping = new AbortController();
  let current = first;
  let restarting: Promise<void> = Promise.resolve();
  let delay = 0;

  async function restart(): Promise<void> {
    for (;;) {
      await sleep(delay, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      delay = Math.min(Math.max(firstDelayMs, delay * 2), longestDelayMs);
      try {
        current = await launch(plan);
        log(`PostgreSQL runs again (process ${current.pid})`);
        return;
      } catch (error) {
        log(`PostgreSQL could not be started again, next try in ${delay / 1000} s: ${(error as Error).message}`);
      }
    }
  }

  async function watch(): Promise<void> {
    for (;;) {
      const since = Date.now();
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      log(`PostgreSQL (process ${current.pid}) ${how} unexpectedly and is started again`);
      if (Date.now() - since > stableMs) delay = 0;
      restarting = restart();
      await restarting;
      if (stopping.signal.aborted) return;
    }
  }

  void watch();
  return {
    pid: () => current.pid,
    stop: async () => {
      stopping.abort();
      // A start that is under way ends first, so that its process is the one that is stopped.
      await restarting;
      await stop(current, plan);
    },
  };
}
