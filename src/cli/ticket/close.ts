import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand('close', 'sfs ticket close tk_…', TicketServiceService.closeTicket);
