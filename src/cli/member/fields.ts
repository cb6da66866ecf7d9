import { type Member, Role } from '../../gen/client/sfs/v1/project.ts';
import { words } from '../../words.ts';
import type { Cell } from '../table.ts';

export const roles = words(Role, 'ROLE_');

/** A member for people. */
export function memberFields(member: Member): (readonly [string, Cell])[] {
  return [
    ['id', member.id],
    ['name', member.name],
    ['email', member.email],
    ['role', roles.word(member.role)],
    ['added', member.createdAt],
  ];
}
