import type { Ticket } from '../../gen/client/sfs/v1/ticket.ts';
import { actorText } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Cell } from '../table.ts';
import { kindWords, priorityWords, sourceWords, statusWords } from './words.ts';

const styles = {
  suggested: 'magenta',
  open: 'cyan',
  in_progress: 'blue',
  blocked: 'yellow',
  review: 'magenta',
  done: 'green',
  closed: 'green',
  cancelled: 'dim',
} as const;

/** The status in its colour. */
export function statusCell({ status }: Ticket): Cell {
  const word = statusWords.word(status);
  return word ? { text: word, style: styles[word] } : String(status);
}

/** A ticket for a terminal. */
export function ticketFields(ticket: Ticket): (readonly [string, Cell])[] {
  const { lease } = ticket;
  const criteria = ticket.acceptanceCriteria.map(({ text, done }) => `[${done ? 'x' : ' '}] ${text}`);
  return [
    ['ticket', ticket.id],
    ['title', ticket.title],
    ['kind', kindWords.word(ticket.kind)],
    ['status', statusCell(ticket)],
    ['priority', priorityWords.word(ticket.priority)],
    ['assigned to', ticket.assignedTo],
    ['source', sourceWords.word(ticket.source)],
    ['parent', ticket.parentTicketId],
    ['description', ticket.description],
    ['criteria', criteria.join('\n')],
    ['files', ticket.fileRefs.join('\n')],
    ['references', ticket.contextRefs.join('\n')],
    ['depends on', ticket.dependsOn.join('\n')],
    ['tasks', ticket.childTicketIds.join('\n')],
    ['held by', lease?.holder && `${actorText(lease.holder)}, epoch ${lease.epoch}`],
    ['held until', lease?.holder && lease.expiresAt],
    ['notes', ticket.completionNotes],
    ['changed', ticket.changedFiles.join('\n')],
    ['session', ticket.sessionId],
    ['created', ticket.createdAt],
    ['created by', actorText(ticket.createdBy)],
    ['completed by', actorText(ticket.completedBy)],
    ['resolved', ticket.resolvedAt],
    ['resolved by', actorText(ticket.resolvedBy)],
  ];
}

/** Prints a ticket as the command's format says. */
export async function printTicket(context: Context<'text' | 'json'>, ticket: Ticket): Promise<void> {
  if (context.format === 'json') await context.json('sfs.v1.Ticket', ticket);
  else context.panel(ticketFields(ticket));
}
