import type { Ticket } from '../../gen/client/sfs/v1/ticket.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import type { Options } from '../options.ts';
import { dropTicketEpoch, keepTicketEpoch, ticketEpoch } from '../state.ts';

/** The option of every command that writes to a ticket. */
export const epochOption = {
  epoch: { type: 'integer', about: "the lease's epoch, where the ticket was started elsewhere" },
} as const satisfies Options;

const serverOf = async (context: Context): Promise<string> => (await context.settings()).server.value.name;

/** Remembers the epoch of a ticket that was started here. A folder that cannot be written is no reason to fail. */
export async function keepEpoch(context: Context, ticket: Ticket): Promise<void> {
  const epoch = ticket.lease?.epoch ?? 0;
  try {
    keepTicketEpoch(context.io, await serverOf(context), ticket.id, epoch);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    context.note(`the epoch cannot be kept (${why}); give --epoch ${epoch} to the commands that follow`);
  }
}

/**
 * Runs a write with the epoch that is given, else with the one kept here, and forgets it where the ticket came back without
 * a holder: a lease that is over has no epoch to send.
 */
export async function withEpoch<Answer extends { ticket?: Ticket | undefined }>(
  context: Context,
  { ticketId, epoch: given }: { ticketId: string; epoch: number | undefined },
  write: (epoch: number | undefined) => Promise<Answer>,
): Promise<Answer> {
  const server = await serverOf(context);
  const kept = given === undefined ? ticketEpoch(context.io, server, ticketId) : undefined;
  try {
    const answer = await write(given ?? kept);
    if (answer.ticket && !answer.ticket.lease?.holder) dropTicketEpoch(context.io, server, ticketId);
    return answer;
  } catch (error) {
    if (kept === undefined || !(error instanceof CliError) || error.facts.reason !== 'STALE_LEASE') throw error;
    dropTicketEpoch(context.io, server, ticketId);
    const hint = 'somebody else started the ticket; what was kept here about it is forgotten';
    throw new CliError(error.exit, error.message, { hint, facts: error.facts, cause: error });
  }
}
