import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../server/context.ts';
import { denied, unauthenticated } from '../server/errors.ts';
import { atLeast, leastRole, type Role, scopesOf } from './roles.ts';

/** The member behind the call, as the database has them now. */
export interface Caller {
  id: string;
  role: Role;
}

const select = 'select role, removed_at from members where organization_id = ? and id = ? for share';

/**
 * Reads the caller again, inside the transaction of a change that gives rights away.
 *
 * What is known of a caller may be a second old. The lock keeps the row until the commit, so that a member who is removed or
 * demoted meanwhile either is refused here, or is removed after what they gave away can be seen.
 */
export async function callerNow(tx: EntityManager, context: Context): Promise<Caller> {
  const { organizationId, member } = context.principal;
  const [row] = member
    ? await tx.execute<{ role: Role; removed_at: string | null }[]>(select, [organizationId, member.id])
    : [];
  if (!member || !row || row.removed_at)
    throw unauthenticated('KEY_REVOKED', "the key's member was removed from the organization");
  const needed = context.rule.access.scope;
  if (needed) requireScopes(row.role, [needed]);
  return { id: member.id, role: row.role };
}

/** Throws unless the caller, as they are now, holds every scope. */
export async function requireHeld(tx: EntityManager, context: Context, scopes: readonly string[]): Promise<void> {
  const { role } = await callerNow(tx, context);
  requireScopes(role, scopes);
}

/** Throws where `other` is above the caller: nobody grants such a role, or changes such a member. */
export function requireRole(caller: Caller, other: Role, what: string): void {
  if (!atLeast(caller.role, other)) throw tooLow(caller.role, other, what);
}

function requireScopes(role: Role, scopes: readonly string[]): void {
  const held = scopesOf(role);
  const missing = scopes.find((scope) => !held.includes(scope));
  if (!missing) return;
  throw tooLow(role, leastRole(missing), `the scope ${missing}`, { required: missing });
}

const tooLow = (role: Role, required: Role, what: string, more: Record<string, string> = {}) =>
  denied('ROLE_REQUIRED', `${what} needs the role ${required}; the key's member is ${role}`, {
    required_role: required,
    role,
    ...more,
  });
