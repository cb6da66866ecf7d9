import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Persona } from '../../src/gen/client/sfs/v1/persona.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, uuid, type World } from '../support/server.ts';

let world: World;
let owner: Clients;
beforeAll(async () => {
  world = await startWorld();
  owner = world.owner;
});
afterAll(() => world.stop());

async function create(name: string, fields: object = {}): Promise<Persona> {
  const { persona } = await owner.personas.createPersona({ name, role: 'reviewer', ...fields });
  return persona!;
}

const update = (name: string, expectedVersion: number, fields: Record<string, unknown>) =>
  owner.personas.updatePersona({
    ...{ name, expectedVersion, ...fields },
    updateMask: Object.keys(fields),
  });

const everything = {
  role: 'sécurité – 安全 🔐',
  content: 'Suche nach Geheimnissen.\r\n\u0001 \\ " \' ?? $1 `x`',
  specializations: ['a,b', '{x}', ' spaced ', 'null', '"q"', '\n', '弱点'],
  pins: {
    ...{ modelId: 'model-1', promptVersion: 'v2', temperature: 0.25 },
    tools: [{ name: 'grep', version: '3.11' }],
  },
};

describe('a new persona', () => {
  test('keeps everything that it was given, as version 1', async () => {
    const persona = await create('Sentinel', everything);
    expect(persona).toMatchObject({
      name: 'Sentinel',
      active: true,
      version: 1,
      projectId: world.projectId,
      ...everything,
    });
    expect((await owner.personas.getPersona({ name: 'sENTINEL' })).persona).toEqual(persona);
  });

  test('has a digest that anyone can compute from what is shown', async () => {
    const { content, role, specializations, digest } = await create('Digest', everything);
    const canonical =
      `{"content":${JSON.stringify(content)},"pins":{"model_id":"model-1","prompt_version":"v2",` +
      `"temperature":0.25,"tools":[{"name":"grep","version":"3.11"}]},` +
      `"role":${JSON.stringify(role)},"specializations":${JSON.stringify(specializations)}}`;
    expect(digest).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  test('with a name that is taken in any case is refused, also when that persona is not active', async () => {
    await create('Taken');
    const refused = { code: 'ALREADY_EXISTS', metadata: { field: 'name' } };
    await expect(create('TAKEN')).rejects.toMatchObject(refused);
    await owner.personas.deactivatePersona({ name: 'taken' });
    await expect(create('taken')).rejects.toThrow(/not active/);
  });

  test('of 16 with the same name at once is one', async () => {
    const calls = Array.from({ length: 16 }, (_, i) => create(i % 2 ? 'Racer' : 'RACER'));
    const results = await Promise.allSettled(calls);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'ALREADY_EXISTS' });
  });

  test.each(['', ' ', 'a b', 'a/b', 'a.b', 'x'.repeat(51), 'Émile', '安全', 'a\u200bb', '🔐'])(
    'is not named %j',
    async (name) => {
      await expect(create(name)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'name' }] });
    },
  );
});

describe('an update', () => {
  test('makes a version of what the mask names; the one before stays as it was', async () => {
    const first = await create('Editor', everything);
    const { persona } = await update('EDITOR', 1, { content: 'New text.', specializations: [] });
    expect(persona).toMatchObject({ version: 2, content: 'New text.', specializations: [], role: everything.role });
    expect(persona?.digest).not.toBe(first.digest);
    expect((await owner.personas.getPersona({ name: 'editor', version: 1 })).persona).toEqual(first);
    expect((await owner.personas.getPersona({ name: 'editor' })).persona).toEqual(persona);
    await update('Editor', 2, { pins: undefined });
    const { persona: third } = await owner.personas.getPersona({ name: 'editor' });
    expect([third?.version, third?.pins]).toEqual([3, undefined]);
    await expect(owner.personas.getPersona({ name: 'editor', version: 4 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      metadata: { field: 'version' },
    });
  });

  test('of a version that is old by now is refused with the newest, and of 16 at once one counts', async () => {
    await create('Busy');
    const calls = Array.from({ length: 16 }, (_, i) => update('busy', 1, { content: `Text ${i}` }));
    const results = await Promise.allSettled(calls);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'ABORTED', reason: 'VERSION_CHANGED', metadata: { version: '2' } });
  });

  test('that changes nothing makes no version and no event', async () => {
    const first = await create('Still', everything);
    const { persona } = await update('still', 1, everything);
    expect(persona).toEqual(first);
    const events = await world.sql(
      `select 1 from audit_events where convert_from(body, 'UTF8')::jsonb #>> '{resource,id}' = $1
       and convert_from(body, 'UTF8')::jsonb ->> 'action' <> 'call.refused'`,
      [first.id],
    );
    expect(events).toHaveLength(1);
  });

  test('that names nothing, empties the role or deactivates is refused', async () => {
    await create('Strict');
    await expect(update('strict', 1, {})).rejects.toMatchObject({ violations: [{ field: 'update_mask' }] });
    await expect(update('strict', 1, { role: '' })).rejects.toMatchObject({ violations: [{ field: 'role' }] });
    await expect(update('strict', 1, { active: false })).rejects.toMatchObject({ violations: [{ field: 'active' }] });
  });
});

describe('a deactivation', () => {
  test('is undone by an update with active, without a new version', async () => {
    await create('Phoenix');
    const { persona } = await owner.personas.deactivatePersona({ name: 'phoenix' });
    expect(persona).toMatchObject({ active: false, version: 1 });
    expect((await owner.personas.getPersona({ name: 'Phoenix' })).persona?.active).toBe(false);
    const again = await update('Phoenix', 1, { active: true });
    expect(again.persona).toMatchObject({ active: true, version: 1 });
  });

  test('is refused while open tickets or runs use it, with counts, unless forced', async () => {
    const { id } = await create('Wanted');
    const tickets = [];
    for (const assignedTo of ['wanted', 'WANTED', 'wanted too']) {
      const { ticket } = await owner.tickets.createTicket({ title: 'x', assignedTo });
      tickets.push(ticket!.id);
    }
    // Where the ticket came before the persona, its case is not the persona's.
    await world.sql(`update tickets set assigned_to = 'wAnTeD' where id = $1`, [uuid(tickets[0]!)]);
    await insertRun(id, 'running');
    await insertRun(id, 'queued');
    await expect(owner.personas.deactivatePersona({ name: 'wanted' })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'IN_USE',
      metadata: { tickets: '2', runs: '2' },
    });
    for (const ticketId of tickets) await owner.tickets.cancelTicket({ ticketId });
    await expect(owner.personas.deactivatePersona({ name: 'wanted' })).rejects.toMatchObject({
      metadata: { tickets: '0', runs: '2' },
    });
    const { persona } = await owner.personas.deactivatePersona({ name: 'wanted', force: true });
    expect(persona?.active).toBe(false);
  });

  const insertRun = (personaId: string, status: string) =>
    world.sql(
      `insert into agent_runs (organization_id, id, project_id, persona_id, persona_name, persona_version, persona_digest,
         tool, trigger_source, status, created_by, lease_seconds)
       select organization_id, gen_random_uuid(), project_id, id, name, 1, '', 'generic', 'ci', $2, '{}', 60
       from personas where id = $1`,
      [uuid(personaId), status],
    );
});

test('lists are newest first, in pages, without content, and without inactive ones unless asked', async () => {
  const { project } = await owner.projects.createProject({ name: 'Lists', slug: 'lists' });
  const place = { project: project!.id };
  for (const name of ['a', 'b', 'c']) await create(name, { ...place, content: 'secret sauce' });
  await owner.personas.updatePersona({ ...place, name: 'a', expectedVersion: 1, role: 'two', updateMask: ['role'] });
  await owner.personas.deactivatePersona({ ...place, name: 'b' });
  const { personas } = await owner.personas.listPersonas(place);
  expect(personas.map(({ name, role, version, content }) => [name, role, version, content])).toEqual([
    ['c', 'reviewer', 1, ''],
    ['a', 'two', 2, ''],
  ]);
  const names: string[] = [];
  let pageToken = '';
  do {
    const page = await owner.personas.listPersonas({ ...place, includeInactive: true, pageSize: 2, pageToken });
    names.push(...page.personas.map((one) => one.name));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(names).toEqual(['c', 'b', 'a']);
  const first = await owner.personas.listPersonaVersions({ ...place, name: 'A', pageSize: 1 });
  expect(first.versions.map(({ version, role, content }) => [version, role, content])).toEqual([[2, 'two', '']]);
  const rest = await owner.personas.listPersonaVersions({ ...place, name: 'A', pageToken: first.nextPageToken });
  expect(rest.versions.map(({ version, role }) => [version, role])).toEqual([[1, 'reviewer']]);
  await owner.projects.createProject({ name: 'Empty', slug: 'empty' });
  expect((await owner.personas.listPersonas({ project: 'empty' })).personas).toEqual([]);
});

test('a persona of another organization or project is not found, and its name is free', async () => {
  const project = world.projectId;
  await create('Private', { project });
  const foreign = (await world.tenant()).owner;
  const unknown = { code: 'NOT_FOUND', metadata: { field: 'name' } };
  await expect(foreign.personas.getPersona({ name: 'private' })).rejects.toMatchObject(unknown);
  await expect(foreign.personas.deactivatePersona({ name: 'private' })).rejects.toMatchObject(unknown);
  await expect(foreign.personas.getPersona({ project, name: 'private' })).rejects.toMatchObject({
    metadata: { field: 'project' },
  });
  expect((await foreign.personas.createPersona({ name: 'Private', role: 'x' })).persona?.version).toBe(1);
});

test('a request sent again takes effect once and answers the persona as it is now', async () => {
  const project = world.projectId;
  const make = () => owner.personas.createPersona({ project, name: 'Again', role: 'x', requestId: 'p1' });
  const made = await make();
  expect(await make()).toEqual(made);
  const edit = () =>
    owner.personas.updatePersona({
      ...{ project, name: 'again', expectedVersion: 1, role: 'y', updateMask: ['role'], requestId: 'p2' },
    });
  const edited = await edit();
  expect(edited.persona?.version).toBe(2);
  expect(await Promise.all([edit(), edit()])).toEqual([edited, edited]);
  expect((await make()).persona?.version).toBe(2);
  const stop = () => owner.personas.deactivatePersona({ project, name: 'again', requestId: 'p3' });
  const stopped = await stop();
  expect(await stop()).toEqual(stopped);
  await expect(owner.personas.deactivatePersona({ project, name: 'phoenix', requestId: 'p3' })).rejects.toMatchObject({
    reason: 'REQUEST_ID_REUSED',
  });
});

test('a version cannot be made to differ from its digest by way of the API', async () => {
  const project = world.projectId;
  await create('Pinned', { project, content: 'v1' });
  const before = await world.sql('select * from persona_versions where content = $1', ['v1']);
  await owner.personas.updatePersona({
    project,
    name: 'pinned',
    expectedVersion: 1,
    content: 'v2',
    updateMask: ['content'],
  });
  expect(await world.sql('select * from persona_versions where content = $1', ['v1'])).toEqual(before);
});
