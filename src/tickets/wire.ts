import { actorMessage } from '../audit/actor.ts';
import { wireId } from '../db/ids.ts';
import {
  type TicketChange as ChangeMessage,
  type TicketComment as CommentMessage,
  TicketKind,
  type Ticket as TicketMessage,
  TicketPriority,
  TicketSource,
  TicketStatus,
} from '../gen/sfs/v1/ticket.ts';
import { words } from '../words.ts';
import type { Ticket, TicketChange, TicketComment } from './entity.ts';

export const kindWords = words(TicketKind, 'TICKET_KIND_');
export const statusWords = words(TicketStatus, 'TICKET_STATUS_');
export const priorityWords = words(TicketPriority, 'TICKET_PRIORITY_');
export const sourceWords = words(TicketSource, 'TICKET_SOURCE_');

/** What a ticket's message needs beside its row: ids (uuid) of the tickets it waits for, and of its tasks. */
export interface Related {
  dependsOn: readonly string[];
  children: readonly string[];
}

/** A row as its message. */
export function ticketMessage(ticket: Ticket, { dependsOn, children }: Related): TicketMessage {
  return {
    id: wireId('tk', ticket.id),
    projectId: wireId('proj', ticket.projectId),
    kind: kindWords.number(ticket.kind),
    parentTicketId: wireId('tk', ticket.parentTicketId) || undefined,
    title: ticket.title,
    description: ticket.description,
    priority: priorityWords.number(ticket.priority),
    assignedTo: ticket.assignedTo || undefined,
    source: sourceWords.number(ticket.source),
    status: statusWords.number(ticket.status),
    acceptanceCriteria: JSON.parse(ticket.acceptanceCriteria),
    fileRefs: ticket.fileRefs,
    contextRefs: ticket.contextRefs,
    dependsOn: dependsOn.map((id) => wireId('tk', id)),
    changedFiles: ticket.changedFiles,
    completionNotes: ticket.completionNotes,
    lease: {
      holder: actorMessage(ticket.leaseHolder),
      epoch: ticket.leaseEpoch,
      expiresAt: ticket.leaseExpiresAt ?? undefined,
    },
    createdBy: actorMessage(ticket.createdBy),
    completedBy: actorMessage(ticket.completedBy),
    resolvedBy: actorMessage(ticket.resolvedBy),
    sessionId: ticket.sessionId || undefined,
    childTicketIds: children.map((id) => wireId('tk', id)),
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    resolvedAt: ticket.resolvedAt ?? undefined,
  };
}

/** A row as its message. */
export function commentMessage(comment: TicketComment): CommentMessage {
  return {
    id: wireId('tc', comment.id),
    ticketId: wireId('tk', comment.ticketId),
    content: comment.content,
    author: actorMessage(comment.author),
    authorPersona: comment.authorPersona,
    createdAt: comment.createdAt,
  };
}

/** A row as its message. */
export function changeMessage(change: TicketChange): ChangeMessage {
  return {
    id: wireId('te', change.id),
    field: change.field,
    oldValue: change.oldValue,
    newValue: change.newValue,
    actor: actorMessage(change.actor),
    epoch: change.epoch,
    changedAt: change.changedAt,
    command: change.command,
  };
}
