import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventDetails } from '../audit/row.ts';
import { wireId } from '../db/ids.ts';
import type { Context } from '../server/context.ts';
import { addComment } from './add_comment.ts';
import { takeDependencyTurn } from './dependencies.ts';
import { Ticket, ticketRow } from './entity.ts';
import { changedFields, keepChanges, snapshot } from './history.ts';
import { fence, renewLease, requireEpoch } from './lease.ts';
import { dependenciesOf } from './load.ts';

/** What every request that changes one ticket says. */
export interface TicketRequest {
  ticketId: string;
  requestId: string;
  epoch?: number | undefined;
  /** Kept as a comment. */
  reason?: string;
}

/** One change in progress: the row is locked, the caller may do this, the epoch is right. */
export interface Work {
  tx: EntityManager;
  /** The database's time. */
  now: Date;
  context: Context;
  ticket: Ticket;
  /** Ids of the tickets it waits for; a change of the list replaces this. */
  dependsOn: string[];
}

/** What one method does to its ticket. */
export interface Step<Answer> {
  /** As in the history: start, update, … */
  command: string;
  /** True: changes dependencies or dependents, so it waits for its turn in the project. */
  dependencies?: boolean;
  /**
   * True: takes the lease, so a service key may leave the epoch out; and a replay that comes after somebody else took it is
   * refused, because it would answer with the epoch of another worker.
   */
  takesLease?: boolean;
  apply: (work: Work) => Promise<void> | void;
  answer: (em: EntityManager, ticket: Ticket) => Promise<Answer>;
  /** What the event says beside status and epoch. */
  event?: (work: Work, answer: Answer) => Partial<EventDetails>;
}

/** Changes one ticket under its row's lock: checks, applies, keeps each changed field, and answers. */
export function writeTicket<Answer>(context: Context, request: TicketRequest, step: Step<Answer>): Promise<Answer> {
  return context.write({
    requestId: request.requestId,
    change: async (tx, now) => {
      const ticket = await lockTicket(context, tx, request.ticketId, step.dependencies);
      fence(context, ticket, request.epoch, step.takesLease);
      const dependsOn = (await dependenciesOf(tx, ticket.organizationId, [ticket.id])).get(ticket.id) ?? [];
      const work: Work = { tx, now, context, ticket, dependsOn };
      const before = snapshot(ticket, dependsOn);
      await step.apply(work);
      if (request.epoch !== undefined && ticket.leaseHolder) renewLease(ticket, now);
      const after = snapshot(ticket, work.dependsOn);
      const fields = changedFields(before, after);
      const reason = request.reason?.trim();
      if (reason) await addComment(work, { content: reason });
      const unchanged = fields.length === 0 && !reason;
      await keepChanges(tx, ticket, { command: step.command, actor: context.actor, now, before, after });
      if (!unchanged) touch(ticket, now);
      await tx.flush();
      const answer = await step.answer(tx, ticket);
      const said = unchanged ? undefined : step.event?.(work, answer);
      const event = unchanged
        ? 'unchanged'
        : {
            ...eventOf(work, fields, said),
            state: { before: Object.fromEntries(before), after: Object.fromEntries(after) },
          };
      return { answer, ref: String(ticket.leaseEpoch), event };
    },
    replay: async (epoch, em) => {
      const ticket = await context.row(Ticket, ticketRow, request.ticketId, { em });
      requireKind(context, ticket);
      if (step.takesLease) requireEpoch(ticket, Number(epoch));
      return step.answer(em, ticket);
    },
  });
}

/** Loads and locks a ticket that the caller may write to. */
export async function lockTicket(
  context: Context,
  tx: EntityManager,
  ticketId: string,
  dependencies = false,
): Promise<Ticket> {
  // Turns come before rows; the project of a ticket never changes, so it can be read without a lock.
  if (dependencies) await takeDependencyTurn(tx, await context.row(Ticket, ticketRow, ticketId, { em: tx }));
  const ticket = await context.row(Ticket, ticketRow, ticketId, { em: tx, lock: true });
  requireKind(context, ticket);
  return ticket;
}

/** Issues are for those who lead the work. */
export function requireKind(context: Context, ticket: Pick<Ticket, 'kind'>): void {
  if (ticket.kind === 'issue') context.require('issues:write');
}

/** Lets watchers see that there was a change. */
export function touch(ticket: Ticket, now: Date): void {
  ticket.revision += 1;
  ticket.updatedAt = now;
}

function eventOf({ ticket }: Work, fields: string[], more: Partial<EventDetails> = {}): EventDetails {
  return {
    resource: { type: 'ticket', id: wireId('tk', ticket.id) },
    projectId: ticket.projectId,
    inputs: more.inputs,
    artifacts: more.artifacts,
    outputs: { kind: ticket.kind, status: ticket.status, epoch: ticket.leaseEpoch, ...more.outputs },
    payload: { title: ticket.title, changed_fields: fields, ...more.payload },
  };
}
