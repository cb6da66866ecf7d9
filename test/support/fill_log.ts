import type { AgentRun } from '../../src/agent_runs/entity.ts';
import { endEvent, runEvent } from '../../src/agent_runs/run_event.ts';
import { type EventDetails, type EventRows, eventRows, systemCall } from '../../src/audit/body.ts';
import { type ActorRecord, newId } from '../../src/db/base.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { wireId } from '../../src/db/ids.ts';

/** Events in one statement. */
const batch = 4_000;

/**
 * Fills an organization with runs that were made and completed, two events each, as the server itself would have made them: rows,
 * bodies, payloads and places in the queue. For logs of a size that calls would take too long for.
 *
 * @param url a role that may write to every table
 * @param events an even number
 */
export async function fillLog(url: string, organizationId: string, projectId: string, events: number): Promise<void> {
  const personaId = newId();
  const by: ActorRecord = { type: 'service_key', keyId: newId(), keyName: 'ci', memberId: null, memberName: '' };
  await withClient(url, async (client) => {
    for (let made = 0; made < events; made += batch) {
      const rows: EventRows[] = [];
      const runs: AgentRun[] = [];
      for (let n = made; n < Math.min(made + batch, events); n += 2) {
        const run = newRun({ organizationId, projectId, personaId, by, number: n });
        rows.push(eventOf(by, run.createdAt, 'agent_run.create', runEvent(run, undefined, created(run))));
        const running = { ...run, eventSeq: 1, eventHash: rows.at(-1)!.leafHash };
        const ended = { ...running, ...ending(running.startedAt!), completedBy: by };
        rows.push(
          eventOf(
            by,
            run.createdAt,
            'agent_run.complete',
            endEvent(ended, running, { outputs: { submitted: 'passed' } }),
          ),
        );
        runs.push({ ...ended, eventSeq: 2, eventHash: rows.at(-1)!.leafHash });
      }
      await client.query('begin');
      await client.query('insert into agent_runs select * from json_populate_recordset(null::agent_runs, $1)', [
        JSON.stringify(runs.map(columnsOf)),
      ]);
      await client.query(insertEvents, [JSON.stringify(rows.map(columnsOf))]);
      await client.query('commit');
    }
    await client.query('analyze');
  });
}

const insertEvents = `
  with rows as (
    select * from json_to_recordset($1) as r (organization_id uuid, id uuid, occurred_at timestamptz, run_id uuid, run_seq integer,
      body bytea, salt bytea, payload bytea)
  ), events as (
    insert into audit_events (organization_id, id, occurred_at, run_id, run_seq, body)
    select organization_id, id, occurred_at, run_id, run_seq, body from rows
  ), payloads as (
    insert into audit_payloads (organization_id, event_id, occurred_at, salt, payload)
    select organization_id, id, occurred_at, salt, payload from rows
  )
  insert into audit_pending (organization_id, event_id) select organization_id, id from rows`;

/** An object as JSON that PostgreSQL reads into columns: snake_case names, bytes in hex. */
const columnsOf = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  );

function eventOf(actor: ActorRecord, at: Date, action: string, details: EventDetails): EventRows {
  const { organizationId } = details.run!;
  const call = { callId: newId().replaceAll('-', ''), requestId: newId(), keyPrefix: 'sfsk_0354GLyBwD90kaMMs5Deu6' };
  const request = Buffer.alloc(120, 1);
  const from = { peer: '10.0.0.1:50000', userAgent: 'sfs-cli/0.1.0 grpc-node-js/1.14.7' };
  return eventRows(
    { ...systemCall, ...call, ...from, request, organizationId, action, actor, occurredAt: at },
    details,
  );
}

const created = (run: AgentRun): Partial<EventDetails> => ({
  inputs: [{ name: 'context', content: 'context' }],
  outputs: {
    persona_id: wireId('per', run.personaId),
    persona_version: run.personaVersion,
    persona_digest: run.personaDigest,
    ticket_id: null,
    trigger_source: run.triggerSource,
    ci_provider: run.ciProvider ?? null,
    commit: run.commit || null,
    fail_on: run.failOn ?? null,
    lease_seconds: run.leaseSeconds,
    context_digest: run.contextDigest,
  },
  payload: { tool: run.tool, trigger_ref: run.triggerRef, ci_run_url: run.ciRunUrl, session_id: '' },
});

function newRun(it: {
  organizationId: string;
  projectId: string;
  personaId: string;
  by: ActorRecord;
  number: number;
}): AgentRun {
  const at = new Date();
  return {
    ...{ id: newId(), organizationId: it.organizationId, projectId: it.projectId, personaId: it.personaId },
    ...{
      personaName: 'sentinel',
      personaVersion: 3,
      personaDigest: 'a'.repeat(64),
      tool: 'generic',
      triggerSource: 'ci',
    },
    ...{ ticketId: null, triggerRef: `refs/pull/${it.number}/head`, commit: it.number.toString(16).padStart(40, '0') },
    ...{ ciProvider: 'github', ciRunUrl: `https://ci.example/runs/${it.number}`, status: 'running', severity: null },
    ...{
      findingsCount: 0,
      findingsBytes: 0,
      findingsDigest: null,
      severityCounts: [0, 0, 0, 0, 0],
      unlabelledCount: 0,
    },
    ...{ unknownLabelCount: 0, failOn: 'high', policyResult: null, exitCode: null, reasons: [], redactedAt: null },
    ...{ reasonsSha256: null, resultSummary: '', contextDigest: 'b'.repeat(64), sessionId: '', createdBy: it.by },
    ...{ startedBy: it.by, startedByKeyId: it.by.keyId, completedBy: null, cancelledBy: null, completionDigest: null },
    ...{ leaseSeconds: 3_600, leaseExpiresAt: null, heartbeats: 0, eventSeq: 0, eventHash: null },
    ...{ createdAt: at, startedAt: at, completedAt: null },
  } as AgentRun;
}

const ending = (startedAt: Date) => ({
  ...{ status: 'passed' as const, severity: 'none' as const, policyResult: 'pass' as const, exitCode: 0 as const },
  ...{ reasons: ['No findings.'], resultSummary: 'Reviewed.', completedAt: startedAt },
});
