import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActorRecord } from '../db/base.ts';
import { idAfter } from '../db/id_after.ts';
import { wireId } from '../db/ids.ts';
import { type Ticket, TicketChange } from './entity.ts';

/** Every field of which changes are kept, as JSON text by its name in the proto. */
export type Snapshot = ReadonlyMap<string, string>;

/** The ticket's fields as they are now. The end of a lease is left out, for every heartbeat moves it. */
export function snapshot(ticket: Ticket, dependsOn: readonly string[]): Snapshot {
  const fields: Record<string, unknown> = {
    title: ticket.title,
    description: ticket.description,
    priority: ticket.priority,
    assigned_to: ticket.assignedTo,
    parent_ticket_id: wireId('tk', ticket.parentTicketId),
    file_refs: ticket.fileRefs,
    context_refs: ticket.contextRefs,
    depends_on: dependsOn.map((id) => wireId('tk', id)),
    status: ticket.status,
    lease: { holder: plainActor(ticket.leaseHolder), epoch: ticket.leaseEpoch },
    changed_files: ticket.changedFiles,
    completion_notes: ticket.completionNotes,
    completed_by: plainActor(ticket.completedBy),
    resolved_by: plainActor(ticket.resolvedBy),
    resolved_at: ticket.resolvedAt?.toISOString() ?? null,
  };
  const texts = Object.entries(fields).map(([field, value]) => [field, JSON.stringify(value)] as const);
  return new Map([...texts, ['acceptance_criteria', ticket.acceptanceCriteria]]);
}

function plainActor(actor: ActorRecord | null | undefined) {
  if (!actor) return null;
  const person = actor.type === 'member';
  return {
    actor_type: actor.type,
    id: person ? wireId('mem', actor.memberId) : wireId('key', actor.keyId),
    name: person ? actor.memberName : actor.keyName,
  };
}

/** Names of the fields that differ. */
export const changedFields = (before: Snapshot, after: Snapshot): string[] =>
  [...after.keys()].filter((field) => before.get(field) !== after.get(field));

/** Keeps each change. The ticket's row is locked, so its changes get ids in their order. */
export async function keepChanges(
  tx: EntityManager,
  ticket: Ticket,
  {
    command,
    actor,
    now,
    before,
    after,
  }: { command: string; actor: ActorRecord; now: Date; before: Snapshot; after: Snapshot },
): Promise<void> {
  const fields = changedFields(before, after);
  if (fields.length === 0) return;
  const { organizationId, id: ticketId } = ticket;
  const newest = await tx.find(
    TicketChange,
    { organizationId, ticketId },
    { fields: ['id'], orderBy: { id: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  let id = newest[0]?.id;
  for (const field of fields) {
    id = idAfter(id);
    const [oldValue, newValue] = [before.get(field) ?? 'null', after.get(field) ?? 'null'];
    const values = { field, oldValue, newValue, command, actor, epoch: ticket.leaseEpoch, changedAt: now };
    tx.persist(tx.create(TicketChange, { organizationId, ticketId, id, ...values }));
  }
}
