import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type Tenant, type World } from '../support/server.ts';

// A page token says where a list goes on, and nothing else: not which rows there are, and not whose.
let world: World;
let runId: string;
let ticketId: string;
beforeAll(async () => {
  world = await startWorld();
  ({ runId, ticketId } = await fill(world));
});
afterAll(() => world?.stop());

/** Two of everything that is listed. */
async function fill({ owner }: Tenant) {
  const two = [1, 2];
  for (const n of two) await owner.personas.createPersona({ name: `p${n}`, role: 'reviewer' });
  await owner.personas.updatePersona({ name: 'p1', expectedVersion: 1, role: 'x', updateMask: ['role'] });
  const runs = [];
  for (const _ of two) runs.push((await owner.runs.createAgentRun({ persona: 'p1', start: true })).run!);
  const findings = { items: two.map((n) => ({ title: `f${n}` })) as never };
  await owner.runs.completeAgentRun({ runId: runs[0]!.id, findings });
  const tickets = [];
  for (const n of two) tickets.push((await owner.tickets.createTicket({ title: `t${n}` })).ticket!);
  const ticketId = tickets[0]!.id;
  for (const n of two) await owner.tickets.addTicketComment({ ticketId, content: `c${n}` });
  await owner.tickets.updateTicket({ ticketId, title: 'a', description: 'b', updateMask: ['title', 'description'] });
  for (const n of two) await owner.projects.createProject({ name: `more ${n}` });
  await owner.projects.createMember({ name: 'M', email: 'm@example.com', role: 1 });
  for (const n of two) await owner.projects.createPersonalKey({ name: `k${n}` });
  for (const n of two)
    await owner.keys.createServiceKey({ name: `s${n}`, scopes: ['agent_runs:read'], allProjects: true });
  return { runId: runs[0]!.id, ticketId };
}

type Asked = { pageSize: number; pageToken: string };
type List = (page: Asked) => Promise<{ nextPageToken: string }>;
const lists = (): Record<string, List> => {
  const { owner, projectId: project } = world;
  return {
    runs: (page) => owner.runs.listAgentRuns({ ...page, project }),
    findings: (page) => owner.runs.listFindings({ ...page, runId }),
    personas: (page) => owner.personas.listPersonas({ ...page, project }),
    'persona versions': (page) => owner.personas.listPersonaVersions({ ...page, project, name: 'p1' }),
    tickets: (page) => owner.tickets.listTickets({ ...page, project }),
    comments: (page) => owner.tickets.listTicketComments({ ...page, ticketId }),
    'comments, newest first': (page) => owner.tickets.listTicketComments({ ...page, ticketId, newestFirst: true }),
    history: (page) => owner.tickets.listTicketHistory({ ...page, ticketId }),
    projects: (page) => owner.projects.listProjects(page),
    members: (page) => owner.projects.listMembers(page),
    'personal keys': (page) => owner.projects.listPersonalKeys(page),
    'service keys': (page) => owner.keys.listServiceKeys(page),
  };
};

const names = [
  ...['runs', 'findings', 'personas', 'persona versions', 'tickets', 'comments', 'comments, newest first', 'history'],
  ...['projects', 'members', 'personal keys', 'service keys'],
];

test.each(names)(
  '%s: a token with another cursor in it is refused as no token, and never reaches the database',
  async (name) => {
    const list = lists()[name]!;
    const { nextPageToken } = await list({ pageSize: 1, pageToken: '' });
    const [binding] = Buffer.from(nextPageToken, 'base64url').toString().split(':');
    for (const cursor of ['x', '', '\0', "' or true --", 'NaN', '1e9', '00000000-0000-0000-0000-00000000000g']) {
      const pageToken = Buffer.from(`${binding}:${cursor}`).toString('base64url');
      await expect(list({ pageSize: 1, pageToken }), JSON.stringify(cursor)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        violations: [{ field: 'page_token' }],
      });
    }
  },
);

test('a token of another tenant shows nothing of it', async () => {
  const other = await world.tenant();
  await fill(other);
  const theirs = await other.owner.keys.listServiceKeys({ pageSize: 1 });
  const own = await world.owner.keys.listServiceKeys({ pageToken: theirs.nextPageToken });
  expect(own.keys.map(({ name }) => name)).toEqual(['s2', 's1']);
  const project = other.projectId;
  const { nextPageToken } = await other.owner.tickets.listTickets({ project, pageSize: 1 });
  const asked = world.owner.tickets.listTickets({ project: world.projectId, pageToken: nextPageToken });
  await expect(asked).rejects.toMatchObject({ violations: [{ field: 'page_token' }] });
});
