import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { providerWords, triggerWords } from '../../../src/agent_runs/wire.ts';
import { wireId } from '../../../src/db/ids.ts';
import { uuid } from '../../support/server.ts';
import { eachRow } from '../rows.ts';
import { persona, type SoakWorld } from '../world.ts';
import { expectedFindings, expectedOf } from './expected.ts';
import type { Plan, RunRecord } from './plan.ts';

type Row = Record<string, unknown>;

const runs = `
  select run.id, run.trigger_ref, run.organization_id, run.project_id, run.persona_name, run.persona_version, run.tool,
    run.trigger_source, run.ci_provider, run.commit, run.ci_run_url, run.ticket_id, run.fail_on, run.session_id,
    run.lease_seconds, run.heartbeats, run.status, run.severity, run.policy_result, run.exit_code, run.reasons,
    run.result_summary, run.findings_count, run.findings_bytes, run.severity_counts, run.unlabelled_count,
    run.unknown_label_count, encode(run.completion_digest, 'hex') as completion_digest,
    run.created_by ->> 'keyId' as created_by, run.started_by_key_id, run.completed_by ->> 'keyId' as completed_by,
    run.cancelled_by ->> 'keyId' as cancelled_by, found.numbers, found.findings, events.actions, events.keys
  from agent_runs as run
  left join lateral (
    select array_agg(number order by number) as numbers,
      json_agg(json_build_array(severity_rank, title, message) order by number) as findings
    from findings where organization_id = run.organization_id and run_id = run.id) as found on true
  left join lateral (
    select array_agg(body ->> 'action' order by run_seq) as actions, array_agg(distinct body -> 'actor' ->> 'key_id') as keys
    from (select run_seq, convert_from(body, 'UTF8')::json as body from audit_events
      where organization_id = run.organization_id and run_id = run.id) as event) as events on true`;

/** Every acknowledged run is there as it must be, and none besides; every request id that was acknowledged, and none besides. */
export async function expectAcknowledgedLoad(
  world: SoakWorld,
  { tenants, keys }: Pick<Plan, 'tenants' | 'keys'>,
  records: RunRecord[],
): Promise<void> {
  const missing = new Map(records.map((record) => [record.ref, record]));
  expect(missing.size, 'no ref twice').toBe(records.length);
  for await (const row of eachRow<Row>(world, runs)) {
    const record = missing.get(String(row.trigger_ref));
    if (!record) throw new Error(`the run ${row.trigger_ref} was never acknowledged, or is there twice`);
    missing.delete(record.ref);
    const { tenant, uuid: keyId } = keys[record.key]!;
    const { heartbeats, ...is } = row;
    expect(is, record.ref).toEqual(expectedRow(record, tenants[tenant]!, keyId));
    expect(heartbeats, `heartbeats of ${record.ref}`).toBeGreaterThanOrEqual(record.heartbeats);
    expect(heartbeats, record.ref).toBeLessThanOrEqual(record.heartbeats + record.heartbeatsUnknown);
  }
  expect([...missing.keys()], 'acknowledged runs that are not there').toEqual([]);
  await expectRequestIds(world, keys, records);
  await expectNoOtherEvents(world, records, tenants);
}

function expectedRow(record: RunRecord, tenant: Plan['tenants'][number], keyId: string): Row {
  const { create, start, completion: sent, cancel } = record;
  const { status, decided, completion, counters, failOn, actions } = expectedOf(record, tenant);
  const findings = expectedFindings(completion);
  const ran = Boolean(start ?? create.start);
  return {
    ...{ id: uuid(record.id), trigger_ref: record.ref, organization_id: tenant.organizationId },
    ...{ project_id: uuid(tenant.projectId), persona_name: persona, persona_version: 1 },
    ...{ tool: create.tool || 'generic', trigger_source: triggerWords.word(create.triggerSource) ?? 'manual' },
    ...{ ci_provider: providerWords.word(create.ciProvider) ?? null, commit: create.commit.toLowerCase() },
    ...{ ci_run_url: create.ciRunUrl, ticket_id: create.ticketId ? uuid(create.ticketId) : null, fail_on: failOn },
    session_id: sent?.sessionId || create.sessionId,
    lease_seconds: start?.leaseSeconds || create.leaseSeconds || 3_600,
    ...{ status, severity: decided?.severity ?? null, policy_result: decided?.policyResult ?? null },
    ...{ exit_code: decided?.exitCode ?? null, reasons: decided?.reasons ?? [] },
    ...{ result_summary: sent?.resultSummary ?? '', completion_digest: completion?.digest.toString('hex') ?? null },
    ...{ findings_count: counters.findingsCount, findings_bytes: counters.findingsBytes },
    ...{ severity_counts: counters.severityCounts, unlabelled_count: counters.unlabelledCount },
    unknown_label_count: counters.unknownLabelCount,
    ...{ created_by: keyId, started_by_key_id: ran ? keyId : null },
    ...{ completed_by: completion ? keyId : null, cancelled_by: cancel ? keyId : null },
    numbers: findings.length > 0 ? findings.map((_, index) => index + 1) : null,
    findings: findings.length > 0 ? findings : null,
    ...{ actions, keys: [wireId('key', keyId)] },
  };
}

async function expectRequestIds(world: SoakWorld, keys: Plan['keys'], records: RunRecord[]): Promise<void> {
  const name = (keyId: string, method: string, requestId: string) => `${keyId} ${method.toLowerCase()} ${requestId}`;
  const missing = new Map<string, string>();
  for (const { key, id, acknowledged } of records)
    for (const [method, requestId] of acknowledged) missing.set(name(keys[key]!.uuid, method, requestId), uuid(id));
  const statement = `select key_id, split_part(method, '/', 3) as method, request_id, ref from idempotency
    where key_id::text = '${keys.map((key) => key.uuid).join("' or key_id::text = '")}'`;
  for await (const row of eachRow<{ key_id: string; method: string; request_id: string; ref: string }>(
    world,
    statement,
  )) {
    const named = name(row.key_id, row.method, row.request_id);
    expect(row.ref, `${named} was acknowledged, and with this run`).toBe(missing.get(named));
    missing.delete(named);
  }
  expect([...missing.keys()], 'acknowledged request ids that are not there').toEqual([]);
}

/** Besides the events of the runs' chains, the keys of the load left refusals and nothing else. */
async function expectNoOtherEvents(world: SoakWorld, records: RunRecord[], tenants: Plan['tenants']): Promise<void> {
  const events = await world.sql<{ action: string; chained: boolean; n: number }>(
    `select body ->> 'action' as action, run_id is not null as chained, count(*)::int as n
     from (select run_id, convert_from(body, 'UTF8')::json as body from audit_events) as event
     where body ->> 'action' like 'agent_run.%' or body ->> 'action' = 'call.refused' or run_id is not null
     group by 1, 2`,
  );
  const expected = new Map<string, number>();
  for (const record of records)
    for (const action of expectedOf(record, tenants[0]!).actions) expected.set(action, (expected.get(action) ?? 0) + 1);
  const found = new Map(events.filter(({ chained }) => chained).map(({ action, n }) => [action, n]));
  expect(found, 'events of runs').toEqual(expected);
  const free = events.filter(({ chained }) => !chained);
  expect(free.map(({ action }) => action)).toEqual(['call.refused']);
}

/** PostgreSQL never had to end one of two transactions that waited for each other. */
export async function expectNoDeadlock(world: SoakWorld): Promise<void> {
  const log = join(world.home.dataDir, 'pg.log');
  expect(existsSync(log)).toBe(true);
  let lines = 0;
  for (const file of [`${log}.1`, log].filter((name) => existsSync(name)))
    for await (const line of createInterface({ input: createReadStream(file) })) {
      lines += 1;
      expect(line).not.toMatch(/deadlock/i);
    }
  expect(lines).toBeGreaterThan(0);
  // A second witness, which forgets only when PostgreSQL is killed.
  expect(await world.sql('select datname from pg_stat_database where deadlocks > 0')).toEqual([]);
}
