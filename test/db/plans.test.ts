import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reap } from '../../src/agent_runs/reaper.ts';
import { clean } from '../../src/server/background.ts';
import { fillLists } from '../support/fill_lists.ts';
import { fillRuns, oddProject, usualProject } from '../support/fill_runs.ts';
import { recorder, type Sent, stepsOf } from '../support/plans.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

// Every list with every filter that the contract has, asked of the server; what it sent to the database is run again here, planned for
// any values and for these.
let world: World;
let client: pg.Client;
let odd: string;
let ticketId: string;
let runId: string;
let memberId: string;
let sentWhile: Awaited<ReturnType<typeof recorder>>;
const large = 100_000;
const small = 20_000;

beforeAll(async () => {
  world = await startWorld();
  const { owner, projectId, database } = world;
  const organizationId = uuid(world.organizationId);
  odd = (await owner.projects.createProject({ name: 'Odd' })).project!.id;
  const { persona } = await owner.personas.createPersona({ project: projectId, name: 'sentinel', role: 'reviewer' });
  runId = (await owner.runs.createAgentRun({ project: projectId, persona: 'sentinel', start: true })).run!.id;
  ticketId = (await owner.tickets.createTicket({ project: projectId, title: 'T', kind: 2 })).ticket!.id;
  memberId = (await owner.keys.whoAmI()).member!.id;
  await fillRuns(database.superuserUrl, organizationId, uuid(projectId), usualProject);
  await fillRuns(database.superuserUrl, organizationId, uuid(odd), oddProject);
  const place = {
    ...{ organizationId, projectId: uuid(projectId), memberId: uuid(memberId), personaId: uuid(persona!.id) },
    ...{ ticketId: uuid(ticketId), runId: uuid(runId) },
  };
  await fillLists(database.superuserUrl, place, large, small);
  await world.sql('vacuum analyze');
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  sentWhile = await recorder(world.server.orm);
}, 90_000);
afterAll(async () => {
  await client?.end();
  await world?.stop();
});

/** Tables in which a sequential scan is slow. */
const big = [
  ...['agent_runs', 'findings', 'tickets', 'ticket_comments', 'ticket_changes', 'personas', 'persona_versions'],
  ...['projects', 'project_remotes', 'members', 'keys', 'key_secrets', 'idempotency', 'audit_leaves', 'audit_events'],
];
/** Rows that a list may look at, and rows that it may sort: a page of each of the statuses that are asked for. */
const most = { looked: 5_100, sorted: 6 * 51 };

/** What is wrong with the plans of the statements; nothing, if all is well. */
async function faults(statements: Sent[], limits = most): Promise<string[]> {
  const found = new Set<string>();
  for (const sent of statements.filter(({ text }) => /^\s*(select|with|\(select|delete)/.test(text))) {
    for (const mode of ['force_generic_plan', 'force_custom_plan'] as const) {
      await client.query('begin');
      const steps = await stepsOf(client, sent, mode);
      await client.query('rollback');
      for (const { type, table, rows } of steps) {
        const where = `${mode}: ${sent.text.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
        if (type === 'Seq Scan' && big.includes(table)) found.add(`reads all of ${table}; ${where}`);
        else if (type.includes('Sort') && rows > limits.sorted) found.add(`sorts ${rows} rows; ${where}`);
        else if (type.includes('Scan') && rows > limits.looked) found.add(`looks at ${rows} of ${table}; ${where}`);
      }
    }
  }
  return [...found];
}

/** The first page and the one behind it. */
async function twoPages(list: (pageToken: string) => Promise<{ nextPageToken: string }>): Promise<Sent[]> {
  const sent = await sentWhile(async () => {
    const { nextPageToken } = await list('');
    if (nextPageToken) await list(nextPageToken);
  });
  expect(sent.length).toBeGreaterThan(0);
  return sent;
}

const hour = 3_600_000;
const runFilters: Record<string, object> = {
  none: {},
  persona: { persona: 'SENTINEL' },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((status) => [`status ${status}`, { statuses: [status] }])),
  'two statuses': { statuses: [4, 5] },
  'statuses with passed': { statuses: [3, 4] },
  ...Object.fromEntries([1, 2, 3, 4, 5].map((severity) => [`severity ${severity}`, { severity }])),
  'policy pass': { policyResult: 1 },
  'policy fail': { policyResult: 2 },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((triggerSource) => [`trigger ${triggerSource}`, { triggerSource }])),
  'usual ref': { triggerRef: 'refs/heads/main' },
  'rare ref': { triggerRef: 'refs/heads/7' },
  'unknown ref': { triggerRef: 'nowhere' },
  'unknown commit': { commit: 'a'.repeat(40) },
  ticket: { ticketId: `tk_${'01930000000070008000000000000015'}` },
  'unknown ticket': { ticketId: `tk_${'0'.repeat(32)}` },
  ...Object.fromEntries([1, 2, 9].map((ciProvider) => [`provider ${ciProvider}`, { ciProvider }])),
  'since an hour': { createdAfter: new Date(Date.now() - hour) },
  'until an hour ago': { createdBefore: new Date(Date.now() - hour) },
  'an hour': { createdAfter: new Date(Date.now() - 2 * hour), createdBefore: new Date(Date.now() - hour) },
  'failed in an hour': { statuses: [4], createdBefore: new Date(Date.now() - hour) },
  'several at once': { triggerSource: 2, statuses: [4, 5], severity: 2 },
};

test.each(['usual', 'odd'])('runs, by any filter, in a project that is %s', async (which) => {
  const project = which === 'odd' ? odd : world.projectId;
  for (const [name, filter] of Object.entries(runFilters)) {
    const sent = await twoPages((pageToken) => world.owner.runs.listAgentRuns({ ...filter, project, pageToken }));
    expect(await faults(sent), name).toEqual([]);
  }
});

test('tickets, by any filter', async () => {
  const filters: Record<string, object> = {
    none: {},
    ...Object.fromEntries([1, 2].map((kind) => [`kind ${kind}`, { kind }])),
    ...Object.fromEntries([1, 2, 3, 4].map((priority) => [`priority ${priority}`, { priority }])),
    ...Object.fromEntries([1, 2, 3].map((source) => [`source ${source}`, { source }])),
    ...Object.fromEntries([1, 2, 6, 7].map((status) => [`status ${status}`, { statuses: [status] }])),
    'two statuses': { statuses: [1, 2] },
    'usual assignee': { assignedTo: 'ANN' },
    'rare assignee': { assignedTo: 'zoe' },
    'no assignee': { assignedTo: 'nobody' },
    parent: { parentTicketId: ticketId },
    'no parent': { parentTicketId: `tk_${'0'.repeat(32)}` },
    several: { kind: 1, priority: 4, source: 2 },
  };
  for (const [name, filter] of Object.entries(filters)) {
    const project = world.projectId;
    const sent = await twoPages((pageToken) => world.owner.tickets.listTickets({ ...filter, project, pageToken }));
    expect(await faults(sent), name).toEqual([]);
  }
});

test('audit events, by any filter', async () => {
  const filters: Record<string, object> = {
    none: {},
    project: { projectId: world.projectId },
    key: { actor: `key_${'0193000000007000900000000000'}0003` },
    member: { actor: memberId },
    system: { actor: 'system' },
    nobody: { actor: `key_${'0'.repeat(32)}` },
    action: { action: 'ticket.create' },
    'usual action': { action: 'agent_run.create' },
    'no action': { action: 'nothing' },
    resource: { resource: `run_${'7'.padStart(32, '0')}` },
    kind: { resource: 'ticket' },
    run: { runId: `run_${'01930000000070009000000000000007'}` },
    ok: { outcome: 1 },
    refused: { outcome: 2 },
    after: { occurredAfter: new Date(Date.now() - hour) },
    before: { occurredBefore: new Date(Date.now() - hour) },
    'long ago': { occurredBefore: new Date(Date.now() - 20 * hour) },
    'an hour': { occurredAfter: new Date(Date.now() - 2 * hour), occurredBefore: new Date(Date.now() - hour) },
    several: { action: 'agent_run.create', actor: 'system', outcome: 2 },
  };
  for (const [name, filter] of Object.entries(filters)) {
    const sent = await twoPages((pageToken) => world.owner.audit.listAuditEvents({ ...filter, pageToken }));
    expect.soft(await faults(sent), name).toEqual([]);
  }
});

test('everything else that is listed', async () => {
  const { owner, projectId: project } = world;
  const lists: Record<string, (page: { pageToken: string }) => Promise<{ nextPageToken: string }>> = {
    findings: (page) => owner.runs.listFindings({ ...page, runId }),
    personas: (page) => owner.personas.listPersonas({ ...page, project }),
    'all personas': (page) => owner.personas.listPersonas({ ...page, project, includeInactive: true }),
    versions: (page) => owner.personas.listPersonaVersions({ ...page, project, name: 'sentinel' }),
    comments: (page) => owner.tickets.listTicketComments({ ...page, ticketId }),
    'newest comments': (page) => owner.tickets.listTicketComments({ ...page, ticketId, newestFirst: true }),
    history: (page) => owner.tickets.listTicketHistory({ ...page, ticketId }),
    projects: (page) => owner.projects.listProjects(page),
    'all projects': (page) => owner.projects.listProjects({ ...page, includeArchived: true }),
    members: (page) => owner.projects.listMembers(page),
    'personal keys': (page) => owner.projects.listPersonalKeys(page),
    'service keys': (page) => owner.keys.listServiceKeys(page),
  };
  for (const [name, list] of Object.entries(lists)) {
    const sent = await twoPages((pageToken) => list({ pageToken }));
    expect.soft(await faults(sent), name).toEqual([]);
  }
});

test('what goes over all tenants: old request ids, and leases that ran out', async () => {
  const { orm } = world.server;
  const reaped = await sentWhile(() => reap(orm.em.fork(), 50));
  expect(await faults(reaped)).toEqual([]);
  const cleaned = await sentWhile(() => clean(orm.em.fork()));
  expect(await faults(cleaned, { looked: 10_000, sorted: 10 })).toEqual([]);
});

test('a plan that reads a whole table, or sorts it, is found out', async () => {
  const all = { text: 'select id from agent_runs where trigger_ref = $1 order by tool limit 5', values: ['x'] };
  expect((await faults([all])).join()).toContain('reads all of agent_runs');
  const sorted = {
    text: 'select id from tickets where organization_id = $1 order by title limit 5',
    values: [uuid(world.organizationId)],
  };
  expect((await faults([sorted])).join()).toMatch(/sorts \d{6}/);
});
