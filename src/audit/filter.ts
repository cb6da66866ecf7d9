import { uuidOf } from '../db/ids.ts';
import { AuditOutcome, type ExportAuditEventsRequest, type ListAuditEventsRequest } from '../gen/sfs/v1/audit.ts';
import type { Context } from '../server/context.ts';
import { notFound } from '../server/errors.ts';

/** A condition over `audit_leaves as l`, with the values of its question marks. */
export interface Where {
  sql: string;
  values: unknown[];
}

type Request = Omit<ListAuditEventsRequest, 'pageSize' | 'pageToken'> | ExportAuditEventsRequest;

/** Which leaves a request asks for, within the reach of its key. */
export function leavesOf(request: Request, context: Context): Where {
  const { principal } = context;
  const parts: [sql: string, ...values: unknown[]][] = [['l.organization_id = ?', principal.organizationId]];
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
  return { sql: parts.map(([sql]) => sql).join(' and '), values: parts.flatMap(([, ...values]) => values) };
}
