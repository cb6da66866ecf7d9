import { ListTicketsRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { listFormats, listOptions, printList } from '../list.ts';
import { wordNumbers } from '../word_list.ts';
import { statusCell } from './fields.ts';
import { kindWords, priorityWords, sourceWords, statusWords } from './words.ts';

export default command({
  name: 'list',
  examples: ['sfs ticket list --status open --assigned-to sentinel', 'sfs ticket list --all --format jsonl'],
  formats: listFormats,
  project: true,
  options: {
    status: { type: 'list', alias: 's', about: `of this status: ${statusWords.all.join(', ')}` },
    kind: { type: 'string', alias: 'k', about: 'of this sort', choices: kindWords.all },
    priority: { type: 'string', alias: 'p', about: 'of this priority', choices: priorityWords.all },
    'assigned-to': { type: 'string', alias: 'a', about: 'assigned to' },
    parent: { type: 'string', about: 'tasks of this issue' },
    source: { type: 'string', about: 'thought of by', choices: sourceWords.all },
    ...listOptions,
  },
  async run(context, args) {
    const filters = {
      project: await context.project(),
      statuses: wordNumbers(args.status, statusWords, '--status'),
      kind: kindWords.number(args.kind),
      priority: priorityWords.number(args.priority),
      assignedTo: args.assignedTo ?? '',
      parentTicketId: args.parent ?? '',
      source: sourceWords.number(args.source),
    };
    await printList(context, args, {
      method: TicketServiceService.listTickets,
      request: (paging) => ListTicketsRequest.create({ ...filters, ...paging }),
      ...{ field: 'tickets', response: 'sfs.v1.ListTicketsResponse', item: 'sfs.v1.Ticket' },
      headings: ['id', 'kind', 'status', 'priority', 'assigned to', 'created', 'title'],
      row: (ticket) => [
        ...[ticket.id, kindWords.word(ticket.kind), statusCell(ticket), priorityWords.word(ticket.priority)],
        ...[ticket.assignedTo, ticket.createdAt, ticket.title],
      ],
    });
  },
});
