import type { EntityManager } from '@mikro-orm/postgresql';
import { takeTurn } from '../db/lock.ts';
import { limitReached } from '../server/errors.ts';

const openPerSession = 3;
const hourlyPerKey = 60;

const openOfSession = `
  select count(*)::int as count from tickets
  where organization_id = ? and session_id = ? and status = 'suggested'`;

const recentOfKey = `
  select count(*)::int as count from tickets
  where organization_id = ? and created_by_key_id = ? and source = 'agent' and created_at > now() - interval '1 hour'`;

/**
 * Bounds what agents may suggest: people have to read it. Calls of one key take turns, and calls of one session too, so that
 * no two of them count the same place as free.
 */
export async function limitSuggestions(
  tx: EntityManager,
  organizationId: string,
  keyId: string,
  sessionId: string,
): Promise<void> {
  await takeTurn(tx, 'suggestions of key', organizationId, keyId);
  if ((await count(tx, recentOfKey, [organizationId, keyId])) >= hourlyPerKey)
    throw limitReached(
      `a key may suggest ${hourlyPerKey} tickets an hour; wait, or let a person create it`,
      hourlyPerKey,
    );
  if (!sessionId) return;
  await takeTurn(tx, 'suggestions of session', organizationId, sessionId);
  if ((await count(tx, openOfSession, [organizationId, sessionId])) >= openPerSession)
    throw limitReached(
      `a session may have ${openPerSession} open suggestions; let a person approve or dismiss one first`,
      openPerSession,
    );
}

async function count(tx: EntityManager, statement: string, values: string[]): Promise<number> {
  const [row] = (await tx.execute(statement, values)) as [{ count: number }];
  return row.count;
}
