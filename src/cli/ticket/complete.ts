import { CompleteTicketRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { command } from '../command.ts';
import { cutText } from '../cut.ts';
import { epochOption, withEpoch } from './epoch.ts';
import { printTicket } from './fields.ts';

export default command({
  name: 'complete <ticket_id>',
  examples: ["sfs ticket complete tk_… --notes 'Rotated; CI is green.' --file src/a.ts"],
  formats: ['text', 'json'],
  changes: true,
  options: {
    notes: { type: 'string', alias: 'n', about: 'what was done', default: '' },
    file: { type: 'list', alias: 'f', about: 'a file that was changed' },
    ...epochOption,
  },
  async run(context, args) {
    const { ticketId, file: changedFiles } = args;
    const notes = cutText(context, args.notes, 'notes');
    const fields = { ticketId, notes, changedFiles, requestId: context.requestId };
    const { ticket } = await withEpoch(context, args, (epoch) =>
      context.call(TicketServiceService.completeTicket, CompleteTicketRequest.create({ ...fields, epoch })),
    );
    await printTicket(context, ticket!);
  },
});
