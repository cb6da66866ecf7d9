import type { UpdateTicketRequest, UpdateTicketResponse } from '../gen/sfs/v1/ticket.ts';
import type { Context } from '../server/context.ts';
import { invalidField, invalidFields } from '../server/errors.ts';
import { readDependencies, replaceDependencies } from './dependencies.ts';
import { criteriaText, readAssignee, readParent, readTitle } from './fields.ts';
import { loadMessage } from './load.ts';
import { wrongStatus } from './move.ts';
import { lacks } from './source.ts';
import { isFinal } from './status.ts';
import { priorityWords } from './wire.ts';
import { type Work, writeTicket } from './write_ticket.ts';

/** Changes the fields that the mask names. A ticket that has ended stays as it was judged; only comments can be added. */
export function updateTicket(request: UpdateTicketRequest, context: Context): Promise<UpdateTicketResponse> {
  const fields = new Set(request.updateMask);
  if (fields.size === 0) throw invalidField('update_mask', 'names no field; name those that are to change');
  return writeTicket(context, request, {
    command: 'update',
    dependencies: fields.has('depends_on'),
    apply: async (work) => {
      const { kind, status } = work.ticket;
      if (isFinal(kind, status))
        throw wrongStatus(status, 'update', `the ${kind} is ${status}, and stays so; add a comment instead`);
      for (const field of fields) await setters[field]?.(work, request);
      refuseThin(work);
    },
    answer: async (em, ticket) => ({ ticket: await loadMessage(em, ticket) }),
    event: ({ ticket }) => ({
      inputs: fields.has('description') ? [{ name: 'description', content: ticket.description }] : [],
    }),
  });
}

type Setter = (work: Work, request: UpdateTicketRequest) => void | Promise<void>;

const setters: Record<string, Setter> = {
  title: ({ ticket }, request) => {
    ticket.title = readTitle(request.title);
  },
  description: ({ ticket }, request) => {
    ticket.description = request.description;
  },
  priority: ({ ticket }, request) => {
    ticket.priority = priorityWords.word(request.priority) ?? 'medium';
  },
  assigned_to: async ({ tx, ticket }, request) => {
    ticket.assignedTo = await readAssignee(tx, ticket, request.assignedTo);
  },
  acceptance_criteria: ({ ticket }, request) => {
    ticket.acceptanceCriteria = criteriaText(request.acceptanceCriteria);
  },
  file_refs: ({ ticket }, request) => {
    ticket.fileRefs = request.fileRefs;
  },
  context_refs: ({ ticket }, request) => {
    ticket.contextRefs = request.contextRefs;
  },
  depends_on: async (work, request) => {
    const wanted = await readDependencies(work.tx, work.ticket, request.dependsOn);
    if (wanted.join() === work.dependsOn.join()) return;
    await replaceDependencies(work.tx, work.ticket, wanted);
    work.dependsOn = wanted;
  },
  parent_ticket_id: async ({ tx, ticket }, request) => {
    ticket.parentTicketId = await readParent(tx, ticket, ticket.kind, request.parentTicketId);
  },
};

// What an agent had to say to suggest a ticket cannot be taken away before a person has read it.
function refuseThin({ ticket }: Work): void {
  if (ticket.status !== 'suggested') return;
  const { kind, source, description } = ticket;
  const missing = lacks({ kind, source, description, acceptanceCriteria: JSON.parse(ticket.acceptanceCriteria) });
  if (missing.length > 0) throw invalidFields(missing.map(({ field, what }) => ({ field, description: what })));
}
