import type { Ticket } from '../../gen/client/sfs/v1/ticket.ts';
import { type Command, command } from '../command.ts';
import type { Method } from '../method.ts';
import { epochOption, withEpoch } from './epoch.ts';
import { printTicket } from './fields.ts';

/** What the requests of all commands that only move a ticket have in common. */
interface MoveRequest {
  ticketId: string;
  epoch?: number | undefined;
  reason: string;
  requestId: string;
}

/** A verb that takes a ticket, perhaps a reason, and changes nothing but the status. */
export function moveCommand<Verb extends string>(
  verb: Verb,
  example: string,
  method: Method<MoveRequest, { ticket: Ticket | undefined }>,
): Command {
  return command({
    name: `${verb} <ticket_id>`,
    examples: [example],
    formats: ['text', 'json'],
    changes: true,
    options: {
      reason: { type: 'string', alias: 'r', about: 'why; kept as a comment', default: '' },
      ...epochOption,
    },
    async run(context, args) {
      const { ticketId, epoch, reason } = args as unknown as { ticketId: string; epoch?: number; reason: string };
      const { requestId } = context;
      const { ticket } = await withEpoch(context, { ticketId, epoch }, (current) =>
        context.call(method, { ticketId, epoch: current, reason, requestId }),
      );
      await printTicket(context, ticket!);
    },
  });
}
