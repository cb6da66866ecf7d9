import { defineEntity, type InferEntity, p } from '@mikro-orm/postgresql';
import { actor, stamp, tenantKey } from '../db/base.ts';
import { TextArray } from '../db/text_array.ts';

/** How requests name a ticket. */
export const ticketRow = { prefix: 'tk', field: 'ticket_id' } as const;

/** A work item. */
export const Ticket = defineEntity({
  name: 'Ticket',
  tableName: 'tickets',
  properties: {
    ...tenantKey,
    projectId: p.uuid(),
    kind: p.text().$type<'task' | 'issue'>(),
    parentTicketId: p.uuid().nullable(),
    title: p.text(),
    description: p.text().default(''),
    priority: p.text().$type<'critical' | 'high' | 'medium' | 'low'>(),
    assignedTo: p.text().default(''),
    source: p.text().$type<'human' | 'ci' | 'agent'>(),
    status: p
      .text()
      .$type<'suggested' | 'open' | 'in_progress' | 'blocked' | 'review' | 'done' | 'closed' | 'cancelled'>(),
    /** JSON text: [{ text, done }]. */
    acceptanceCriteria: p.text().default('[]'),
    fileRefs: p.type(TextArray).default([]),
    contextRefs: p.type(TextArray).default([]),
    changedFiles: p.type(TextArray).default([]),
    completionNotes: p.text().default(''),
    leaseHolder: actor().nullable(),
    leaseEpoch: p.integer().default(0),
    leaseExpiresAt: p.datetime(6).nullable(),
    sessionId: p.text().default(''),
    createdBy: actor(),
    createdByKeyId: p.uuid().nullable(),
    completedBy: actor().nullable(),
    completedByKeyId: p.uuid().nullable(),
    resolvedBy: actor().nullable(),
    createdAt: stamp(),
    updatedAt: stamp(),
    resolvedAt: p.datetime(6).nullable(),
    /** Rises with every change, so that watchers see that there was one. */
    revision: p.integer().default(1),
  },
});
export type Ticket = InferEntity<typeof Ticket>;

/** One edge: `ticketId` waits for `dependsOnId`. */
export const TicketDependency = defineEntity({
  name: 'TicketDependency',
  tableName: 'ticket_dependencies',
  properties: {
    organizationId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    dependsOnId: p.uuid().primary(),
    position: p.integer(),
  },
});
export type TicketDependency = InferEntity<typeof TicketDependency>;

/** One remark; never edited. */
export const TicketComment = defineEntity({
  name: 'TicketComment',
  tableName: 'ticket_comments',
  properties: {
    organizationId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    id: p.uuid().primary(),
    content: p.text(),
    author: actor(),
    authorPersona: p.text().default(''),
    createdAt: stamp(),
  },
});
export type TicketComment = InferEntity<typeof TicketComment>;

/** One change of one field; never edited. */
export const TicketChange = defineEntity({
  name: 'TicketChange',
  tableName: 'ticket_changes',
  properties: {
    organizationId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    id: p.uuid().primary(),
    command: p.text(),
    field: p.text(),
    /** JSON text. */
    oldValue: p.text(),
    /** JSON text. */
    newValue: p.text(),
    actor: actor(),
    epoch: p.integer(),
    changedAt: stamp(),
  },
});
export type TicketChange = InferEntity<typeof TicketChange>;
