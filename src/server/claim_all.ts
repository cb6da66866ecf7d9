import { bytes, text, time, uuid } from '../db/columns.ts';
import type { Transaction } from '../db/statements.ts';
import { table } from '../db/table.ts';
import type { SfsError } from './errors.ts';
import { type Claim, reused } from './idempotency.ts';

/** A claim of a batch. What a replay needs is known before, so it goes in with it. */
export type BatchClaim = Claim & { ref: string };

/** What a claim came to: this call is the first, an earlier one succeeded, or the id was used for another request. */
export type BatchClaimed = 'first' | { ref: string; at: Date } | SfsError;

const key = ['organizationId', 'keyId', 'method', 'requestId'] as const;
const named = { organizationId: uuid, keyId: uuid, method: text, requestId: text };
const incoming = table<BatchClaim, (typeof key)[number]>('idempotency', key, {
  ...named,
  requestHash: bytes,
  ref: text,
});
const kept = table<BatchClaim & { createdAt: Date }, (typeof key)[number]>('idempotency', key, {
  ...named,
  requestHash: bytes,
  ref: text,
  createdAt: time,
});
const insert = `${incoming.insert} on conflict do nothing returning organization_id, key_id, method, request_id`;

/** One text for a claim: no two calls with the same one are in a batch. */
export const claimText = (it: Omit<Claim, 'requestHash'>): string => key.map((name) => it[name]).join(' ');

/** As `claim`, for many; by their `claimText`. */
export async function claimAll(tx: Transaction, claims: readonly BatchClaim[]): Promise<Map<string, BatchClaimed>> {
  const claimed = new Map<string, BatchClaimed>();
  // In one order on all servers, so that two of them do not wait for each other in a circle.
  let open = claims.map((it) => [claimText(it), it] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  while (open.length > 0) {
    for (const name of await tx.rows(insert, incoming.values(open.map(([, it]) => it))))
      claimed.set(name.join(' '), 'first');
    const others = new Map(open.filter(([name]) => !claimed.has(name)));
    if (others.size === 0) break;
    for (const row of await tx.rows(kept.find, kept.keys([...others.values()]))) {
      const { requestHash, ref, createdAt, ...found } = kept.read(row);
      const same = others.get(claimText(found))!.requestHash.equals(requestHash);
      claimed.set(claimText(found), same ? { ref, at: createdAt } : reused(found.requestId));
    }
    // One that vanished between the two statements (clean-up of old ones) is simply tried again.
    open = [...others].filter(([name]) => !claimed.has(name));
  }
  return claimed;
}

/** As `forgotten`, for many. */
export async function forgetAll(tx: Transaction, claims: readonly BatchClaim[]): Promise<void> {
  if (claims.length > 0) await tx.rows(incoming.remove, incoming.keys(claims));
}
