import { uuidOf } from '../../db/ids.ts';
import type { Statements } from '../../db/statements.ts';
import { formatEnvelope, signedBytes } from '../proof/envelope.ts';
import { type EventBody, eventCount, parseBody } from '../proof/event_body.ts';
import { leafHash } from '../proof/merkle.ts';
import { brokenLink, type ChainEnd } from '../proof/run_chain.ts';
import { runOf } from '../proof/run_facts.ts';
import { payloadType, statementOf } from '../proof/statement.ts';
import { type SigningKey, signBytes } from '../signing_key.ts';
import { BrokenLog } from './log_state.ts';

/** The events of these runs that have a place, in the order of the runs. */
const select = `
  select e.run_id, e.body, l.leaf_index from unnest(?::uuid[]) as r (id)
  cross join lateral (select id, organization_id, run_id, run_seq, body from audit_events
    where organization_id = ? and run_id = r.id order by run_seq offset 0) e
  join lateral (select leaf_index from audit_leaves where organization_id = e.organization_id and event_id = e.id limit 1) l on true
  order by e.run_id, e.run_seq`;

type Row = { run_id: string; body: Buffer; leaf_index: string };

const insert = `
  insert into audit_attestations (organization_id, run_id, envelope)
  select ?, a.run_id, a.envelope from json_to_recordset(?) as a (run_id uuid, envelope text)`;

/**
 * Signs what the runs that end with these events came to, once for ever: from what is logged and never from rows, which somebody
 * may have changed.
 *
 * @throws BrokenLog where a run's events are not whole
 */
export async function attestEnded(
  tx: Statements,
  it: { organizationId: string; origin: string; key: SigningKey; bodies: readonly EventBody[] },
): Promise<void> {
  const { organizationId, origin, key } = it;
  const ended = it.bodies.filter((body) => eventCount(body) !== undefined).map((body) => uuidOf('run', body.run_id!)!);
  if (ended.length === 0) return;
  const rows = await tx.execute<Row[]>(select, [`{${ended.join(',')}}`, organizationId]);
  const runs = Map.groupBy(rows, (row) => row.run_id);
  const made = ended.map((id) => ({ run_id: id, envelope: envelopeOf(id, runs.get(id) ?? [], origin, key) }));
  await tx.execute(insert, [organizationId, JSON.stringify(made)]);
}

function envelopeOf(id: string, rows: Row[], origin: string, key: SigningKey): string {
  let end: ChainEnd | undefined;
  const bodies = rows.map((row) => {
    const body = parseBody(row.body);
    const broken = brokenLink(end, body);
    if (broken) throw new BrokenLog(`of run ${id}, ${broken}`);
    end = { seq: body.run_seq!, hash: leafHash(row.body).toString('hex') };
    return body;
  });
  const indexes = rows.map((row) => Number(row.leaf_index));
  const range = { origin, first: Math.min(...indexes), last: Math.max(...indexes), events: rows.length };
  const payload = Buffer.from(statementOf(runOf(bodies), range));
  const sig = signBytes(key, signedBytes(payloadType, payload));
  return formatEnvelope({ payloadType, payload, signatures: [{ keyid: key.id, sig }] });
}
