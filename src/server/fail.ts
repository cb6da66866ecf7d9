import { status } from '@grpc/grpc-js';
import { failureOf } from '../db/failure.ts';
import type { Call } from './call.ts';
import { alreadyExists, conflict, internal, SfsError, statusOf, unavailable } from './errors.ts';

/** Ends a call with an error from inside an interceptor. */
export function fail(
  next: { sendStatus(answer: ReturnType<typeof statusOf>): void },
  call: Call,
  error: unknown,
): void {
  next.sendStatus(refusal(call, error));
}

/** The status of whatever was thrown; what is worth a look is kept for the log. */
export function refusal(call: Call, error: unknown) {
  const known = toSfsError(error, call.abort.signal);
  call.reason = known.reason;
  call.cause = known.cause ?? (known.code === status.INTERNAL ? error : undefined);
  return statusOf(known, call.id);
}

// What a unique index stands for, so that the answer names the field and never the index.
const uniqueFields: Record<string, [field: string, description: string]> = {
  members_email: ['email', 'is taken by another member of the organization'],
  projects_slug: ['slug', 'is taken by another project of the organization'],
  project_remotes_pkey: ['git_remotes', 'belongs to another project of the organization'],
  personas_name: ['name', 'is taken by another persona of the project (names match without regard to case)'],
};

/** The one place where foreign errors become ours. Text of the database never reaches a caller. */
export function toSfsError(error: unknown, signal: AbortSignal): SfsError {
  if (error instanceof SfsError) return error;
  const { kind, constraint } = failureOf(error);
  if (signal.aborted) return ended(signal.reason, error);
  if (kind === 'unique') {
    const [field, description] = uniqueFields[constraint ?? ''] ?? ['id', 'exists already'];
    return alreadyExists(field, description);
  }
  if (kind === 'conflict') return conflict('two changes met; try again', error);
  if (kind === 'unavailable')
    return unavailable('DATABASE_UNAVAILABLE', 'the database cannot be reached; try again', error);
  if (kind === 'cancelled')
    return unavailable('DATABASE_UNAVAILABLE', 'the database ended the statement; try again', error);
  return internal(error);
}

function ended(reason: unknown, cause: unknown): SfsError {
  if (reason === 'deadline')
    return new SfsError(
      status.DEADLINE_EXCEEDED,
      'DEADLINE_EXCEEDED',
      'the time of the call was over; if it changes something, send the same request_id again to learn how it ended',
      {},
      { cause },
    );
  if (reason === 'silence')
    return new SfsError(
      status.DEADLINE_EXCEEDED,
      'DEADLINE_EXCEEDED',
      'nothing came for a minute; nothing of the stream was kept',
    );
  if (reason === 'stopping') return unavailable('SHUTTING_DOWN', 'the server is stopping; try again', cause);
  if (reason instanceof SfsError) return reason;
  return new SfsError(status.CANCELLED, 'CANCELLED', 'the caller hung up', {}, { cause });
}
