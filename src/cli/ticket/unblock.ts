import { TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { moveCommand } from './move.ts';

export default moveCommand('unblock', 'sfs ticket unblock tk_…', TicketServiceService.unblockTicket);
