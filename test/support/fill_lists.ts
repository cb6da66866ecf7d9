import { withClient } from '../../src/db/embedded/roles.ts';

/** Ids that rise with `n`, so that rows are in the order of their numbers. */
const id = (n: string) => `('01930000-0000-7000-9000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const who = `'{"type":"system","keyId":null,"keyName":"","memberId":null,"memberName":""}'::jsonb`;

/** Where the rows belong. All are uuids. */
export interface Place {
  organizationId: string;
  projectId: string;
  memberId: string;
  personaId: string;
  ticketId: string;
  runId: string;
}

/**
 * Fills what is listed, but for runs: many rows of the usual kind, few of each other. `large` rows where there may be many, `small` in
 * tables that grow with people.
 */
export function fillLists(url: string, place: Place, large: number, small: number): Promise<void> {
  const { organizationId: org, projectId, memberId, personaId, ticketId, runId } = place;
  const rows = (count: number) => `generate_series(1, ${count}) as n`;
  const statements = [
    `insert into tickets (organization_id, id, project_id, kind, title, priority, assigned_to, source, status, created_by)
     select '${org}', ${id('n')}, '${projectId}', case when n % 50 = 0 then 'issue' else 'task' end, 't',
       case when n % 100 = 0 then 'critical' else 'medium' end, case when n % 100 = 0 then 'Zoe' when n % 3 = 0 then 'Ann' else '' end,
       case when n % 70 = 0 then 'ci' else 'human' end, case when n % 50 = 0 then 'closed' when n % 20 = 1 then 'open' else 'done' end, ${who}
     from ${rows(large)}`,
    `update tickets set parent_ticket_id = '${ticketId}' where organization_id = '${org}' and kind = 'task' and right(id::text, 1) = '1'`,
    `insert into ticket_comments (organization_id, ticket_id, id, content, author)
     select '${org}', '${ticketId}', ${id('n')}, 'c', ${who} from ${rows(small)}`,
    `insert into ticket_changes (organization_id, ticket_id, id, command, field, old_value, new_value, actor, epoch)
     select '${org}', '${ticketId}', ${id('n')}, 'update', 'title', '', 't', ${who}, 0 from ${rows(small)}`,
    `insert into findings (organization_id, run_id, number, severity_rank)
     select '${org}', '${runId}', n, n % 5 from ${rows(small)}`,
    `insert into findings (organization_id, run_id, number, severity_rank)
     select '${org}', ${id('n')}, 1, 4 from ${rows(large)}`,
    `insert into personas (organization_id, id, project_id, name, active)
     select '${org}', ${id('n')}, '${projectId}', 'p' || n, n % 10 = 0 from ${rows(small)}`,
    `insert into persona_versions (organization_id, persona_id, version, role, content, digest, created_by)
     select '${org}', ${id('n')}, 1, 'r', 'c', 'd', ${who} from ${rows(small)}`,
    `insert into persona_versions (organization_id, persona_id, version, role, content, digest, created_by)
     select '${org}', '${personaId}', n + 1, 'r', 'c', 'd', ${who} from ${rows(small)}`,
    `insert into projects (organization_id, id, name, slug, archived_at)
     select '${org}', ${id('n')}, 'p', 'p-' || n, case when n % 10 > 0 then now() end from ${rows(small)}`,
    `insert into project_remotes (organization_id, remote, project_id, position)
     select '${org}', 'example.com/p/' || n, ${id('n')}, 0 from ${rows(small)}`,
    `insert into members (organization_id, id, name, email, role, removed_at)
     select '${org}', ${id('n')}, 'm', 'm' || n || '@example.com', 'member', case when n % 10 > 0 then now() end from ${rows(small)}`,
    `insert into keys (organization_id, id, kind, name, scopes, all_projects, member_id, prefix, created_by, expires_at)
     select '${org}', ${id('n')}, case when n % 20 > 0 then 'personal' else 'service' end, 'k', '{tickets:read}', true,
       case when n % 20 = 1 then '${memberId}'::uuid when n % 20 > 0 then ${id('n')} end, 'x', ${who}, now() + interval '1 day'
     from ${rows(small)}`,
    `insert into key_secrets (organization_id, key_id, version, hash, created_by)
     select '${org}', ${id('n')}, 1, 'x', ${who} from ${rows(small)}`,
    `insert into idempotency (organization_id, key_id, method, request_id, request_hash, created_at)
     select '${org}', '${memberId}', 'm', n::text, 'x', now() - n * interval '3 seconds' from ${rows(large)}`,
    `insert into audit_events (organization_id, id, occurred_at, body)
     select '${org}', ${id('n')}, now() - (${large} - n) * interval '1 second', e.body
     from ${rows(large)}, (select body from audit_events limit 1) e`,
    `insert into audit_leaves (organization_id, leaf_index, event_id, leaf_hash, occurred_at, action, outcome, resource_type,
       resource_id, actor_type, key_id, member_id, project_id, run_id)
     select '${org}', n + 1000, ${id('n')}, sha256(n::text::bytea), now() - (${large} - n) * interval '1 second',
       case when n % 100 = 0 then 'ticket.create' else 'agent_run.create' end, case when n % 200 = 0 then 'NOT_FOUND' else 'OK' end,
       case when n % 100 = 0 then 'ticket' else 'agent_run' end, 'run_' || lpad(to_hex(n / 2), 32, '0'),
       case when n % 300 = 0 then 'system' else 'service_key' end, case when n % 300 > 0 then ${id('n % 7')} end,
       case when n % 50 = 0 then '${memberId}'::uuid end, case when n % 2 = 0 then '${projectId}'::uuid else ${id('n % 5')} end, ${id('n / 2')}
     from ${rows(large)}`,
  ];
  return withClient(url, async (client) => {
    await client.query(`set session_replication_role = replica`);
    for (const statement of statements) await client.query(statement);
  });
}
