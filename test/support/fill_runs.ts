import { withClient } from '../../src/db/embedded/roles.ts';

/** What nearly all runs of a project have in common, and how many there are. */
export interface Usual {
  runs: number;
  trigger: string;
  provider: string | null;
  status: 'passed' | 'errored';
  severity: string | null;
  ref: string;
}

/** A project as most are: CI on GitHub, four of five runs passed without findings, most of them on one branch. */
export const usualProject: Usual = {
  ...{ runs: 90_000, trigger: 'ci', provider: 'github', status: 'passed', severity: 'none', ref: 'refs/heads/main' },
};

/** One with nothing of what most have in common. */
export const oddProject: Usual = {
  ...{ runs: 10_000, trigger: 'manual', provider: null, status: 'errored', severity: 'high', ref: '' },
};

// Every twentieth run is another one, in everything, and a few still run. A run a second, the newest now.
const fill = `
  insert into agent_runs (organization_id, id, project_id, persona_id, persona_name, persona_version, persona_digest, tool,
    trigger_source, ticket_id, trigger_ref, commit, ci_provider, ci_run_url, status, severity, policy_result, exit_code, reasons,
    result_summary, created_by, started_by, completed_by, lease_seconds, lease_expires_at, created_at, started_at, completed_at)
  select $1::uuid, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid,
    $2::uuid, ('01930000-0000-7000-8000-' || lpad((n % 7)::text, 12, '0'))::uuid, 'sentinel', 1, repeat('d', 64), 'generic',
    case when rare then 'webhook' else $3 end, case when n % 5 = 0 then ('01930000-0000-7000-8000-' || lpad((n % 1000)::text, 12, '0'))::uuid end,
    case when rare then 'refs/heads/' || n % 1000 else $4 end, md5((n / 3)::text) || substr(md5(n::text), 1, 8),
    case when rare then 'gitlab' else $5 end, '', status, case when status not in ('queued', 'running') then severity end,
    case status when 'queued' then null when 'running' then null when 'passed' then 'pass' else 'fail' end,
    case status when 'queued' then null when 'running' then null when 'passed' then 0 else 1 end,
    '{"Worst is medium, the threshold is high."}', 'All is well with this change.', who, who, who, 900,
    case when status in ('queued', 'running') then at + interval '15 minutes' end, at, at, at
  from (
    select n, at, rare, who, case when n > $8::int - 5 then 'running' when rare then 'failed' else $6 end as status,
      case when rare then 'critical' else $7 end as severity
    from (
      select n, now() - ($8::int - n) * interval '1 second' as at, n % 20 = 7 as rare,
        jsonb_build_object('type', 'system', 'keyId', null, 'keyName', '', 'memberId', null, 'memberName', '') as who
      from generate_series(1, $8::int) as n) s) s`;

/** Fills a project with runs as completions leave them, without the calls that would take too long for so many. */
export function fillRuns(url: string, organizationId: string, projectId: string, usual: Usual): Promise<void> {
  const { runs, trigger, provider, status, severity, ref } = usual;
  return withClient(url, async (client) => {
    await client.query(fill, [organizationId, projectId, trigger, ref, provider, status, severity, runs]);
  });
}
