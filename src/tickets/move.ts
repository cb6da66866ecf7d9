import { precondition } from '../server/errors.ts';
import { endLease } from './lease.ts';
import { type Circumstances, type Command, isFinal, next } from './status.ts';
import type { Work } from './write_ticket.ts';

/**
 * Takes the ticket where a command leads, or says why it does not apply. This is the only place that sets a status.
 *
 * A lease is for work in progress: whatever leaves that status ends it.
 */
export function move({ ticket, now, context }: Work, command: Command, circumstances: Circumstances = {}): void {
  const step = next(ticket.kind, ticket.status, command, circumstances);
  if ('refused' in step) throw wrongStatus(ticket.status, command, step.refused);
  ticket.status = step.to;
  if (step.to !== 'in_progress') endLease(ticket);
  if (isFinal(ticket.kind, step.to)) {
    ticket.resolvedBy = context.actor;
    ticket.resolvedAt = now;
  }
}

/** The command does not fit the status. */
export const wrongStatus = (status: string, command: string, why: string) =>
  precondition('WRONG_STATUS', why, { status, command });
