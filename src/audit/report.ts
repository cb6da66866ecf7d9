import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActorRecord } from '../db/base.ts';
import { wireId } from '../db/ids.ts';
import type {
  AuditServiceService,
  KeyActivity,
  LegalHold,
  PersonaActivity,
  RefusalActivity,
} from '../gen/sfs/v1/audit.ts';
import { invalidField } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { actorMessage } from './actor.ts';
import { AuditHold } from './entity.ts';
import { requireWholeLog } from './whole_log.ts';

type Service = Handlers<AuditServiceService>;

/** Rows of each part at most. */
const most = 1_000;

/** Whose log, and which time of it. */
interface Span {
  organizationId: string;
  since: Date;
  until: Date;
}

/** Sums up a span of time, for whoever looks at it every week. */
export const getAuditReport: Service['getAuditReport'] = async (request, context) => {
  requireWholeLog(context);
  const { em } = context;
  const { organizationId } = context.principal;
  const [row] = await em.execute<[{ now: string }]>('select now() as now');
  const span = { organizationId, since: request.since!, until: request.until ?? new Date(row.now) };
  if (span.until <= span.since) throw invalidField('until', 'must be after since');
  const [count] = await em.execute<[{ events: string }]>(
    'select count(*) as events from audit_leaves where organization_id = ? and occurred_at >= ? and occurred_at < ?',
    [organizationId, span.since, span.until],
  );
  return {
    ...{ since: span.since, until: span.until, events: Number(count.events) },
    keys: await keysOf(em, span),
    personas: await personasOf(em, span),
    refusals: await refusalsOf(em, span),
    legalHold: holdMessage(await em.findOne(AuditHold, { organizationId })),
  };
};

/** The hold as it goes over the wire. */
export const holdMessage = (hold: AuditHold | null): LegalHold => ({
  on: hold !== null,
  reason: hold?.reason ?? '',
  setAt: hold?.setAt,
  setBy: actorMessage(hold?.setBy as ActorRecord | undefined),
});

interface KeyRow {
  id: string;
  name: string;
  member_name: string | null;
  events: string;
  refused: string;
  last: string | null;
  kind: 'service' | 'personal';
  scopes: string[];
  used: string[];
  expires_at: string;
  revoked_at: string | null;
}

async function keysOf(em: EntityManager, { organizationId, since, until }: Span): Promise<KeyActivity[]> {
  const rows = await em.execute<KeyRow[]>(
    `select k.id, k.name, m.name as member_name, k.kind, k.scopes, k.expires_at, k.revoked_at,
       coalesce(a.events, 0) as events, coalesce(a.refused, 0) as refused, a.last,
       array(select u.scope from key_scope_uses u
         where u.organization_id = k.organization_id and u.key_id = k.id and u.last_used_at >= ?) as used
     from keys k
     left join members m on m.organization_id = k.organization_id and m.id = k.member_id
     left join (
       select l.key_id, count(*) filter (where l.action <> 'call.refused') as events, max(l.occurred_at) as last,
         sum(case when l.action = 'call.refused' then ${refusedBy('l')} else 0 end) as refused
       from audit_leaves l
       where l.organization_id = ? and l.occurred_at >= ? and l.occurred_at < ? and l.key_id is not null group by 1
     ) a on a.key_id = k.id
     where k.organization_id = ? and k.created_at < ?
       and (a.key_id is not null or (k.expires_at > ? and (k.revoked_at is null or k.revoked_at > ?)))
     order by coalesce(a.events, 0) + coalesce(a.refused, 0) desc, k.id limit ${most}`,
    [since, organizationId, since, until, organizationId, until, since, since],
  );
  return rows.map((row) => ({
    keyId: wireId('key', row.id),
    keyName: row.name,
    memberName: row.member_name ?? undefined,
    events: Number(row.events),
    refused: Number(row.refused),
    lastEventAt: row.last ? new Date(row.last) : undefined,
    scopes: row.kind === 'service' ? [...row.scopes].sort() : [],
    unusedScopes: row.kind === 'service' ? row.scopes.filter((scope) => !row.used.includes(scope)).sort() : [],
    expiresAt: new Date(row.expires_at),
    revokedAt: row.revoked_at ? new Date(row.revoked_at) : undefined,
  }));
}

// One event may stand for many refusals; how many, only its body says.
const refusedBy = (leaf: string) => `coalesce((
  select (convert_from(e.body, 'UTF8')::json #>> '{outputs,refused}')::bigint from audit_events e
  where e.organization_id = ${leaf}.organization_id and e.id = ${leaf}.event_id), 1)`;

type PersonaRow = Record<
  'persona_name' | 'project_id' | 'runs' | 'passed' | 'failed' | 'errored' | 'cancelled',
  string
>;

async function personasOf(em: EntityManager, { organizationId, since, until }: Span): Promise<PersonaActivity[]> {
  const counts = ['passed', 'failed', 'errored', 'cancelled'].map(
    (status) => `count(*) filter (where r.status = '${status}') as ${status}`,
  );
  const rows = await em.execute<PersonaRow[]>(
    `select r.persona_name, r.project_id, count(*) as runs, ${counts.join(', ')}
     from audit_leaves l join agent_runs r on r.organization_id = l.organization_id and r.id = l.run_id
     where l.organization_id = ? and l.action = 'agent_run.create' and l.occurred_at >= ? and l.occurred_at < ?
     group by 1, 2 order by 3 desc, 1 limit ${most}`,
    [organizationId, since, until],
  );
  return rows.map((row) => ({
    personaName: row.persona_name,
    projectId: wireId('proj', row.project_id),
    runs: Number(row.runs),
    passed: Number(row.passed),
    failed: Number(row.failed),
    errored: Number(row.errored),
    cancelled: Number(row.cancelled),
  }));
}

type RefusalRow = Record<'code' | 'reason' | 'method' | 'count' | 'last', string>;

async function refusalsOf(em: EntityManager, { organizationId, since, until }: Span): Promise<RefusalActivity[]> {
  const rows = await em.execute<RefusalRow[]>(
    `select l.outcome as code, l.reason, convert_from(e.body, 'UTF8')::json #>> '{outputs,method}' as method,
       sum(coalesce((convert_from(e.body, 'UTF8')::json #>> '{outputs,refused}')::bigint, 1)) as count, max(l.occurred_at) as last
     from audit_leaves l join audit_events e on e.organization_id = l.organization_id and e.id = l.event_id
     where l.organization_id = ? and l.action = 'call.refused' and l.occurred_at >= ? and l.occurred_at < ?
     group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit ${most}`,
    [organizationId, since, until],
  );
  return rows.map((row) => ({
    ...{ code: row.code, reason: row.reason, method: row.method },
    count: Number(row.count),
    lastAt: new Date(row.last),
  }));
}
