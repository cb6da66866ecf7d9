import { expect } from 'vitest';
import { uuid } from '../support/server.ts';
import type { SoakWorld } from './world.ts';
import { expectedStatus, type Writer } from './writer.ts';

type Row = {
  id: string;
  trigger_ref: string;
  status: string;
  findings_count: number;
  creates: number;
  completes: number;
};

const runsWithEvents = `
  select run.id, run.trigger_ref, run.status, run.findings_count,
    (select count(*)::int from audit_events as event where event.organization_id = run.organization_id
      and event.run_id = run.id and convert_from(event.body, 'UTF8')::json ->> 'action' = 'agent_run.create') as creates,
    (select count(*)::int from audit_events as event where event.organization_id = run.organization_id
      and event.run_id = run.id and convert_from(event.body, 'UTF8')::json ->> 'action' = 'agent_run.complete') as completes
  from agent_runs as run`;

/** Every acknowledged write is there exactly once; what was sent and not answered is there once or not at all. */
export async function expectAcknowledged(world: SoakWorld, writers: Writer[]): Promise<void> {
  const rows = await world.sql<Row>(runsWithEvents);
  const found = new Map(rows.map((row) => [row.trigger_ref, row]));
  expect(found.size, 'no run is there twice').toBe(rows.length);
  for (const writer of writers) {
    for (const { ref, runId, findings } of writer.wrote) {
      const row = found.get(ref);
      expect(row, ref).toMatchObject({ id: uuid(runId), creates: 1 });
      if (findings !== undefined)
        expect(row, ref).toMatchObject({
          status: expectedStatus(findings),
          findings_count: findings,
          completes: 1,
        });
      else if (writer.open?.ref !== ref) expect(row, ref).toMatchObject({ status: 'running', completes: 0 });
      found.delete(ref);
    }
  }
  const open = new Set(writers.map((writer) => writer.open?.ref));
  for (const ref of found.keys()) expect(open, `${ref} was never acknowledged`).toContain(ref);
}

/** Settles every call whose outcome is unknown by sending it again, and some that were answered: nothing happens twice. */
export async function settle(world: SoakWorld, writers: Writer[], keys: string[]): Promise<void> {
  await Promise.all(
    writers.map(async (writer, number) => {
      const to = world.as(keys[number]!);
      const open = writer.open;
      await writer.finish(to);
      const again = [...(open ? [open, open] : []), ...writer.acknowledged.slice(-6, -1)];
      for (const step of again) {
        const run = await step.send(to);
        expect(run.triggerRef).toBe(step.ref);
        expect(run.id).toBe(writer.wrote.find(({ ref }) => ref === step.ref)?.runId);
      }
    }),
  );
}
