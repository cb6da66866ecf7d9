import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand(
  'cancel',
  "sfs ticket cancel tk_… --reason 'not needed any more'",
  TicketServiceService.cancelTicket,
);
