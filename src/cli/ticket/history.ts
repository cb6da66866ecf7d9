import { ListTicketHistoryRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { actorText } from '../actor.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';

export default command({
  name: 'history <ticket_id>',
  examples: ['sfs ticket history tk_…', 'sfs ticket history tk_… --all --format jsonl'],
  formats: listFormats,
  options: listOptions,
  run: (context, args) =>
    printList(context, args, {
      method: TicketServiceService.listTicketHistory,
      request: (paging) => ListTicketHistoryRequest.create({ ticketId: args.ticketId, ...paging }),
      ...{ field: 'changes', response: 'sfs.v1.ListTicketHistoryResponse', item: 'sfs.v1.TicketChange' },
      headings: ['changed', 'by', 'command', 'field', 'from', 'to'],
      row: (change) => [
        ...[change.changedAt, actorText(change.actor), change.command],
        ...[change.field, change.oldValue, change.newValue],
      ],
    }),
});
