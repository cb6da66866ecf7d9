import type { EntityManager } from '@mikro-orm/postgresql';
import { wireId } from '../../db/ids.ts';
import type { LogRest } from '../../gen/sfs/v1/audit.ts';

/** How many strays are named. */
const shown = 20;

// In one statement, so in one moment: the sequencer moves events from the queue to the log meanwhile.
const select = `
  select
    (select coalesce(max(leaf_index) + 1, 0) from audit_leaves where organization_id = o.id) as leaves,
    (select count(*) from audit_pending where organization_id = o.id) as pending,
    (select coalesce(max(size), 0) from audit_checkpoints where organization_id = o.id) as newest,
    array(select e.id::text from audit_events e
      left join audit_leaves l on l.organization_id = e.organization_id and l.event_id = e.id
      left join audit_pending p on p.organization_id = e.organization_id and p.event_id = e.id
      where e.organization_id = o.id and l.event_id is null and p.event_id is null limit ${shown}) as strays,
    array(select r.id::text from agent_runs r
      left join lateral (select count(*) as events, max(e.run_seq) as last from audit_events e
        where e.organization_id = r.organization_id and e.run_id = r.id) e on true
      where r.organization_id = o.id and (e.events <> r.event_seq or e.last is distinct from r.event_seq) limit ${shown}) as odd
  from organizations o where o.id = ?`;

interface Row {
  leaves: string;
  pending: string;
  newest: string;
  strays: string[];
  odd: string[];
}

/** What there is beside the entries: above all what should not be there. */
export async function restOf(em: EntityManager, organizationId: string): Promise<LogRest> {
  const [row] = await em.execute<[Row]>(select, [organizationId]);
  return {
    leaves: Number(row.leaves),
    pending: Number(row.pending),
    strayEventIds: row.strays.map((id) => wireId('evt', id)),
    oddRunIds: row.odd.map((id) => wireId('run', id)),
    newestCheckpoint: Number(row.newest),
  };
}
