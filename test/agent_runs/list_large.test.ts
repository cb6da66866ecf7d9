import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListAgentRunsRequest } from '../../src/gen/client/sfs/v1/agent_run.ts';
import { machine } from '../cli/machine.ts';
import { fillRuns, usualProject } from '../support/fill_runs.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import { addPersona } from './runs.ts';

// More runs than a page may look at: 6,500, of which each twentieth is another one.
let world: World;
const count = 6_500;
beforeAll(async () => {
  world = await startWorld();
  await addPersona(world);
  const [organizationId, projectId] = [uuid(world.organizationId), uuid(world.projectId)];
  await fillRuns(world.database.superuserUrl, organizationId, projectId, { ...usualProject, runs: count });
  await world.sql('update agent_runs set persona_id = (select id from personas) where right(id::text, 2) = $1', ['03']);
  await world.sql('analyze agent_runs');
});
afterAll(() => world?.stop());

/** The ids of every page, and how many pages were empty. */
async function all(request: Partial<ListAgentRunsRequest>) {
  const ids: string[] = [];
  let empty = 0;
  let pageToken = '';
  do {
    const page = await world.owner.runs.listAgentRuns({ pageSize: 200, ...request, pageToken });
    if (page.runs.length === 0) empty += 1;
    ids.push(...page.runs.map(({ id }) => uuid(id)));
    pageToken = page.nextPageToken;
  } while (pageToken);
  return { ids, empty };
}

const where = async (condition: string) =>
  (
    await world.sql<{ id: string }>(`select id from agent_runs where ${condition} order by created_at desc, id desc`)
  ).map(({ id }) => id);

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
const cases: [string, Partial<ListAgentRunsRequest>, string][] = [
  ['no filter', {}, 'true'],
  ['status passed', { statuses: [3] }, `status = 'passed'`],
  ['status failed', { statuses: [4] }, `status = 'failed'`],
  ['several statuses', { statuses: [2, 4] }, `status in ('running', 'failed')`],
  ['with passed', { statuses: [3, 2] }, `status in ('running', 'passed')`],
  ['severity none', { severity: 1 }, `severity = 'none'`],
  ['severity critical', { severity: 5 }, `severity = 'critical'`],
  ['policy pass', { policyResult: 1 }, `policy_result = 'pass'`],
  ['policy fail', { policyResult: 2 }, `policy_result = 'fail'`],
  ['policy and a status against it', { policyResult: 2, statuses: [3] }, 'false'],
  ['cause', { triggerSource: 3 }, `trigger_source = 'webhook'`],
  ['the usual cause', { triggerSource: 2 }, `trigger_source = 'ci'`],
  ['provider', { ciProvider: 2 }, `ci_provider = 'gitlab'`],
  ['the usual provider', { ciProvider: 1 }, `ci_provider = 'github'`],
  ['the usual ref', { triggerRef: 'refs/heads/main' }, `trigger_ref = 'refs/heads/main'`],
  ['a rare ref', { triggerRef: 'refs/heads/7' }, `trigger_ref = 'refs/heads/7'`],
  ['persona', { persona: 'Sentinel' }, 'persona_id = (select id from personas)'],
  ['two that never meet', { triggerSource: 3, ciProvider: 1 }, 'false'],
  ['usual and never', { triggerSource: 2, severity: 1, statuses: [5, 6] }, 'false'],
  [
    'few of many',
    { triggerRef: 'refs/heads/main', persona: 'sentinel', severity: 1 },
    `trigger_ref = 'refs/heads/main'
    and severity = 'none' and persona_id = (select id from personas)`,
  ],
];

test.each(cases)('%s: every run that fits comes once, the newest first', async (_, request, condition) => {
  expect((await all({ ...request, pageSize: 200 })).ids).toEqual(await where(condition));
});

test('a span of time goes with any index', async () => {
  const [createdAfter, createdBefore] = [ago(6_000), ago(2_000)];
  const span = `created_at >= '${createdAfter.toISOString()}' and created_at < '${createdBefore.toISOString()}'`;
  for (const [more, condition] of [
    [{}, 'true'],
    [{ statuses: [4] }, `status = 'failed'`],
    [{ statuses: [4, 5] }, `status = 'failed'`],
    [{ severity: 1, persona: 'sentinel' }, `severity = 'none' and persona_id = (select id from personas)`],
  ] as [Partial<ListAgentRunsRequest>, string][]) {
    const { ids } = await all({ createdAfter, createdBefore, pageSize: 200, ...more });
    expect(ids).toEqual(await where(`${condition} and ${span}`));
    expect(ids.length).toBeGreaterThan(10);
  }
});

test('a page that found nothing among five thousand is empty and goes on; the command line goes on by itself', async () => {
  await world.sql(`update agent_runs set severity = 'high' where id = (select id from agent_runs where trigger_source = 'ci'
    and status = 'passed' order by id limit 1)`);
  const request: Partial<ListAgentRunsRequest> = { triggerSource: 2, ciProvider: 1, statuses: [3], severity: 4 };
  const { nextPageToken, runs } = await world.owner.runs.listAgentRuns({ ...request, severity: 0, statuses: [5, 6] });
  expect(runs).toEqual([]);
  expect(nextPageToken).not.toBe('');
  const oldest = await where(`severity = 'high'`);
  expect((await all(request)).ids).toEqual(oldest);
  expect((await all({ triggerSource: 2, ciProvider: 1, statuses: [5, 6] })).empty).toBeGreaterThan(1);
  const m = machine(world, world.ownerKey);
  const filters = ['--trigger-source', 'ci', '--ci-provider', 'github', '--status', 'errored', '--status', 'cancelled'];
  expect(JSON.parse((await m.sfs('agent', 'list', ...filters, '--format', 'json')).stdout)).toMatchObject({ runs: [] });
  const found = await m.sfs('agent', 'list', '--severity', 'high', '--trigger-source', 'ci', '--format', 'jsonl');
  expect(found.stdout.trim().split('\n')).toHaveLength(1);
});

test('runs of the same moment come once each, on whatever page they are', async () => {
  await world.sql(`update agent_runs set created_at = '2026-01-01' where trigger_source = 'webhook'`);
  const { ids } = await all({ triggerSource: 3, pageSize: 7 });
  expect(ids).toEqual(await where(`trigger_source = 'webhook'`));
});
