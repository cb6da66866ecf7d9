import type { EntityManager } from '@mikro-orm/postgresql';
import { uuidOf } from '../db/ids.ts';
import { personaByName } from '../personas/by_name.ts';
import { invalidField, notFound } from '../server/errors.ts';
import { Ticket } from './entity.ts';
import type { Kind } from './status.ts';

type Place = Pick<Ticket, 'organizationId' | 'projectId'>;

/** A title that says something. */
export function readTitle(title: string): string {
  if (title.trim() === '') throw invalidField('title', 'is empty or only space; say what is to be done');
  return title;
}

/** The assignee: spelled as the project's persona of that name is, or as it came. */
export async function readAssignee(em: EntityManager, place: Place, text: string): Promise<string> {
  const persona = text ? await personaByName(em, place, text) : null;
  return persona?.name ?? text;
}

/** The uuid of the issue that a ticket belongs to; null for none. */
export async function readParent(em: EntityManager, place: Place, kind: Kind, id: string): Promise<string | null> {
  if (!id) return null;
  if (kind === 'issue') throw invalidField('parent_ticket_id', 'an issue belongs to no other ticket; leave it empty');
  const { organizationId, projectId } = place;
  const parent = await em.findOne(Ticket, { organizationId, projectId, id: uuidOf('tk', id) ?? '' });
  if (!parent) throw notFound('parent_ticket_id', 'no such ticket in the project');
  if (parent.kind !== 'issue') throw invalidField('parent_ticket_id', 'is a task; only an issue holds other tickets');
  return parent.id;
}

/** JSON text, as it is kept. */
export const criteriaText = (criteria: readonly { text: string; done: boolean }[]): string =>
  JSON.stringify(criteria.map(({ text, done }) => ({ text, done })));
