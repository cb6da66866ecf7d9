import type { EntityManager } from '@mikro-orm/postgresql';
import type { Key } from './entity.ts';

/** What the secrets of a key say of it. */
export interface KeyUsage {
  /** On the database's clock. */
  expired: boolean;
  lastUsedAt: Date | undefined;
  /** Until when the secret before the last rotation is valid; undefined where it is not. */
  previousExpiresAt: Date | undefined;
  previousLastUsedAt: Date | undefined;
}

const select = `
  select k.id, k.expires_at <= now() as expired, max(s.last_used_at) as last_used_at,
    max(s.expires_at) filter (where s.version = k.secret_version - 1 and s.expires_at > now() and k.revoked_at is null)
      as previous_expires_at,
    max(s.last_used_at) filter (where s.version = k.secret_version - 1) as previous_last_used_at
  from keys k
  join key_secrets s on s.organization_id = k.organization_id and s.key_id = k.id
  where k.organization_id = ? and k.id = any(?::uuid[])
  group by k.organization_id, k.id`;

interface Row {
  id: string;
  expired: boolean;
  last_used_at: string | null;
  previous_expires_at: string | null;
  previous_last_used_at: string | null;
}

/** Looks at the secrets of all keys in one query; the keys are of one organization. */
export async function usageOf(em: EntityManager, keys: readonly Key[]): Promise<ReadonlyMap<string, KeyUsage>> {
  if (keys.length === 0) return new Map();
  const ids = `{${keys.map((key) => key.id).join(',')}}`;
  const rows = await em.execute<Row[]>(select, [keys[0]!.organizationId, ids]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        expired: row.expired,
        lastUsedAt: dateOf(row.last_used_at),
        previousExpiresAt: dateOf(row.previous_expires_at),
        previousLastUsedAt: dateOf(row.previous_last_used_at),
      },
    ]),
  );
}

const dateOf = (value: string | null) => (value === null ? undefined : new Date(value));
