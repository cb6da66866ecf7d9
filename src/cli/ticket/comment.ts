import { AddTicketCommentRequest, type Ticket, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { epochOption, withEpoch } from './epoch.ts';

export default command({
  name: 'comment <ticket_id>',
  examples: ["sfs ticket comment tk_… --content 'The flag is named differently.' --as sentinel"],
  formats: ['text', 'json'],
  changes: true,
  options: {
    content: { type: 'string', alias: 'c', about: 'what to say', required: true },
    as: { type: 'string', about: 'the persona that you speak as', default: '' },
    ...epochOption,
  },
  async run(context, args) {
    const { ticketId, content, as: authorPersona } = args;
    const fields = { ticketId, content, authorPersona, requestId: context.requestId };
    const { comment } = await withEpoch(context, args, async (epoch) => {
      const request = AddTicketCommentRequest.create({ ...fields, epoch });
      const answer = await context.call(TicketServiceService.addTicketComment, request);
      return { ...answer, ticket: undefined as Ticket | undefined };
    });
    if (context.format === 'json') await context.json('sfs.v1.TicketComment', comment!);
    else context.print(comment!.id);
  },
});
