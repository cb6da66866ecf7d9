import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Changes of members, roles, slugs and remotes of one organization happen one after the other: two owners cannot demote each
 * other at once, and what must be unique or be left can be counted first.
 */
export async function lockOrganization(tx: EntityManager, organizationId: string): Promise<void> {
  // Weaker than `for update`, so that new keys, which refer to the organization, need not wait.
  await tx.execute('select id from organizations where id = ? for no key update', [organizationId]);
}
