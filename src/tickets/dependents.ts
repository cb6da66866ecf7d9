import { LockMode } from '@mikro-orm/postgresql';
import { systemActor } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import { addComment } from './add_comment.ts';
import { waitsFor } from './dependencies.ts';
import { Ticket, TicketDependency } from './entity.ts';
import { keepChanges, snapshot } from './history.ts';
import { move } from './move.ts';
import { isFinal } from './status.ts';
import { touch, type Work } from './write_ticket.ts';

// As long as any comment may be, in UTF-16 units; the notes behind it may be 64 KiB.
const commentMax = 10_000;

/**
 * Tells those that waited for this ticket, which has ended well: a comment with its notes, and whoever was blocked and waits for
 * nothing else goes on, in progress and without holder, for anyone to start.
 *
 * The caller has its turn in the project, so two tickets that end at once do not both see the other as open.
 */
export async function tellDependents(work: Work): Promise<{ dependents: number; unblocked: number }> {
  const { tx, ticket } = work;
  const { organizationId, projectId } = ticket;
  // The status is read back below, by SQL.
  await tx.flush();
  const edges = await tx.find(
    TicketDependency,
    { organizationId, dependsOnId: ticket.id },
    { disableIdentityMap: true },
  );
  const waiting = await tx.find(
    Ticket,
    { organizationId, projectId, id: { $in: edges.map((edge) => edge.ticketId) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const dependents = waiting.filter((dependent) => !isFinal(dependent.kind, dependent.status));
  const open = await waitsFor(
    tx,
    organizationId,
    dependents.map((dependent) => dependent.id),
  );
  const content = noteOf(ticket);
  let unblocked = 0;
  for (const dependent of dependents) {
    const theirs = { ...work, ticket: dependent };
    await addComment(theirs, { content, author: systemActor });
    if (dependent.status === 'blocked' && !open.has(dependent.id)) {
      unblocked += 1;
      await unblock(theirs);
    }
    touch(dependent, work.now);
  }
  return { dependents: dependents.length, unblocked };
}

async function unblock(work: Work): Promise<void> {
  const { tx, ticket, now, context } = work;
  // No dependency changes here, so the list need not be loaded to be compared.
  const before = snapshot(ticket, []);
  move(work, 'unblock');
  await keepChanges(tx, ticket, { command: 'unblock', actor: context.actor, now, before, after: snapshot(ticket, []) });
}

function noteOf(ticket: Ticket): string {
  const head = `${wireId('tk', ticket.id)} is ${ticket.status}: ${ticket.title}`;
  const notes = ticket.completionNotes.trim();
  const whole = notes ? `${head}\n\n${notes}` : head;
  if (whole.length <= commentMax) return whole;
  // A cut through the middle of a surrogate pair would leave half a character.
  return `${whole.slice(0, commentMax - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
