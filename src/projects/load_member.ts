import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';
import { Member } from './entity.ts';
import { memberRow } from './ids.ts';

/** Loads a member by id; one who was removed answers as an unknown one. */
export async function loadMember(
  context: Context,
  id: string,
  options: { em?: EntityManager; lock?: boolean } = {},
): Promise<Member> {
  const member = await context.row(Member, memberRow, id, options);
  if (member.removedAt) throw notFound(memberRow.field);
  return member;
}
