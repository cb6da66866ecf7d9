import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventDetails } from '../audit/row.ts';
import { newId, systemActor } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import { oneAtATime } from '../db/lock.ts';
import { databaseTime } from '../db/time.ts';
import { expiryOf } from '../service_keys/lifetime.ts';
import { mintKey } from '../service_keys/mint.ts';
import type { Pepper } from '../service_keys/secret.ts';
import { created, insertProject } from './create.ts';
import { firstKeyName, insertMember } from './create_member.ts';
import { Organization } from './entity.ts';
import { systemEvent } from './system_event.ts';

/** What is said of a new organization. */
export interface NewOrganization {
  name: string;
  /** Default: as the organization. */
  projectName?: string;
  /** Default: made from the project's name. */
  projectSlug?: string;
  owner: { name: string; email: string };
  pepper?: Pepper;
}

/** A new organization, with ids as on the wire, and its owner's personal key, shown here only. */
export interface MadeOrganization {
  organizationId: string;
  projectId: string;
  memberId: string;
  keyId: string;
  secret: string;
}

/** Makes an organization with a project and an owner, on the server's machine; all or nothing. */
export function createOrganization(em: EntityManager, it: NewOrganization): Promise<MadeOrganization> {
  return em.transactional((tx) => make(tx, it));
}

/**
 * Fills an empty database: organization and project `default`, with an owner.
 *
 * @returns the owner's key, or undefined where there is an organization already. Of two servers that start at once one makes it.
 */
export function bootstrap(em: EntityManager, pepper?: Pepper): Promise<string | undefined> {
  const owner = { name: 'owner', email: 'owner@localhost' };
  return em.transactional(async (tx) => {
    await tx.execute('select pg_advisory_xact_lock(?)', [oneAtATime.bootstrap]);
    if ((await tx.count(Organization)) > 0) return undefined;
    const made = await make(tx, { name: 'default', projectSlug: 'default', owner, ...(pepper ? { pepper } : {}) });
    return made.secret;
  });
}

async function make(tx: EntityManager, it: NewOrganization): Promise<MadeOrganization> {
  const now = await databaseTime(tx);
  const organizationId = newId();
  const organization = tx.create(Organization, { id: organizationId, name: it.name, createdAt: now, updatedAt: now });
  await tx.persist(organization).flush();
  const project = await insertProject(tx, {
    ...{ organizationId, now, remotes: [], failOnFloor: null, requireCommit: false },
    name: it.projectName ?? it.name,
    slug: it.projectSlug ?? '',
  });
  const member = await insertMember(tx, { organizationId, ...it.owner, role: 'owner', now });
  const { key, secret } = await mintKey(tx, {
    ...{ organizationId, now, name: firstKeyName, by: systemActor, expiresAt: expiryOf(now, 0), pepper: it.pepper },
    holder: { memberId: member.id },
  });
  const made = {
    organizationId: wireId('org', organizationId),
    projectId: wireId('proj', project.id),
    memberId: wireId('mem', member.id),
    keyId: wireId('key', key.id),
  };
  const log = (action: string, details: EventDetails) => systemEvent(tx, { organizationId, now, action }, details);
  await log('organization.create', {
    resource: { type: 'organization', id: made.organizationId },
    outputs: { project_id: made.projectId, member_id: made.memberId },
    payload: { name: it.name },
  });
  await log('project.create', created(project, []));
  await log('member.create', {
    resource: { type: 'member', id: made.memberId },
    outputs: { role: 'owner', key_id: made.keyId, key_expires_at: key.expiresAt.toISOString() },
    payload: { ...it.owner },
  });
  return { ...made, secret };
}

export { recoverOwner } from './recover.ts';
