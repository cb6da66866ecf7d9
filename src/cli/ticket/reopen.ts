import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand(
  'reopen',
  "sfs ticket reopen tk_… --reason 'the test is missing'",
  TicketServiceService.reopenTicket,
);
