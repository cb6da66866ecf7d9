/** Roles of members, weakest first. */
export const roles = ['member', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

const memberScopes = [
  'agent_runs:read',
  'agent_runs:write',
  'tickets:read',
  'tickets:write',
  'personas:read',
  'personas:write',
  'projects:read',
] as const;

const adminScopes = [
  ...memberScopes,
  'projects:write',
  'keys:read',
  'keys:write',
  'members:read',
  'members:write',
  'issues:write',
  'audit:read',
  'audit:write',
] as const;

/** What a personal key can do. Every scope is listed, so that a new one is nobody's until somebody decides whose it is. */
const scopes: Readonly<Record<Role, readonly string[]>> = {
  member: memberScopes,
  admin: adminScopes,
  owner: [...adminScopes, 'organization:write'],
};

/** True if `role` is `other` or above it. */
export function atLeast(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}

export function scopesOf(role: Role): readonly string[] {
  return scopes[role];
}

/** The lowest role that holds a scope: what a refusal tells a member. */
export const leastRole = (scope: string): Role => roles.find((role) => scopes[role].includes(scope)) ?? 'owner';
