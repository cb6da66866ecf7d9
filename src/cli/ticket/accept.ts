import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand('accept', 'sfs ticket accept tk_…', TicketServiceService.acceptTicket);
