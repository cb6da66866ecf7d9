import { uuidOf } from '../db/ids.ts';
import { AuditOutcome, type ExportAuditEventsRequest, type ListAuditEventsRequest } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';

/** A condition over `audit_leaves as l`, with the values of its question marks. */
export interface Where {
  sql: string;
  values: unknown[];
}

/** A condition, and the part of it that one index knows; undefined where that is all of it. */
export interface LeafFilter extends Where {
  walked: Where | undefined;
}

type Request = Omit<ListAuditEventsRequest, 'pageSize' | 'pageToken'> | ExportAuditEventsRequest;

/** Which leaves a request asks for, within the reach of its key. */
export function leavesOf(request: Request, context: Context): LeafFilter {
  const { principal } = context;
  const parts: Part[] = [['l.organization_id = ?', principal.organizationId]];
  const projectId = uuidOf('proj', request.projectId);
  if (projectId) {
    if (!context.reaches(projectId)) throw notFound('project_id');
    parts.push(['l.project_id = ?', projectId]);
  } else if (principal.projects !== 'all')
    parts.push(['l.project_id = any(?::uuid[])', `{${[...principal.projects].join(',')}}`]);
  if (request.actor === 'system') parts.push([`l.actor_type = 'system'`]);
  else if (request.actor.startsWith('key_')) parts.push(['l.key_id = ?', uuidOf('key', request.actor)]);
  else if (request.actor) parts.push(['l.member_id = ?', uuidOf('mem', request.actor)]);
  if (request.action) parts.push(['l.action = ?', request.action]);
  if (request.resource)
    parts.push([
      /_[0-9a-f]{32}$/.test(request.resource) ? 'l.resource_id = ?' : 'l.resource_type = ?',
      request.resource,
    ]);
  if (request.runId) parts.push(['l.run_id = ?', uuidOf('run', request.runId)]);
  if (request.outcome === AuditOutcome.AUDIT_OUTCOME_OK) parts.push([`l.outcome = 'OK'`]);
  if (request.outcome === AuditOutcome.AUDIT_OUTCOME_REFUSED) parts.push([`l.outcome <> 'OK'`]);
  if (request.occurredAfter) parts.push(['l.occurred_at >= ?', request.occurredAfter]);
  if (request.occurredBefore) parts.push(['l.occurred_at < ?', request.occurredBefore]);
  const [organization, ...others] = parts;
  // Of what is asked for, what few events have in common; a span of time and a good end are in no index of this order.
  const index = indexed
    .map((start) => others.find(([sql]) => sql.startsWith(start)))
    .find((part) => part !== undefined);
  const rest = others.filter((part) => part !== index);
  return { ...joined(parts), walked: rest.length > 0 ? joined([organization!, ...(index ? [index] : [])]) : undefined };
}

type Part = [sql: string, ...values: unknown[]];

const indexed = [
  ...['l.run_id =', 'l.resource_id =', 'l.actor_type =', 'l.key_id =', 'l.member_id =', 'l.outcome <>'],
  ...['l.action =', 'l.resource_type =', 'l.project_id ='],
];

const joined = (parts: Part[]): Where => ({
  sql: parts.map(([sql]) => sql).join(' and '),
  values: parts.flatMap(([, ...values]) => values),
});
