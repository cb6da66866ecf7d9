import type { Client } from 'pg';
import { withClient } from '../../src/db/embedded/roles.ts';
import type { ListAgentRunsRequest } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { type ModelRow, modelRows } from './pgbench/model.ts';

/** What the runs that are filled in look like. */
export interface Filling {
  run: ModelRow;
  finding: ModelRow;
  personas: { id: string; name: string }[];
  /** When the first one was made, in milliseconds; they follow each other by a second. */
  begin: number;
}

/** Runs in one statement. */
const batch = 50_000;
const findingsPerRun = 5;

/** Takes a completed run as the model. */
export async function readFilling(url: string, run: string, begin: number): Promise<Filling> {
  return withClient(url, async (client) => {
    const [row] = await modelRows(client, 'agent_runs', 'id = $1', [run]);
    const [finding] = await modelRows(client, 'findings', 'run_id = $1', [run]);
    const { rows: personas } = await client.query('select id, name from personas order by id');
    return { run: row!, finding: finding!, personas, begin };
  });
}

const twelve = (ms: string) => `lpad(to_hex(${ms}), 12, '0')`;
const runId = (begin: number) =>
  `cast(${twelve(`${begin} + n * 1000`)} || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5('x' || n), 1, 15) as uuid)`;

/** Which value of those beside a share of 1,000 a number means; the last takes the rest. */
const spread = (column: string, parts: [number, string][]) => {
  let below = 0;
  const cases = parts.map(([share, value], at) => {
    below += share;
    return at === parts.length - 1 ? `else ${value} end` : `when ${column} < ${below} then ${value}`;
  });
  return `case ${cases.join(' ')}`;
};

const active = `status in ('queued', 'running')`;

/** Columns that differ from run to run: much of what is usual, a few in a thousand of what is rare. */
function columnsOf({ personas, begin }: Filling): Record<string, string> {
  const names = personas.map(({ name }) => `'${name}'`).join(', ');
  const ids = personas.map(({ id }) => `'${id}'::uuid`).join(', ');
  const persona = `case when p < 2 then ${personas.length} else 1 + p % ${personas.length - 1} end`;
  const at = `to_timestamp((${begin} + n * 1000) / 1000.0)`;
  return {
    id: runId(begin),
    persona_id: `(array[${ids}])[${persona}]`,
    persona_name: `(array[${names}])[${persona}]`,
    status: 'status',
    severity: `case when ${active} then null else ${spread('s', [
      ...([
        [500, `'none'`],
        [250, `'low'`],
        [150, `'medium'`],
        [98, `'high'`],
        [2, `'critical'`],
      ] as [number, string][]),
    ])} end`,
    policy_result: `case when ${active} then null when status = 'passed' then 'pass' else 'fail' end`,
    exit_code: `case when ${active} then null when status = 'passed' then 0 else 1 end`,
    trigger_source: spread('t', [
      ...([
        [800, `'ci'`],
        [80, `'manual'`],
        [50, `'webhook'`],
        [40, `'scheduled'`],
      ] as [number, string][]),
      ...([
        [28, `'api'`],
        [2, `'mcp'`],
      ] as [number, string][]),
    ]),
    ci_provider: spread('c', [
      ...([
        [700, `'github'`],
        [200, `'gitlab'`],
        [30, `'bitbucket'`],
        [20, `'jenkins'`],
      ] as [number, string][]),
      ...([
        [10, `'buildkite'`],
        [38, 'null'],
        [2, `'drone'`],
      ] as [number, string][]),
    ]),
    commit: `md5('c' || n / 4) || substr(md5('d' || n / 4), 1, 8)`,
    trigger_ref: `'refs/pull/' || n / 20 || '/merge'`,
    ticket_id: `case when n % 10 = 0 then md5('t' || n / 40)::uuid end`,
    lease_expires_at: `case when ${active} then now() + interval '1 day' end`,
    completed_by: `case when ${active} then null else $completed_by end`,
    completed_at: `case when ${active} then null else ${at} end`,
    started_at: `case when status = 'queued' then null else ${at} end`,
    created_at: at,
    findings_count: String(findingsPerRun),
  };
}

const statuses = spread('v', [
  ...([
    [3, `'queued'`],
    [3, `'running'`],
    [694, `'passed'`],
    [200, `'failed'`],
  ] as [number, string][]),
  ...([
    [98, `'errored'`],
    [2, `'cancelled'`],
  ] as [number, string][]),
]);

/** Fills in the runs from one number to another, with their findings, as a role that may write to every table. */
export async function fillRuns(url: string, filling: Filling, from: number, to: number): Promise<void> {
  await withClient(url, async (client) => {
    const runs = runsInsert(client, filling);
    const findings = findingsInsert(client, filling);
    for (let first = from; first <= to; first += batch) {
      const last = Math.min(to, first + batch - 1);
      for (const text of [runs, findings]) await client.query(text.replace('$range', `${first}::bigint, ${last}`));
    }
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  });
}

function literal(client: Client, { type, value }: ModelRow['cells'][number]): string {
  return value === null ? `null::${type}` : `${client.escapeLiteral(value)}::${type}`;
}

function runsInsert(client: Client, filling: Filling): string {
  const special = columnsOf(filling);
  const values = filling.run.cells.map((cell) => {
    const own = special[cell.column]?.replace('$completed_by', () => literal(client, cell));
    return own ? `(${own})::${cell.type}` : literal(client, cell);
  });
  const random = ['v', 'p', 's', 't', 'c'].map((name, seed) => `abs(hashint8extended(n, ${seed}) % 1000) as ${name}`);
  return `insert into agent_runs (${filling.run.cells.map(({ column }) => `"${column}"`).join(', ')})
    select ${values.join(', ')} from generate_series($range) as n
    cross join lateral (select ${random.join(', ')}) as random cross join lateral (select ${statuses} as status) as decided`;
}

function findingsInsert(client: Client, { finding, begin }: Filling): string {
  const special: Record<string, string> = {
    run_id: runId(begin),
    number: 'f',
    severity_rank: '(n + f) % 4',
    severity: `(array['none', 'low', 'medium', 'high'])[1 + (n + f) % 4]`,
    path: `'src/part' || n % 500 || '/file' || f || '.ts'`,
  };
  const values = finding.cells.map((cell) => {
    const own = special[cell.column];
    return own ? `(${own})::${cell.type}` : literal(client, cell);
  });
  return `insert into findings (${finding.cells.map(({ column }) => `"${column}"`).join(', ')})
    select ${values.join(', ')} from generate_series($range) as n, generate_series(1, ${findingsPerRun}) as f`;
}

/** Each documented filter alone, with values that are hard: rare, or of runs that are far back among the first `runs`. */
export async function hardFilters(
  url: string,
  { personas, begin }: Filling,
  runs: number,
): Promise<Record<string, Partial<ListAgentRunsRequest>>> {
  const old = Math.floor(runs / 4 / 40) * 40;
  const far = await withClient(url, async (client) => {
    const { rows } = await client.query(
      `select commit, trigger_ref, replace(ticket_id::text, '-', '') as ticket from agent_runs where id = (
        select ${runId(begin)} from (select ${old}::bigint as n) as one)`,
    );
    return rows[0] as { commit: string; trigger_ref: string; ticket: string };
  });
  const at = (n: number) => new Date(begin + n * 1_000);
  return {
    none: {},
    'persona (1 of 500)': { persona: personas.at(-1)!.name },
    'status cancelled (1 of 500)': { statuses: [6] },
    'status running, queued': { statuses: [1, 2] },
    'status passed (70%)': { statuses: [3] },
    'severity critical (1 of 500)': { severity: 5 },
    'policy_result fail (30%)': { policyResult: 2 },
    'trigger_source mcp (1 of 500)': { triggerSource: 5 },
    'trigger_ref (20 runs, old)': { triggerRef: far.trigger_ref },
    'commit (4 runs, old)': { commit: far.commit },
    'ticket (4 runs, old)': { ticketId: `tk_${far.ticket}` },
    'ci_provider drone (1 of 500)': { ciProvider: 8 },
    'created_after (half)': { createdAfter: at(runs / 2) },
    'created_after (the last 20)': { createdAfter: at(runs - 20) },
    'created_before (half)': { createdBefore: at(runs / 2) },
    'created_before (the first 20)': { createdBefore: at(20) },
  };
}
