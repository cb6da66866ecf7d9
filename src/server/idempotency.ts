import { createHash } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SfsError } from './errors.ts';

/** Names one request of one key: unique per organization, key and method. */
export interface Claim {
  organizationId: string;
  keyId: string;
  method: string;
  requestId: string;
  /** sha256 of the request's bytes. */
  requestHash: Buffer;
}

/** Either this call is the first (`first`), or the request succeeded before (`ref`, `at`). */
export type Claimed = { first: true; now: Date } | { first: false; ref: string; at: Date };

const insert = `
  insert into idempotency (organization_id, key_id, method, request_id, request_hash) values (?, ?, ?, ?, ?)
  on conflict do nothing returning now() as now`;

const select = `
  select ref, request_hash, created_at from idempotency
  where organization_id = ? and key_id = ? and method = ? and request_id = ?`;

/**
 * Claims the request id inside the transaction of its change.
 *
 * The insert waits while another transaction holds the same claim: if that one commits, this call is a replay; if it rolls
 * back, this call is the first.
 */
export async function claim(tx: EntityManager, it: Claim): Promise<Claimed> {
  const key = nameOf(it);
  // A claim that vanishes between the two statements (clean-up of old ones) is simply tried again.
  for (;;) {
    const inserted = await tx.execute(insert, [...key, it.requestHash]);
    if (inserted[0]) return { first: true, now: new Date(inserted[0].now) };
    const rows = await tx.execute(select, key);
    const found = rows[0];
    if (!found) continue;
    if (!Buffer.from(found.request_hash).equals(it.requestHash)) throw reused(it.requestId);
    return { first: false, ref: found.ref, at: new Date(found.created_at) };
  }
}

/** What ends a claim: a statement that goes with the event of the change. */
export interface Settlement {
  statement: string;
  values: string[];
}

const named = 'where organization_id = ? and key_id = ? and method = ? and request_id = ?';
const nameOf = (it: Claim) => [it.organizationId, it.keyId, it.method, it.requestId];

/** Keeps what a replay needs. */
export const settled = (it: Claim, ref: string): Settlement => ({
  statement: `update idempotency set ref = ? ${named}`,
  values: [ref, ...nameOf(it)],
});

/** Forgets the claim of a call that ended in a refusal: only successes are remembered. */
export const forgotten = (it: Claim): Settlement => ({
  statement: `delete from idempotency ${named}`,
  values: nameOf(it),
});

/** sha256 over a request's messages. */
export function hashRequest(messages: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const message of messages) hash.update(message);
  return hash.digest();
}

/** The request id stands for another request. */
export const reused = (requestId: string) =>
  new SfsError(
    status.ALREADY_EXISTS,
    'REQUEST_ID_REUSED',
    'request_id: was used for another request; take a new one, or send exactly the same request again',
    { metadata: { request_id: requestId } },
  );
