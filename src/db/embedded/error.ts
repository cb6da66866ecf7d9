/** The embedded PostgreSQL cannot be used; the message says why and what to do, and needs no stack beside it. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
