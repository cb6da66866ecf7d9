import { afterAll, beforeAll, expect, test } from 'vitest';
import { reap } from '../../src/agent_runs/reaper.ts';
import { addBatches, finding } from '../agent_runs/runs.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

// Of N commands at once on one thing exactly one takes effect, leaves one event, and the others are told.
let world: World;
let here: Clients;
let there: Clients;
beforeAll(async () => {
  world = await startWorld();
  await world.owner.personas.createPersona({ name: 'sentinel', role: 'reviewer' });
  const key = await world.key();
  here = world.as(key);
  there = (await world.replica()).as(key);
});
afterAll(() => world?.stop());

/** One call for each of 16, half of them at each of two servers. */
const storm = (call: (clients: Clients, n: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: 16 }, (_, n) => call(n % 2 ? here : there, n)));

/** How many took effect, and why the others did not. */
function split(results: PromiseSettledResult<unknown>[]) {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.reason as string] : []));
  return { effects: results.length - reasons.length, reasons: [...new Set(reasons)] };
}

const actions = async (resource: string) => {
  const rows = await world.sql<{ action: string }>(
    `select convert_from(body, 'UTF8')::jsonb ->> 'action' as action from audit_events
     where convert_from(body, 'UTF8')::jsonb #>> '{resource,id}' = $1
       and convert_from(body, 'UTF8')::jsonb ->> 'action' <> 'call.refused' order by occurred_at, id`,
    [resource],
  );
  return rows.map(({ action }) => action);
};

const queued = async () => (await here.runs.createAgentRun({ persona: 'sentinel' })).run!.id;
const running = async () => (await here.runs.createAgentRun({ persona: 'sentinel', start: true })).run!.id;
const inProgress = async () => {
  const { ticket } = await here.tickets.createTicket({ title: 'work' });
  await here.tickets.startTicket({ ticketId: ticket!.id });
  return ticket!.id;
};

test('16 starts of one run: one effect, one event', async () => {
  const runId = await queued();
  const outcome = split(await storm((clients) => clients.runs.startAgentRun({ runId })));
  expect(outcome).toEqual({ effects: 1, reasons: ['WRONG_STATUS'] });
  expect(await actions(runId)).toEqual(['agent_run.create', 'agent_run.start']);
});

test('16 different completions of one run: one effect, one event', async () => {
  const runId = await running();
  const outcome = split(
    await storm((clients, n) => clients.runs.completeAgentRun({ runId, severity: 'none', resultSummary: `${n}` })),
  );
  expect(outcome).toEqual({ effects: 1, reasons: ['RUN_ALREADY_FINAL'] });
  expect(await actions(runId)).toEqual(['agent_run.create', 'agent_run.complete']);
});

test('16 cancels of one run: one effect, one event', async () => {
  const runId = await running();
  const outcome = split(await storm((clients) => clients.runs.cancelAgentRun({ runId })));
  expect(outcome).toEqual({ effects: 1, reasons: ['RUN_ALREADY_FINAL'] });
  expect(await actions(runId)).toEqual(['agent_run.create', 'agent_run.cancel']);
});

test('completions, cancels, starts, heartbeats and the reaper at once: the run ends once, as its event says', async () => {
  const runId = await running();
  await world.sql(`update agent_runs set lease_expires_at = now() + interval '20 milliseconds' where id = $1`, [
    uuid(runId),
  ]);
  const [results] = await Promise.all([
    storm((clients, n) => {
      if (n % 4 === 0) return clients.runs.cancelAgentRun({ runId });
      if (n % 4 === 1) return clients.runs.completeAgentRun({ runId, severity: 'none', resultSummary: `${n}` });
      if (n % 4 === 2) return clients.runs.startAgentRun({ runId });
      return clients.runs.heartbeatAgentRun({ runId });
    }),
    ...Array.from({ length: 4 }, () => reap(world.server.orm.em.fork())),
  ]);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason.reason).toMatch(/^(RUN_ALREADY_FINAL|WRONG_STATUS)$/);
  expect(await actions(runId)).toHaveLength(2);
  const [row] = await world.sql<{ status: string; said: string; count: number }>(
    `select r.status, (convert_from(e.body, 'UTF8')::jsonb #>> '{outputs,status}') as said, r.event_seq as count
     from agent_runs r join audit_events e on e.run_id = r.id and e.run_seq = r.event_seq where r.id = $1`,
    [uuid(runId)],
  );
  expect(row).toMatchObject({ said: row!.status, count: 2 });
  expect(row!.status).toMatch(/^(passed|cancelled|errored)$/);
});

test('streams of findings and a completion with findings: the counters are those of the rows', async () => {
  const runId = await running();
  const batch = [finding({ severity: 'low' }), finding({ severity: 'what' }), finding()];
  const results = await storm((clients, n) =>
    n === 12
      ? clients.runs.completeAgentRun({ runId, findings: { items: [finding({ severity: 'high' })] } })
      : addBatches(clients, runId, [batch, batch]),
  );
  expect(results[12]?.status).toBe('fulfilled');
  const streams = split(results).effects - 1;
  const [row] = await world.sql(
    `select status, findings_count, severity_counts, unlabelled_count, unknown_label_count,
      (select count(*)::int from findings where run_id = $1) as rows,
      (select count(distinct number)::int from findings where run_id = $1) as numbers,
      (select count(*)::int from findings where run_id = $1 and severity_rank = 4) as critical
     from agent_runs where id = $1`,
    [uuid(runId)],
  );
  const held = 6 * streams + 1;
  expect(row).toEqual({
    status: 'passed',
    ...{ findings_count: held, rows: held, numbers: held, critical: 4 * streams },
    severity_counts: [0, 2 * streams, 0, 1, 4 * streams],
    ...{ unlabelled_count: 2 * streams, unknown_label_count: 2 * streams },
  });
  expect(await actions(runId)).toHaveLength(streams + 2);
});

test('16 starts of one ticket: one holder, one epoch, one event', async () => {
  const { ticket } = await here.tickets.createTicket({ title: 'one' });
  const ticketId = ticket!.id;
  const outcome = split(await storm((clients) => clients.tickets.startTicket({ ticketId })));
  expect(outcome).toEqual({ effects: 1, reasons: ['LEASE_HELD'] });
  expect((await here.tickets.getTicket({ ticketId })).ticket?.lease?.epoch).toBe(1);
  expect(await actions(ticketId)).toEqual(['ticket.create', 'ticket.start']);
});

test('complete against block of one ticket: never both', async () => {
  const ticketId = await inProgress();
  const outcome = split(
    await storm((clients, n) =>
      n % 4 < 2
        ? clients.tickets.completeTicket({ ticketId, notes: `${n}`, epoch: 1 })
        : clients.tickets.blockTicket({ ticketId, epoch: 1 }),
    ),
  );
  expect(outcome).toEqual({ effects: 1, reasons: ['WRONG_STATUS'] });
  const done = (await actions(ticketId)).slice(2);
  expect(done).toHaveLength(1);
  const { status } = (await here.tickets.getTicket({ ticketId })).ticket!;
  expect([done[0], status]).toEqual(done[0] === 'ticket.block' ? ['ticket.block', 4] : ['ticket.complete', 5]);
});

test('two owners who remove each other, 16 at once: one stays', async () => {
  const tenant = await world.tenant();
  const second = await tenant.member('owner');
  const first = (await tenant.owner.keys.whoAmI()).member!.id;
  const other = world.as(second.key);
  const outcome = split(
    await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) =>
        n % 2
          ? tenant.owner.projects.removeMember({ memberId: second.memberId })
          : other.projects.removeMember({ memberId: first }),
      ),
    ),
  );
  expect(outcome.effects).toBe(1);
  for (const reason of outcome.reasons) expect(reason).toMatch(/^(KEY_REVOKED|NOT_FOUND|LAST_OWNER)$/);
  const [left] = await world.sql<{ n: number }>(
    `select count(*)::int as n from members where removed_at is null and role = 'owner'
     and organization_id = (select organization_id from members where id = $1)`,
    [uuid(first)],
  );
  expect(left?.n).toBe(1);
});

test('calls that time out while they wait for a lock give their connections back', async () => {
  const runId = await running();
  const locker = world.server.orm.em.fork();
  await locker.begin();
  await locker.execute('select 1 from agent_runs where id = ? for update', [uuid(runId)]);
  try {
    const calls = Array.from({ length: 40 }, (_, n) =>
      here.runs.completeAgentRun({ runId, severity: 'none', requestId: `late-${n % 20}` }, { deadlineMs: 400 }),
    );
    for (const result of await Promise.allSettled(calls))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'DEADLINE_EXCEEDED' } });
    const waiting = () =>
      world.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
    await expect.poll(waiting).toEqual([]);
    const calm = Array.from({ length: 30 }, () => here.keys.whoAmI());
    expect(await Promise.all(calm)).toHaveLength(30);
  } finally {
    await locker.rollback();
  }
  expect((await here.runs.completeAgentRun({ runId, severity: 'none', requestId: 'late-1' })).run?.status).toBe(3);
  expect(await actions(runId)).toEqual(['agent_run.create', 'agent_run.complete']);
});
