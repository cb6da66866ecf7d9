import { ReleaseTicketRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { epochOption, withEpoch } from './epoch.ts';
import { printTicket } from './fields.ts';

export default command({
  name: 'release <ticket_id>',
  examples: ['sfs ticket release tk_…'],
  formats: ['text', 'json'],
  changes: true,
  options: epochOption,
  async run(context, args) {
    const fields = { ticketId: args.ticketId, requestId: context.requestId };
    const { ticket } = await withEpoch(context, args, (epoch) =>
      context.call(TicketServiceService.releaseTicket, ReleaseTicketRequest.create({ ...fields, epoch })),
    );
    await printTicket(context, ticket!);
  },
});
