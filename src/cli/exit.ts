/** How a command can end. This table is the only place that knows the numbers; `sfs help exit-codes` prints it. */
export const exitCodes = [
  { name: 'done', code: 0, meaning: 'done; the gate passed' },
  { name: 'gate', code: 1, meaning: 'the gate says no: the run failed, errored or was cancelled' },
  { name: 'usage', code: 2, meaning: 'wrong usage or input (INVALID_ARGUMENT, too large)' },
  { name: 'denied', code: 4, meaning: 'not signed in, or not allowed' },
  { name: 'notFound', code: 5, meaning: 'not found' },
  { name: 'conflict', code: 6, meaning: 'conflict (ALREADY_EXISTS, ABORTED, FAILED_PRECONDITION)' },
  { name: 'unreachable', code: 7, meaning: 'the server cannot be reached, or the deadline passed' },
  { name: 'duplicate', code: 10, meaning: 'reserved: duplicate' },
  { name: 'rateLimited', code: 11, meaning: 'rate limited (RESOURCE_EXHAUSTED after retries)' },
  { name: 'fork', code: 12, meaning: 'reserved: refused for a fork' },
  { name: 'approval', code: 13, meaning: 'reserved: approval needed' },
  { name: 'pending', code: 14, meaning: 'still pending at the timeout' },
  { name: 'bug', code: 70, meaning: 'a bug in sfs, or a server older than this CLI' },
  { name: 'interrupted', code: 130, meaning: 'interrupted' },
] as const;

type Name = (typeof exitCodes)[number]['name'];

/** The numbers by name: `exit.usage` is 2. */
export const exit = Object.fromEntries(exitCodes.map(({ name, code }) => [name, code])) as Record<Name, number>;
