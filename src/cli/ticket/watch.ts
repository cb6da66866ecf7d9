import {
  type Ticket,
  type TicketComment,
  TicketServiceService,
  WatchTicketRequest,
} from '../../gen/client/sfs/v1/ticket.ts';
import { actorText } from '../actor.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { escapeText } from '../escape.ts';
import { statusWords } from './words.ts';

export default command({
  name: 'watch <ticket_id>',
  examples: ['sfs ticket watch tk_…', 'sfs ticket watch tk_… --format jsonl | jq -r .ticket.status'],
  formats: ['text', 'jsonl'],
  async run(context, args) {
    const request = WatchTicketRequest.create({ ticketId: args.ticketId });
    let last = '';
    for await (const event of context.stream(TicketServiceService.watchTicket, request)) {
      const { ticket, comment } = event;
      if (comment) await print(context, event, commentLine(comment));
      if (!ticket) continue;
      const state = JSON.stringify(ticket);
      // A watch that is opened again begins with the ticket as it is, which may have been printed.
      if (state !== last) await print(context, event, ticketLine(ticket));
      last = state;
    }
  },
});

async function print(context: Context<'text' | 'jsonl'>, event: object, line: string): Promise<void> {
  if (context.format === 'jsonl') await context.jsonLine('sfs.v1.WatchTicketResponse', event);
  else context.print(escapeText(line, 'line'));
}

function ticketLine({ status, title, assignedTo, lease, updatedAt }: Ticket): string {
  const held = lease?.holder && `held by ${actorText(lease.holder)}`;
  const parts = [statusWords.word(status) ?? status, assignedTo && `for ${assignedTo}`, held, title];
  return [updatedAt?.toISOString(), ...parts].filter(Boolean).join('  ');
}

function commentLine({ createdAt, author, authorPersona, content }: TicketComment): string {
  const as = authorPersona && ` as ${authorPersona}`;
  return `${createdAt?.toISOString() ?? ''}  comment by ${actorText(author) ?? 'somebody'}${as}: ${content}`;
}
