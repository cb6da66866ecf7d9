import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentRun, ListAgentRunsRequest } from '../../src/gen/client/sfs/v1/agent_run.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';
import { addBatches, addPersona, finding, findings, queued, refusal, started } from './runs.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function fresh(): Promise<Tenant> {
  const tenant = await world.tenant();
  await addPersona(world, tenant);
  return tenant;
}

/** Every page, from the first to the last. */
async function all(clients: Clients, request: Partial<ListAgentRunsRequest> = {}, between = async () => {}) {
  const runs: AgentRun[] = [];
  let pageToken = '';
  do {
    const page = await clients.runs.listAgentRuns({ ...request, pageToken });
    runs.push(...page.runs);
    pageToken = page.nextPageToken;
    await between();
  } while (pageToken);
  return runs;
}
const ids = (runs: AgentRun[]) => runs.map(({ id }) => id);

test('pages hold every run once, newest first, also while others are made', async () => {
  const { owner } = await fresh();
  const made: string[] = [];
  for (let n = 0; n < 23; n += 1) made.unshift((await queued(owner)).id);
  for (const pageSize of [1, 4, 23, 200]) {
    const seen = ids(await all(owner, { pageSize }, async () => void (await queued(owner))));
    expect(seen.slice(-23)).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
    made.splice(0, made.length, ...made.slice(-23));
  }
});

test('every filter finds its runs, alone and all at once', async () => {
  const tenant = await fresh();
  await addPersona(world, tenant, 'Other');
  const { owner } = tenant;
  const { ticket } = await owner.tickets.createTicket({ kind: 1, title: 'T' });
  const commit = 'ab'.repeat(20);
  const plain = await queued(owner);
  const special = await started(owner, {
    ...{ persona: 'OTHER', triggerSource: 4, triggerRef: 'main', commit, ticketId: ticket!.id, ciProvider: 2 },
  });
  await owner.runs.completeAgentRun({ runId: special.id, severity: 'high', status: 2 });
  const filters: Partial<ListAgentRunsRequest> = {
    persona: 'oTHER',
    statuses: [4, 5],
    severity: 4,
    policyResult: 2,
    triggerSource: 4,
    triggerRef: 'main',
    commit: commit.toUpperCase(),
    ticketId: ticket!.id,
    ciProvider: 2,
  };
  for (const [name, value] of Object.entries(filters))
    expect(ids(await all(owner, { [name]: value })), name).toEqual([special.id]);
  expect(ids(await all(owner, filters))).toEqual([special.id]);
  expect(ids(await all(owner, { ...filters, statuses: [3] }))).toEqual([]);
  expect(ids(await all(owner, { statuses: [1] }))).toEqual([plain.id]);
  expect(ids(await all(owner, { statuses: [1, 4] }))).toEqual([special.id, plain.id]);
  expect(ids(await all(owner, { persona: 'nobody' }))).toEqual([]);
  expect(ids(await all(owner, { ticketId: `tk_${'0'.repeat(32)}` }))).toEqual([]);
});

test('created_after takes its own instant in, created_before leaves it out', async () => {
  const { owner } = await fresh();
  const days = [1, 2, 3].map((day) => new Date(`2026-01-0${day}T00:00:00Z`));
  const made: string[] = [];
  for (const day of days) {
    const { id } = await queued(owner);
    await world.sql('update agent_runs set created_at = $2 where id = $1', [uuid(id), day]);
    made.push(id);
  }
  const [first, second, third] = made as [string, string, string];
  expect(ids(await all(owner, { createdAfter: days[1] }))).toEqual([third, second]);
  expect(ids(await all(owner, { createdBefore: days[1] }))).toEqual([first]);
  expect(ids(await all(owner, { createdAfter: days[1], createdBefore: days[2] }))).toEqual([second]);
});

test('a page token belongs to its filters', async () => {
  const { owner } = await fresh();
  for (let n = 0; n < 3; n += 1) await queued(owner);
  const { nextPageToken: pageToken } = await owner.runs.listAgentRuns({ pageSize: 1, statuses: [1, 2] });
  expect((await owner.runs.listAgentRuns({ pageSize: 2, statuses: [2, 1], pageToken })).runs).toHaveLength(2);
  for (const request of [{ pageToken }, { pageToken, statuses: [1 as const] }, { pageToken: 'bm9uc2Vuc2U' }]) {
    const refused = await refusal(owner.runs.listAgentRuns(request));
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'page_token' }] });
  }
});

test('a list of runs with long summaries is cut into pages that fit, and misses none', async () => {
  const { owner } = await fresh();
  const made: string[] = [];
  for (let n = 0; n < 70; n += 1) {
    const run = await started(owner);
    await owner.runs.completeAgentRun({ runId: run.id, severity: 'none', resultSummary: 'x'.repeat(65_536) });
    made.unshift(run.id);
  }
  const first = await owner.runs.listAgentRuns({ pageSize: 200 });
  expect(first.runs.length).toBeLessThan(40);
  expect(ids(await all(owner, { pageSize: 200 }))).toEqual(made);
});

test('findings come worst first, in pages without gaps, and pages of large ones end early', async () => {
  const { owner } = await fresh();
  const run = await started(owner);
  const labels = ['low', 'critical', 'none', 'high', 'medium'];
  const mixed = Array.from({ length: 60 }, (_, n) => finding({ severity: labels[n % 5]!, title: `${n}` }));
  await addBatches(owner, run.id, [mixed]);
  await addBatches(
    owner,
    run.id,
    Array.from({ length: 8 }, () => findings(15, { severity: 'info', extraJson: 'x'.repeat(65_000) })),
  );
  for (const pageSize of [7, 200]) {
    const seen: { effectiveSeverity: number; number: number }[] = [];
    const sizes: number[] = [];
    let pageToken = '';
    do {
      const page = await owner.runs.listFindings({ runId: run.id, pageSize, pageToken });
      seen.push(...page.findings);
      sizes.push(page.findings.length);
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(seen).toHaveLength(180);
    const sorted = seen.toSorted((a, b) => b.effectiveSeverity - a.effectiveSeverity || a.number - b.number);
    expect(seen).toEqual(sorted);
    if (pageSize === 200) expect(sizes.length).toBeGreaterThan(3);
  }
});

test('a page token of findings belongs to its run', async () => {
  const { owner } = await fresh();
  const runs = [await started(owner), await started(owner)];
  for (const { id } of runs) await addBatches(owner, id, [findings(3)]);
  const { nextPageToken } = await owner.runs.listFindings({ runId: runs[0]!.id, pageSize: 1 });
  const refused = await refusal(owner.runs.listFindings({ runId: runs[1]!.id, pageToken: nextPageToken }));
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'page_token' }] });
});
