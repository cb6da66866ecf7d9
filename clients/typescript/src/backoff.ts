const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** Milliseconds. Less is no attempt: cut short, it would hide why the others failed. */
export const shortestAttemptMs = 100;

/** Milliseconds before the next attempt: between half and all of a wait that doubles. */
export function backoffMs(attempt: number, random = Math.random()): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + random / 2);
}
