import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand('approve', 'sfs ticket approve tk_…', TicketServiceService.approveTicket);
