import type { EntityManager } from '@mikro-orm/postgresql';
import { type Pool, query, type Statement } from '../db/statements.ts';
import type { Role } from '../projects/roles.ts';

/** One live secret of a key. */
export interface SecretFacts {
  version: number;
  hash: Buffer;
  pepper: number | null;
  expiresAt: Date | null;
}

/** What a call needs to know of a key; frozen, replaced as a whole when the database confirms it. */
export interface KeyFacts {
  id: string;
  organizationId: string;
  kind: 'service' | 'personal';
  name: string;
  prefix: string;
  scopes: string[];
  allProjects: boolean;
  projectIds: string[];
  expiresAt: Date;
  revokedAt: Date | null;
  member: { id: string; name: string; role: Role; removed: boolean } | null;
  secrets: SecretFacts[];
}

// Across tenants: a key's id is all that is known before the key is.
const select: Statement = {
  name: 'sfs_keys_by_id',
  text: `
    select t.now, k.* from (select now() as now) t left join (
      select k.id, k.organization_id, k.kind, k.name, k.prefix, k.scopes, k.all_projects, k.project_ids, k.expires_at, k.revoked_at,
        m.id as member_id, m.name as member_name, m.role, m.removed_at is not null as removed,
        s.version, s.hash, s.pepper, s.expires_at as secret_expires_at
      from keys k
      join key_secrets s on s.organization_id = k.organization_id and s.key_id = k.id
        and (s.version = k.secret_version or s.expires_at > now())
      left join members m on m.organization_id = k.organization_id and m.id = k.member_id
      where k.id = any($1::uuid[])) k on true
    order by k.version desc`,
};

const timeoutMs = 2_000;

/** Loads keys by id with their live secrets, and the database's time; within two seconds or not at all. */
export async function loadKeys(pool: Pool, ids: string[]): Promise<{ keys: Map<string, KeyFacts>; now: Date }> {
  const rows = await query<Row & { now: Date }>(pool, select, [ids], { timeoutMs });
  const keys = new Map<string, KeyFacts>();
  for (const row of rows) {
    if (row.id === null) continue;
    const facts = keys.get(row.id) ?? keyOf(row);
    const { version, hash, pepper, secret_expires_at: expiresAt } = row;
    facts.secrets.push({ version, hash, pepper, expiresAt });
    keys.set(row.id, facts);
  }
  return { keys, now: rows[0]!.now };
}

interface Row {
  /** Null where there is no such key. */
  id: string | null;
  organization_id: string;
  kind: 'service' | 'personal';
  name: string;
  prefix: string;
  scopes: string[];
  all_projects: boolean;
  project_ids: string[];
  expires_at: Date;
  revoked_at: Date | null;
  member_id: string | null;
  member_name: string;
  role: Role;
  removed: boolean;
  version: number;
  hash: Buffer;
  pepper: number | null;
  secret_expires_at: Date | null;
}

function keyOf(row: Row): KeyFacts {
  return {
    id: row.id!,
    organizationId: row.organization_id,
    kind: row.kind,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    allProjects: row.all_projects,
    projectIds: row.project_ids,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    member: row.member_id ? { id: row.member_id, name: row.member_name, role: row.role, removed: row.removed } : null,
    secrets: [],
  };
}

/** When a secret was used. */
export interface SecretUse {
  organizationId: string;
  keyId: string;
  version: number;
  at: Date;
}

/** When a key used one of its scopes. */
export interface ScopeUse {
  organizationId: string;
  keyId: string;
  scope: string;
  at: Date;
}

const touchSecretsStatement = `
  update key_secrets s set last_used_at = u.at
  from json_to_recordset(?) as u ("organizationId" uuid, "keyId" uuid, version int, at timestamptz)
  where s.organization_id = u."organizationId" and s.key_id = u."keyId" and s.version = u.version
    and (s.last_used_at is null or s.last_used_at < u.at - interval '30 seconds')`;

/** Notes when secrets were last used; at most twice a minute each, so that a busy key is not a hot row. */
export async function touchSecrets(em: EntityManager, seen: readonly SecretUse[]): Promise<void> {
  await em.execute(touchSecretsStatement, [JSON.stringify(seen)]);
}

const touchScopesStatement = `
  insert into key_scope_uses as s (organization_id, key_id, scope, last_used_at)
  select u."organizationId", u."keyId", u.scope, u.at
  from json_to_recordset(?) as u ("organizationId" uuid, "keyId" uuid, scope text, at timestamptz)
  order by 1, 2, 3
  on conflict (organization_id, key_id, scope) do update set last_used_at = excluded.last_used_at
  where s.last_used_at < excluded.last_used_at - interval '30 seconds'`;

/** Notes when scopes were last used, in one order for all servers, so that two of them do not wait for each other in a circle. */
export async function touchScopes(em: EntityManager, seen: readonly ScopeUse[]): Promise<void> {
  await em.execute(touchScopesStatement, [JSON.stringify(seen)]);
}
