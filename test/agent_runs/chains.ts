import { expect } from 'vitest';
import { type EventBody, parseBody } from '../../src/audit/proof/event_body.ts';
import { leafHash } from '../../src/audit/proof/merkle.ts';
import { brokenLink, type ChainEnd } from '../../src/audit/proof/run_chain.ts';
import { uuid, type World } from '../support/server.ts';

/** The same thing many times, numbered from 0. */
export const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** How many rows there are: `text` is what follows `from`. */
export const countOf = async (world: World, text: string, values: unknown[] = []) =>
  (await world.sql<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]!.n;

/** Checks that the events of each run are a chain, and that its row knows the end; answers their actions, run by run. */
export async function expectChains(world: World, runIds: readonly string[]): Promise<string[][]> {
  const rows = await world.sql<{ id: string; body: Buffer; event_seq: number; event_hash: Buffer }>(
    `select r.id, body, event_seq, event_hash from agent_runs r join audit_events e on e.run_id = r.id
     where r.id = any($1) order by run_seq`,
    [runIds.map(uuid)],
  );
  const ofRun = Map.groupBy(rows, ({ id }) => id);
  return runIds.map((runId) => {
    const events = ofRun.get(uuid(runId)) ?? [];
    const bodies: EventBody[] = [];
    let end: ChainEnd | undefined;
    for (const { body } of events) {
      const event = parseBody(body);
      expect(brokenLink(end, event), runId).toBeUndefined();
      end = { seq: (end?.seq ?? 0) + 1, hash: leafHash(body).toString('hex') };
      bodies.push(event);
    }
    expect({ seq: events[0]?.event_seq, hash: events[0]?.event_hash.toString('hex') }, runId).toEqual(end);
    return bodies.map(({ action }) => action);
  });
}
