import { ReleaseTicketRequest, StartTicketRequest, TicketServiceService } from '../../gen/client/sfs/v1/ticket.ts';
import { contextFileOption, prepareContextFile, shownContext, writeContextFile } from '../agent/context_file.ts';
import { command } from '../command.ts';
import { keepEpoch } from './epoch.ts';
import { ticketFields } from './fields.ts';

export default command({
  name: 'start <ticket_id>',
  examples: ['sfs ticket start tk_… --tool claude-code --context-file context.md', 'sfs ticket start tk_… --force'],
  formats: ['text', 'json'],
  changes: true,
  options: {
    force: { type: 'boolean', about: 'also a blocked one, and one whose dependencies are not done' },
    tool: { type: 'string', about: 'what works on it; sets how long the context may be', default: 'generic' },
    ...contextFileOption,
  },
  async run(context, args) {
    const { ticketId, force, tool, contextFile } = args;
    prepareContextFile(context, contextFile);
    const answer = await context.call(
      TicketServiceService.startTicket,
      StartTicketRequest.create({ ticketId, force, tool, requestId: context.requestId }),
    );
    const ticket = answer.ticket!;
    const epoch = ticket.lease?.epoch;
    await writeContextFile(context, contextFile, answer.context, () =>
      context.call(TicketServiceService.releaseTicket, ReleaseTicketRequest.create({ ticketId, epoch })),
    );
    await keepEpoch(context, ticket);
    if (context.format === 'json') await context.json('sfs.v1.StartTicketResponse', answer);
    else if (contextFile === undefined) context.print(shownContext(answer.context));
    else context.panel([...ticketFields(ticket), ['context', `written to ${contextFile}`]]);
    if (answer.context?.truncated) context.note('the context was cut to fit the tool; it says where');
    context.note(
      `started ${ticketId} with epoch ${epoch}; the lease ends at ${ticket.lease?.expiresAt?.toISOString()}`,
    );
  },
});
