import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type { CreateTicketRequest, CreateTicketResponse } from '../gen/sfs/v1/ticket.ts';
import { requireOpen } from '../projects/resolve.ts';
import type { Context } from '../server/context.ts';
import { invalidField, invalidFields } from '../server/errors.ts';
import { insertDependencies, readDependencies } from './dependencies.ts';
import { Ticket, ticketRow } from './entity.ts';
import { criteriaText, readAssignee, readParent, readTitle } from './fields.ts';
import { loadMessage } from './load.ts';
import { firstStatus, lacks, sourceOf } from './source.ts';
import { limitSuggestions } from './suggestions.ts';
import { kindWords, priorityWords, sourceWords, ticketMessage } from './wire.ts';
import { requireKind } from './write_ticket.ts';

/** Makes a ticket. */
export function createTicket(request: CreateTicketRequest, context: Context): Promise<CreateTicketResponse> {
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      requireOpen(context.project);
      const ticket = await make(tx, now, request, context);
      const dependsOn = await readDependencies(tx, ticket, request.dependsOn);
      tx.persist(ticket);
      await insertDependencies(tx, ticket, dependsOn);
      return {
        answer: { ticket: ticketMessage(ticket, { dependsOn, children: [] }) },
        ref: ticket.id,
        event: {
          resource: { type: 'ticket', id: wireId('tk', ticket.id) },
          projectId: ticket.projectId,
          inputs: [{ name: 'description', content: ticket.description }],
          outputs: {
            kind: ticket.kind,
            status: ticket.status,
            source: ticket.source,
            priority: ticket.priority,
            depends_on: dependsOn.length,
            parent_ticket_id: wireId('tk', ticket.parentTicketId) || null,
          },
          payload: { title: ticket.title, assigned_to: ticket.assignedTo, session_id: ticket.sessionId },
        },
      };
    },
    replay: async (ref, em) => {
      const ticket = await context.row(Ticket, ticketRow, wireId('tk', ref), { em });
      requireKind(context, ticket);
      return { ticket: await loadMessage(em, ticket) };
    },
  });
}

async function make(tx: EntityManager, now: Date, request: CreateTicketRequest, context: Context): Promise<Ticket> {
  const kind = kindWords.word(request.kind) ?? 'task';
  requireKind(context, { kind });
  const { organizationId, keyId } = context.principal;
  const place = { organizationId, projectId: context.project.id };
  const title = readTitle(request.title);
  const source = readSource(request, context);
  const { description, acceptanceCriteria, sessionId } = request;
  const missing = lacks({ kind, source, description, acceptanceCriteria });
  if (missing.length > 0) throw invalidFields(missing.map(({ field, what }) => ({ field, description: what })));
  const parentTicketId = await readParent(tx, place, kind, request.parentTicketId);
  const status = firstStatus(kind, source);
  if (status === 'suggested') await limitSuggestions(tx, organizationId, keyId, sessionId);
  return tx.create(Ticket, {
    ...place,
    ...{ id: newId(), kind, source, status, parentTicketId, title, description, sessionId },
    priority: priorityWords.word(request.priority) ?? 'medium',
    assignedTo: await readAssignee(tx, place, request.assignedTo),
    acceptanceCriteria: criteriaText(acceptanceCriteria),
    ...{ fileRefs: request.fileRefs, contextRefs: request.contextRefs, changedFiles: [], completionNotes: '' },
    ...{ leaseHolder: null, leaseEpoch: 0, leaseExpiresAt: null },
    ...{ createdBy: context.actor, createdByKeyId: keyId, createdAt: now, updatedAt: now },
    ...{ completedBy: null, completedByKeyId: null, resolvedBy: null, resolvedAt: null, revision: 1 },
  });
}

function readSource(request: CreateTicketRequest, { principal }: Context) {
  const channel = principal.kind === 'personal' ? 'member' : 'service_key';
  const found = sourceOf(channel, sourceWords.word(request.source));
  if ('refused' in found) throw invalidField('source', found.refused);
  return found.source;
}
