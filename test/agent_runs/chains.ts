import { expect } from 'vitest';
import { parseBody } from '../../src/audit/proof/event_body.ts';
import { leafHash } from '../../src/audit/proof/merkle.ts';
import { brokenLink, type ChainEnd } from '../../src/audit/proof/run_chain.ts';
import { uuid, type World } from '../support/server.ts';

/** The same thing many times, numbered from 0. */
export const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** How many rows there are: `text` is what follows `from`. */
export const countOf = async (world: World, text: string, values: unknown[] = []) =>
  (await world.sql<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]!.n;

/** Checks that the run's events are a chain, and that the row knows its end. */
export async function expectChain(world: World, runId: string): Promise<void> {
  const rows = await world.sql<{ body: Buffer; event_seq: number; event_hash: Buffer }>(
    `select body, event_seq, event_hash from agent_runs r join audit_events e on e.run_id = r.id
     where r.id = $1 order by run_seq`,
    [uuid(runId)],
  );
  let end: ChainEnd | undefined;
  for (const { body } of rows) {
    expect(brokenLink(end, parseBody(body)), runId).toBeUndefined();
    end = { seq: (end?.seq ?? 0) + 1, hash: leafHash(body).toString('hex') };
  }
  expect({ seq: rows[0]?.event_seq, hash: rows[0]?.event_hash.toString('hex') }).toEqual(end);
}
