import { CreateTicketRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { cutText, cutTitle } from '../cut.ts';
import { noteProject } from '../note_project.ts';
import { printTicket } from './fields.ts';
import { kindWords, priorityWords, sourceWords } from './words.ts';

export default command({
  name: 'create',
  examples: [
    'TICKET=$(sfs ticket create --title "PR #$PR_NUMBER: $PR_TITLE" --assigned-to sentinel --output-id)',
    "sfs ticket create --title 'Rotate the key' --criteria 'old key revoked' --criteria 'CI is green' --priority high",
  ],
  formats: ['text', 'json'],
  project: true,
  changes: true,
  options: {
    title: { type: 'string', alias: 't', about: 'what is to be done', required: true },
    description: { type: 'string', alias: 'd', about: 'more of it', default: '' },
    'assigned-to': { type: 'string', alias: 'a', about: "a persona's name, or anybody", default: '' },
    priority: { type: 'string', alias: 'p', about: 'how urgent', choices: priorityWords.all, default: 'medium' },
    criteria: { type: 'list', about: 'something that must hold' },
    file: { type: 'list', alias: 'f', about: 'a file to look at or change' },
    'depends-on': { type: 'list', about: 'a ticket that must be done first' },
    kind: { type: 'string', alias: 'k', about: 'what sort', choices: kindWords.all, default: 'task' },
    parent: { type: 'string', about: 'the issue it belongs to', default: '' },
    source: { type: 'string', about: 'who thought of it, where not you but', choices: sourceWords.all },
    'output-id': { type: 'boolean', about: 'print nothing but the id on stdout' },
  },
  async run(context, args) {
    const request = CreateTicketRequest.create({
      project: await context.project(),
      kind: kindWords.number(args.kind),
      parentTicketId: args.parent,
      title: cutTitle(context, args.title),
      description: cutText(context, args.description, 'description'),
      priority: priorityWords.number(args.priority),
      assignedTo: args.assignedTo,
      source: sourceWords.number(args.source),
      acceptanceCriteria: args.criteria.map((text) => ({ text, done: false })),
      fileRefs: args.file,
      dependsOn: args.dependsOn,
      requestId: context.requestId,
    });
    const { ticket } = await context.call(TicketServiceService.createTicket, request);
    await noteProject(context, ticket!.projectId);
    if (args.outputId) context.print(ticket!.id);
    else await printTicket(context, ticket!);
  },
});
