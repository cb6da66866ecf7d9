import { TicketServiceService, UpdateTicketRequest } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { epochOption, withEpoch } from './epoch.ts';
import { printTicket } from './fields.ts';

export default command({
  name: 'assign <ticket_id>',
  examples: ['sfs ticket assign tk_… --to sentinel', "sfs ticket assign tk_… --to ''"],
  formats: ['text', 'json'],
  changes: true,
  options: {
    to: { type: 'string', about: "a persona's name, or anybody; empty: nobody", required: true },
    ...epochOption,
  },
  async run(context, args) {
    const { ticketId, to: assignedTo } = args;
    const fields = { ticketId, assignedTo, updateMask: ['assigned_to'], requestId: context.requestId };
    const { ticket } = await withEpoch(context, args, (epoch) =>
      context.call(TicketServiceService.updateTicket, UpdateTicketRequest.create({ ...fields, epoch })),
    );
    await printTicket(context, ticket!);
  },
});
