/** What a database error means for a caller. */
export type FailureKind = 'unique' | 'conflict' | 'unavailable' | 'cancelled' | 'other';

// The SQLSTATE classes and socket errors that say "the database is away", not "the statement is wrong".
const away = /^(08|57P0[1-5]|53300|58)/;
const sockets = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
]);
const pool =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|connection is closed|Client has encountered a connection error|not queryable|Cannot use a pool after calling end/i;

/** Nobody knows what became of a commit. */
export const connectionLost = (cause: unknown): Error => new Error('Connection terminated at the commit', { cause });

/** Sorts an error of MikroORM, pg or the socket below; also tells the violated constraint where there is one. */
export function failureOf(error: unknown): { kind: FailureKind; constraint?: string } {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause ?? previous(at), depth++) {
    const { code, constraint } = at as { code?: unknown; constraint?: string };
    if (at.name === 'AbortError' || code === '57014') return { kind: 'cancelled' };
    if (code === '23505') return { kind: 'unique', ...(constraint ? { constraint } : {}) };
    if (code === '40001' || code === '40P01' || code === '55P03') return { kind: 'conflict' };
    if (typeof code === 'string' && (away.test(code) || sockets.has(code))) return { kind: 'unavailable' };
    if (pool.test(at.message)) return { kind: 'unavailable' };
  }
  return { kind: 'other' };
}

// MikroORM keeps the driver's error here.
const previous = (error: Error) => (error as { previous?: unknown }).previous;
