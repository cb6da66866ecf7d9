import { TicketKind, TicketPriority, TicketSource, TicketStatus } from '../../gen/client/sfs/v1/ticket.ts';
import { words } from '../../words.ts';

export const kindWords = words(TicketKind, 'TICKET_KIND_');
export const priorityWords = words(TicketPriority, 'TICKET_PRIORITY_');
export const sourceWords = words(TicketSource, 'TICKET_SOURCE_');
export const statusWords = words(TicketStatus, 'TICKET_STATUS_');
