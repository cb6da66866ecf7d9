import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { eachRow } from './rows.ts';
import type { SoakWorld } from './world.ts';

type Event = {
  run_id: string | null;
  run_seq: number | null;
  body: Buffer;
  leaf_hash: Buffer;
  salt: Buffer | null;
  payload: Buffer | null;
};

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Statements that list what is only half there; each must list nothing. */
const halves: Record<string, string> = {
  'a final run without its verdict': `
    select id from agent_runs where status in ('passed', 'failed', 'errored', 'cancelled')
    and (policy_result is null or exit_code is null or completed_at is null or lease_expires_at is not null
      or coalesce(completed_by, cancelled_by) is null or cardinality(reasons) = 0)`,
  'a run that is not final and has a part of its end': `
    select id from agent_runs where status in ('queued', 'running')
    and (policy_result is not null or exit_code is not null or completed_at is not null or completed_by is not null
      or completion_digest is not null or findings_count > 0 or lease_expires_at is null)`,
  'a run whose counters differ from its findings': `
    select run.id from agent_runs as run
    left join lateral (
      select count(*)::int as count, max(number) - min(number) + 1 as span,
        array[count(*) filter (where severity_rank = 0), count(*) filter (where severity_rank = 1),
          count(*) filter (where severity_rank = 2), count(*) filter (where severity_rank = 3),
          count(*) filter (where severity_rank = 4)]::int[] as counts
      from findings where organization_id = run.organization_id and run_id = run.id
    ) as found on true
    where run.findings_count <> found.count or run.severity_counts <> found.counts or found.count <> coalesce(found.span, 0)`,
  'findings without a run': `
    select run_id from findings as f where not exists (
      select from agent_runs as run where run.organization_id = f.organization_id and run.id = f.run_id)`,
  'a started run without the context that was handed out': `
    select run.id from agent_runs as run left join agent_run_contexts as context
      on context.organization_id = run.organization_id and context.run_id = run.id
    where run.started_at is not null
      and run.context_digest is distinct from encode(sha256(convert_to(context.markdown, 'UTF8')), 'hex')`,
  'a run whose chain of events does not end as its row says': `
    select run.id from agent_runs as run
    left join lateral (
      select count(*) as count, max(run_seq) as last, count(distinct run_seq) as numbers
      from audit_events where organization_id = run.organization_id and run_id = run.id
    ) as events on true
    left join audit_events as last
      on last.organization_id = run.organization_id and last.run_id = run.id and last.run_seq = run.event_seq
    where events.count <> run.event_seq or events.last is distinct from run.event_seq
      or events.numbers <> run.event_seq or last.leaf_hash is distinct from run.event_hash`,
  'an event without a run': `
    select id from audit_events as event where run_id is not null and not exists (
      select from agent_runs as run where run.organization_id = event.organization_id and run.id = event.run_id)`,
  'an event without its payload, or the other way round': `
    select coalesce(event.id, payload.event_id) from audit_events as event
    full join audit_payloads as payload
      on payload.organization_id = event.organization_id and payload.event_id = event.id
      and payload.occurred_at = event.occurred_at
    where event.id is null or payload.event_id is null`,
  'an event that neither waits for the log nor has a place in it, or does both, or the other way round': `
    select coalesce(event.id, place.event_id) from audit_events as event
    full join (
      select organization_id, event_id from audit_pending
      union all select organization_id, event_id from audit_leaves) as place
      on place.organization_id = event.organization_id and place.event_id = event.id
    group by 1 having count(event.id) <> 1 or count(place.event_id) <> 1`,
  'a log whose leaves are not as many as were signed': `
    select organization_id from audit_leaves group by 1
    having count(*) <> max(leaf_index) + 1
      or count(*) <> (select max(size) from audit_checkpoints c where c.organization_id = audit_leaves.organization_id)`,
  'an ended run whose events have places, without its attestation, or the other way round': `
    select coalesce(run.id, attested.run_id) from (
      select r.organization_id, r.id from agent_runs r
      join audit_events e on e.organization_id = r.organization_id and e.run_id = r.id and e.run_seq = r.event_seq
      join audit_leaves l on l.organization_id = e.organization_id and l.event_id = e.id
      where r.status in ('passed', 'failed', 'errored', 'cancelled')) as run
    full join audit_attestations as attested on attested.organization_id = run.organization_id and attested.run_id = run.id
    where run.id is null or attested.run_id is null`,
  'a request id without what it led to': `
    select request_id from idempotency where ref = '' or (method like '/sfs.v1.AgentRunService/%' and not exists (
      select from agent_runs as run where run.organization_id = idempotency.organization_id and run.id::text = ref))`,
};

/** Whatever was killed: everything in the database is whole, every event is chained, and every digest fits. */
export async function expectWhole(world: SoakWorld): Promise<void> {
  for (const [half, statement] of Object.entries(halves)) expect(await world.sql(statement), half).toEqual([]);
  const statement = `
    select event.run_id, event.run_seq, event.body, event.leaf_hash, payload.salt, payload.payload
    from audit_events as event left join audit_payloads as payload
      on payload.organization_id = event.organization_id and payload.event_id = event.id
    order by event.run_id, event.run_seq`;
  let before: Event | undefined;
  for await (const event of eachRow<Event>(world, statement)) {
    const body = JSON.parse(event.body.toString());
    const follows = event.run_id !== null && before?.run_id === event.run_id ? before.leaf_hash.toString('hex') : null;
    expect(event.leaf_hash.toString('hex')).toBe(sha256(Buffer.of(0), event.body));
    expect(body.payload_sha256).toBe(sha256(event.salt!, event.payload!));
    expect({ seq: body.run_seq, previous: body.run_previous }).toEqual({ seq: event.run_seq, previous: follows });
    before = event;
  }
  expect(before, 'there are events').toBeDefined();
}

/** Waits until no event waits for its place in the log. */
export async function expectSequenced(world: SoakWorld, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while ((await world.sql('select 1 from audit_pending limit 1')).length > 0) {
    expect(Date.now(), `every event has its place within ${withinMs} ms`).toBeLessThan(end);
    await sleep(20);
  }
}
