import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide, readCompletion } from '../../src/agent_runs/completion.ts';
import { type Counters, counted } from '../../src/agent_runs/counters.ts';
import { type Severity, severities } from '../../src/agent_runs/severity.ts';
import { statusWords } from '../../src/agent_runs/wire.ts';
import { type AgentRun, CompleteAgentRunRequest, Findings } from '../../src/gen/sfs/v1/agent_run.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { countOf, expectChains, many } from './chains.ts';
import { addPersona, finding, persona, queued, severityNumber, started } from './runs.ts';

// Many calls share a transaction: each must hear what became of its own.
let world: World;
let ci: Clients;
let other: Clients;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  ci = world.as(await world.key());
  other = world.as(await world.key());
});
afterAll(() => world?.stop());

const noFindings: Counters = {
  ...{ findingsCount: 0, findingsBytes: 0, severityCounts: [0, 0, 0, 0, 0], unlabelledCount: 0, unknownLabelCount: 0 },
};

/** A completion of many that differ, and what the pure function says of it. */
function completion(runId: string, n: number, failOn: Severity | null) {
  const labels = [['low'], [], ['high', 'nonsense'], ['', 'none', 'critical'], ['medium']][n % 5]!;
  const request = {
    ...{ runId, resultSummary: `summary ${n}`, status: (((n % 4) + 1) % 4) as 0 | 1 | 2 | 3 },
    ...(n % 3 === 0 ? {} : { severity: ['none', 'HIGH', 'bogus'][n % 3]! }),
    findings: { items: labels.map((severity) => finding({ severity, title: `"${n}"` })) },
    ...(n % 7 === 0 ? { findingsTotal: 2 } : {}),
  };
  const read = readCompletion(CompleteAgentRunRequest.fromPartial(request));
  const bytes = Findings.encode({ items: read.findings }).finish().length;
  const verdict = decide({ failOn }, read, counted(noFindings, read.findings, bytes));
  return { request, verdict, findings: labels.length };
}

function expectVerdict(run: AgentRun | undefined, { status, severity, exitCode, reasons }: ReturnType<typeof decide>) {
  expect({
    status: statusWords.word(run!.status),
    severity: run!.severity,
    exitCode: run!.exitCode,
    reasons: run!.reasons,
  }).toEqual({ status, severity: severityNumber(severity), exitCode, reasons });
}

test('300 calls of all kinds at once, of which many are wrong: each hears what became of its own', async () => {
  const tenant = await world.tenant();
  await addPersona(world, tenant);
  const foreign = await started(tenant.owner);
  const thresholds = [null, ...severities];
  const running = await Promise.all(
    many(90, (n) => started(ci, { failOn: severityNumber(thresholds[n % thresholds.length] as Severity | null) })),
  );
  const waiting = await Promise.all(many(30, () => queued(ci)));
  const final = await started(ci);
  await ci.runs.completeAgentRun({ runId: final.id, severity: 'none' });
  await ci.runs.createAgentRun({ persona, requestId: 'used' });
  const unknown = `run_${'0'.repeat(32)}`;
  const [toComplete, toCancel, toKeep] = [running.slice(0, 40), running.slice(40, 60), running.slice(60, 90)];
  const completions = toComplete.map((run, n) =>
    completion(run.id, n, run.failOn ? (severities[run.failOn - 1] ?? null) : null),
  );
  const before = await countOf(world, 'agent_runs');
  const made: string[] = [];

  const calls: [kind: string, expected: string, call: () => Promise<unknown>][] = [
    ...many(60, (n): (typeof calls)[0] => [
      'create',
      'ok',
      async () => {
        const { run } = await ci.runs.createAgentRun({ persona, requestId: `storm-${n}`, triggerRef: `${n}` });
        expect(run!.triggerRef).toBe(`${n}`);
        made.push(run!.id);
      },
    ]),
    ...many(20, (): (typeof calls)[0] => [
      'create for no persona',
      'NOT_FOUND',
      () => ci.runs.createAgentRun({ persona: 'nobody' }),
    ]),
    ...many(15, (n): (typeof calls)[0] => [
      'create with an id that was used',
      'REQUEST_ID_REUSED',
      () => ci.runs.createAgentRun({ persona, requestId: 'used', triggerRef: `${n}` }),
    ]),
    ...waiting.map(({ id }, n): (typeof calls)[0] => [
      'start',
      'ok',
      async () => {
        const { run } = await ci.runs.startAgentRun({ runId: id, requestId: `start-${n}` });
        expect(run).toMatchObject({ id, status: 2 });
      },
    ]),
    ...completions.map(({ request, verdict }, n): (typeof calls)[0] => [
      'complete',
      'ok',
      async () => {
        const { run } = await ci.runs.completeAgentRun({ ...request, requestId: `complete-${n}` });
        expect(run).toMatchObject({ id: request.runId, resultSummary: `summary ${n}` });
        expectVerdict(run as AgentRun, verdict);
      },
    ]),
    ...toCancel.map(({ id }): (typeof calls)[0] => ['cancel', 'ok', () => ci.runs.cancelAgentRun({ runId: id })]),
    ...toKeep.map(({ id }): (typeof calls)[0] => ['heartbeat', 'ok', () => ci.runs.heartbeatAgentRun({ runId: id })]),
    ...many(15, (n): (typeof calls)[0] => [
      'complete what is not there',
      'NOT_FOUND',
      () => ci.runs.completeAgentRun({ runId: n % 2 ? unknown : foreign.id, severity: 'none', requestId: `none-${n}` }),
    ]),
    ...many(15, (n): (typeof calls)[0] => [
      'complete what another key holds',
      'NOT_HOLDER',
      () => other.runs.completeAgentRun({ runId: toKeep[n]!.id, severity: 'none', requestId: `not-mine-${n}` }),
    ]),
    ...many(15, (n): (typeof calls)[0] => [
      'cancel what has ended',
      'RUN_ALREADY_FINAL',
      () => ci.runs.cancelAgentRun({ runId: final.id, requestId: `too-late-${n}` }),
    ]),
    ...many(15, (n): (typeof calls)[0] => [
      'start what runs',
      'WRONG_STATUS',
      () => ci.runs.startAgentRun({ runId: toKeep[n]!.id, requestId: `again-${n}` }),
    ]),
    ...many(25, (n): (typeof calls)[0] => [
      'get',
      n % 5 ? 'ok' : 'NOT_FOUND',
      async () => {
        const runId = n % 5 ? toKeep[n]!.id : foreign.id;
        expect((await ci.runs.getAgentRun({ runId })).run!.id).toBe(runId);
      },
    ]),
  ];
  expect(calls).toHaveLength(300);
  // The kinds mixed: 7 and 300 have no divisor in common.
  const mixed = many(300, (n) => calls[(n * 7) % 300]!);
  const ends = await Promise.all(
    mixed.map(([, , call]) =>
      call().then(
        () => 'ok',
        (error) => error.reason ?? error,
      ),
    ),
  );
  expect(mixed.map(([kind], n) => [kind, ends[n]])).toEqual(mixed.map(([kind, expected]) => [kind, expected]));

  expect(new Set(made).size).toBe(60);
  expect(await countOf(world, 'agent_runs')).toBe(before + 60);
  const ids = await world.sql<{ id: string }>(
    `select split_part(request_id, '-', 1) || ' ' || count(*) as id from idempotency
     where request_id ~ '^(storm|start|complete|none|not|too|again|used)' group by split_part(request_id, '-', 1) order by 1`,
  );
  expect(ids.map(({ id }) => id)).toEqual(['complete 40', 'start 30', 'storm 60', 'used 1']);
  const actions = async (ids: string[]) => [...new Set((await expectChains(world, ids)).map((some) => some.join(' ')))];
  const idsOf = (runs: { id: string }[]) => runs.map(({ id }) => id);
  expect(await actions(made)).toEqual(['agent_run.create']);
  expect(await actions(idsOf(waiting))).toEqual(['agent_run.create agent_run.start']);
  expect(await actions(idsOf(toComplete))).toEqual(['agent_run.create agent_run.complete']);
  expect(await actions(idsOf(toCancel))).toEqual(['agent_run.create agent_run.cancel']);
  expect(await actions(idsOf(toKeep))).toEqual(['agent_run.create']);
  expect(await actions([foreign.id])).toEqual(['agent_run.create']);
  await expectChains(world, [final.id]);
  expect(
    await countOf(world, 'agent_runs where heartbeats = 1 and id = any($1)', [toKeep.map(({ id }) => uuid(id))]),
  ).toBe(30);
  const findings = completions.reduce((sum, one) => sum + one.findings, 0);
  expect(await countOf(world, 'findings')).toBe(findings);
  for (const { request, verdict } of completions)
    expectVerdict((await ci.runs.getAgentRun({ runId: request.runId })).run as AgentRun, verdict);
});
