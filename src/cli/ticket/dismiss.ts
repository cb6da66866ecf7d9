import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand(
  'dismiss',
  "sfs ticket dismiss tk_… --reason 'a duplicate'",
  TicketServiceService.dismissTicket,
);
