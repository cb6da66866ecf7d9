import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand(
  'block',
  "sfs ticket block tk_… --reason 'waits for a decision'",
  TicketServiceService.blockTicket,
);
