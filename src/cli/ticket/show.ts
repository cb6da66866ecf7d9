import { GetTicketRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { printTicket } from './fields.ts';

export default command({
  name: 'show <ticket_id>',
  examples: ['sfs ticket show tk_…', 'sfs ticket show tk_… --format json | jq .acceptance_criteria'],
  formats: ['text', 'json'],
  async run(context, args) {
    const request = GetTicketRequest.create({ ticketId: args.ticketId });
    await printTicket(context, (await context.call(TicketServiceService.getTicket, request)).ticket!);
  },
});
