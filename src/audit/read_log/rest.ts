import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../../db/ids.ts';
import type { LogRest } from '../../gen/sfs/v1/audit.ts';

/** How many of what should not be there are named. */
const shown = 20;

const select = `
  select
    (select coalesce(max(leaf_index) + 1, 0) from audit_leaves where organization_id = o.id and leaf_index < o.size) as leaves,
    (select count(*) from audit_pending where organization_id = o.id) as pending,
    (select coalesce(max(size), 0) from audit_checkpoints where organization_id = o.id and size <= o.size) as newest,
    array(select e.id::text from audit_events e
      left join audit_leaves l on l.organization_id = e.organization_id and l.event_id = e.id
      left join audit_pending p on p.organization_id = e.organization_id and p.event_id = e.id
      where e.organization_id = o.id and l.event_id is null and p.event_id is null limit ${shown}) as strays,
    array(select p.event_id::text from audit_pending p
      left join audit_events e on e.organization_id = p.organization_id and e.id = p.event_id
      left join audit_leaves l on l.organization_id = p.organization_id and l.event_id = p.event_id
      where p.organization_id = o.id and (e.id is null or l.event_id is not null) limit ${shown}) as misqueued,
    array(select r.id::text from agent_runs r
      left join (select run_id, count(*) as events, max(run_seq) as last from audit_events
        where organization_id = o.id and run_id is not null group by run_id) e on e.run_id = r.id
      where r.organization_id = o.id and (e.events is distinct from r.event_seq or e.last is distinct from r.event_seq)
      limit ${shown}) as odd,
    array(select e.run_id::text from audit_pending p join audit_events e on e.organization_id = p.organization_id and e.id = p.event_id
        where p.organization_id = o.id and e.run_id is not null
      union select run_id::text from audit_leaves where organization_id = o.id and leaf_index >= o.size and run_id is not null) as moving
  from (select ?::uuid as id, ?::bigint as size) o`;

interface Row {
  leaves: string;
  pending: string;
  newest: string;
  strays: string[];
  misqueued: string[];
  odd: string[];
  moving: string[];
}

/**
 * What there is beside the first `size` entries: above all what should not be there. All of it is read in one moment: the sequencer
 * moves events from the queue to the log meanwhile.
 */
export async function restOf(
  em: EntityManager,
  it: { organizationId: string; size: number; stuck: readonly string[] },
): Promise<LogRest> {
  const { organizationId, size, stuck } = it;
  const [row] = await em.execute<[Row]>(select, [organizationId, size]);
  return {
    leaves: Number(row.leaves),
    pending: Number(row.pending),
    strayEventIds: row.strays.map((id) => wireId('evt', id)),
    oddRunIds: row.odd.map((id) => wireId('run', id)),
    newestCheckpoint: Number(row.newest),
    misqueuedEventIds: row.misqueued.map((id) => wireId('evt', id)),
    stuckEventIds: stuck.map((id) => wireId('evt', id)),
    movingRunIds: row.moving.map((id) => wireId('run', id)),
  };
}

/** How far the log goes: to its last leaf, or to what was signed, where that is further. */
export async function logEnd(em: EntityManager, organizationId: string): Promise<number> {
  const [row] = await em.execute<[{ size: string }]>(
    `select greatest(
       (select coalesce(max(leaf_index) + 1, 0) from audit_leaves where organization_id = o.id),
       (select coalesce(max(size), 0) from audit_checkpoints where organization_id = o.id)) as size
     from organizations o where o.id = ?`,
    [organizationId],
  );
  return Number(row.size);
}

/** Some events that wait rightly for a place; of those in `among` where it is given. */
export async function waitingEvents(
  em: EntityManager,
  organizationId: string,
  among?: readonly string[],
): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select p.event_id::text as id from audit_pending p
     where p.organization_id = ? and coalesce(p.event_id = any(?::uuid[]), true)
       and exists (select from audit_events e where e.organization_id = p.organization_id and e.id = p.event_id)
       and not exists (select from audit_leaves l where l.organization_id = p.organization_id and l.event_id = p.event_id)
     order by p.event_id limit ${shown}`,
    [organizationId, among ? `{${among.join(',')}}` : null],
  );
  return rows.map(({ id }) => id);
}
