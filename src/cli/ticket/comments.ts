import { ListTicketCommentsRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { actorText } from '../actor.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';

export default command({
  name: 'comments <ticket_id>',
  examples: ['sfs ticket comments tk_…', 'sfs ticket comments tk_… --newest-first --limit 5'],
  formats: listFormats,
  options: { 'newest-first': { type: 'boolean', about: 'the newest first' }, ...listOptions },
  run: (context, { ticketId, newestFirst, ...args }) =>
    printList(context, args, {
      method: TicketServiceService.listTicketComments,
      request: (paging) => ListTicketCommentsRequest.create({ ticketId, newestFirst, ...paging }),
      ...{ field: 'comments', response: 'sfs.v1.ListTicketCommentsResponse', item: 'sfs.v1.TicketComment' },
      headings: ['created', 'author', 'as', 'comment'],
      row: (comment) => [comment.createdAt, actorText(comment.author), comment.authorPersona, comment.content],
    }),
});
