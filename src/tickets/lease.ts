import { status } from '@grpc/grpc-js';
import type { ActorRecord } from '../db/base.ts';
import type { Context } from '../server/context.ts';
import { aborted, denied, precondition, SfsError } from '../server/errors.ts';
import type { Ticket } from './entity.ts';

// Milliseconds.
const leaseTime = 60 * 60 * 1_000;

/** True: somebody works on the ticket and their time is not over. */
export const isHeld = (ticket: Ticket, now: Date): boolean =>
  Boolean(ticket.leaseHolder && ticket.leaseExpiresAt && ticket.leaseExpiresAt > now);

/** Gives the ticket to `holder`. Whoever had it before has an old epoch from now on. */
export function takeLease(ticket: Ticket, holder: ActorRecord, now: Date): void {
  ticket.leaseHolder = holder;
  ticket.leaseEpoch += 1;
  renewLease(ticket, now);
}

/** 60 minutes from now. */
export function renewLease(ticket: Ticket, now: Date): void {
  ticket.leaseExpiresAt = new Date(now.getTime() + leaseTime);
}

/** Nobody holds the ticket any more; the epoch stays, so that the next start makes a new one. */
export function endLease(ticket: Ticket): void {
  ticket.leaseHolder = null;
  ticket.leaseExpiresAt = null;
}

/**
 * Stops writes of workers that lost the ticket. Service keys must say which epoch they mean while it is in progress, unless
 * `optional`; people need not, but what they say must be right.
 */
export function fence(context: Context, ticket: Ticket, epoch: number | undefined, optional = false): void {
  if (epoch !== undefined) {
    requireEpoch(ticket, epoch);
    return;
  }
  if (optional || context.principal.kind === 'personal' || ticket.status !== 'in_progress') return;
  const description = 'service keys send it while the ticket is in progress; take lease.epoch of the start';
  throw new SfsError(status.INVALID_ARGUMENT, 'EPOCH_REQUIRED', `epoch: ${description}`, {
    violations: [{ field: 'epoch', description }],
  });
}

/** Throws where the ticket was started again since the lease had this epoch. */
export function requireEpoch({ leaseEpoch }: Ticket, epoch: number): void {
  if (epoch === leaseEpoch) return;
  throw aborted(
    'STALE_LEASE',
    `epoch: the lease has the epoch ${leaseEpoch} by now; the ticket was started again, so stop working on it`,
    { epoch: String(leaseEpoch) },
  );
}

/** Refuses a service key that speaks for a worker that it is not. People may. */
export function requireHolder({ principal }: Context, ticket: Ticket): void {
  const holder = ticket.leaseHolder;
  if (!holder || principal.kind === 'personal' || holder.keyId === principal.keyId) return;
  const name = holder.type === 'member' ? holder.memberName : holder.keyName;
  throw denied('NOT_HOLDER', `the ticket is held by ${name}; only its holder or a person may do this`, {
    holder: name,
  });
}

/** The answer to a start of a ticket that somebody works on. */
export function leaseHeld(ticket: Ticket): SfsError {
  const until = ticket.leaseExpiresAt?.toISOString() ?? '';
  return precondition(
    'LEASE_HELD',
    `the ticket is held until ${until}; wait for it to be released or for its lease to run out`,
    { expires_at: until },
  );
}
