import { uuidOf } from '../../db/ids.ts';
import type { Statements } from '../../db/statements.ts';
import { formatEnvelope, signedBytes } from '../proof/envelope.ts';
import { type EventBody, eventCount, parseBody } from '../proof/event_body.ts';
import { leafHash } from '../proof/merkle.ts';
import { brokenLink, type ChainEnd } from '../proof/run_chain.ts';
import { runOf } from '../proof/run_facts.ts';
import { payloadType, statementOf } from '../proof/statement.ts';
import { type SigningKey, signBytesAside } from '../signing_key.ts';
import type { Leaf } from './leaf.ts';
import { BrokenLog } from './log_state.ts';

/** An event of a run at its place. */
interface Placed {
  index: number;
  hash: Buffer;
  body: EventBody;
}

/** A row of audit_attestations. */
export interface Attestation {
  run_id: string;
  envelope: string;
}

// The events of these runs that have had a place before.
const select = `
  select e.body, l.leaf_index from unnest(?::uuid[]) as r (id)
  cross join lateral (select id, organization_id, body from audit_events where organization_id = ? and run_id = r.id offset 0) e
  join lateral (select leaf_index from audit_leaves
    where organization_id = e.organization_id and event_id = e.id limit 1) l on true`;

/**
 * Signs what the runs came to that end with these leaves, once for ever: from what is logged and never from rows, which somebody may
 * have changed.
 *
 * @param it.first index of the first of the leaves
 * @throws BrokenLog where a run's events are not whole
 */
export async function attestations(
  tx: Statements,
  it: { organizationId: string; origin: string; key: SigningKey; leaves: readonly Leaf[]; first: number },
): Promise<Attestation[]> {
  const placed = it.leaves.map(({ hash, body }, at): Placed => ({ index: it.first + at, hash, body }));
  const ended = placed.flatMap(({ body }) => (eventCount(body) === undefined ? [] : [body.run_id!]));
  if (ended.length === 0) return [];
  const runs = Map.groupBy(placed, ({ body }) => body.run_id);
  const begunBefore = ended.filter((id) => !runs.get(id)!.some(({ body }) => body.run_seq === 1));
  for (const event of await before(tx, it.organizationId, begunBefore)) runs.get(event.body.run_id)!.push(event);
  // What takes longest of it, the signing, holds up no calls: hundreds of runs may have ended.
  return Promise.all(
    ended.map(async (id) => ({
      run_id: uuidOf('run', id)!,
      envelope: await envelopeOf(id, runs.get(id)!, it.origin, it.key),
    })),
  );
}

async function before(tx: Statements, organizationId: string, runIds: readonly string[]): Promise<Placed[]> {
  if (runIds.length === 0) return [];
  const ids = `{${runIds.map((id) => uuidOf('run', id)).join(',')}}`;
  const rows = await tx.execute<{ body: Buffer; leaf_index: string }[]>(select, [ids, organizationId]);
  return rows.map((row) => ({ index: Number(row.leaf_index), hash: leafHash(row.body), body: parseBody(row.body) }));
}

async function envelopeOf(id: string, events: Placed[], origin: string, key: SigningKey): Promise<string> {
  let end: ChainEnd | undefined;
  events.sort((a, b) => a.body.run_seq! - b.body.run_seq!);
  for (const { body, hash } of events) {
    const broken = brokenLink(end, body);
    if (broken) throw new BrokenLog(`of ${id}, ${broken}`);
    end = { seq: body.run_seq!, hash: hash.toString('hex') };
  }
  const indexes = events.map(({ index }) => index);
  const range = { origin, first: Math.min(...indexes), last: Math.max(...indexes), events: events.length };
  const payload = Buffer.from(statementOf(runOf(events.map(({ body }) => body)), range));
  const sig = await signBytesAside(key, signedBytes(payloadType, payload));
  return formatEnvelope({ payloadType, payload, signatures: [{ keyid: key.id, sig }] });
}
