import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskCredentials } from '../../src/audit/mask.ts';
import { leafHash, verifyInclusion } from '../../src/audit/proof/merkle.ts';
import { parseCheckpoint } from '../../src/audit/proof/note.ts';
import { parseTlogProof } from '../../src/audit/proof/tlog_proof.ts';
import {
  type AuditEvent,
  AuditOutcome,
  type ListAuditEventsRequest,
  type LogTile,
} from '../../src/gen/client/sfs/v1/audit.ts';
import type { Clients } from '../support/clients.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';
import { settled } from './ledger.ts';

let world: World;
let runId: string;
let keyId: string;
let second: string;
let machine: Clients;
beforeAll(async () => {
  world = await startWorld();
  const { owner } = world;
  await owner.personas.createPersona({ name: 'sentinel', role: 'reviewer' });
  const { project } = await owner.projects.createProject({ name: 'Second', slug: 'second' });
  second = project!.id;
  machine = world.as(await world.key({ name: 'ci', projects: [world.projectId] }));
  keyId = (await machine.keys.whoAmI()).keyId;
  const { run } = await machine.runs.createAgentRun({ persona: 'sentinel', start: true });
  runId = run!.id;
  await machine.runs.completeAgentRun({ runId, severity: 'none', resultSummary: 'fine' });
  await owner.tickets.createTicket({ project: second, title: 'elsewhere' });
  await settled(world, world);
});
afterAll(() => world?.stop());

const list = async (request: Partial<ListAuditEventsRequest>, clients = world.owner) =>
  (await clients.audit.listAuditEvents(request)).events;
const actions = (events: AuditEvent[]) => events.map(({ action }) => action);

describe('filters', () => {
  test('by key, by member, by the server itself', async () => {
    expect(actions(await list({ actor: keyId }))).toEqual(['agent_run.complete', 'agent_run.create']);
    const { member } = await world.owner.keys.whoAmI();
    expect(actions(await list({ actor: member!.id }))).toContain('persona.create');
    expect(actions(await list({ actor: 'system' }))).toEqual([
      'member.create',
      'project.create',
      'organization.create',
    ]);
  });

  test('by action, resource, kind of resource, run and project', async () => {
    expect(await list({ action: 'persona.create' })).toHaveLength(1);
    expect(actions(await list({ resource: runId }))).toEqual(['agent_run.complete', 'agent_run.create']);
    expect(actions(await list({ resource: 'persona' }))).toEqual(['persona.create']);
    expect(actions(await list({ runId }))).toEqual(['agent_run.complete', 'agent_run.create']);
    expect(actions(await list({ projectId: second }))).toEqual(['ticket.create', 'project.create']);
    expect(await list({ projectId: second, runId })).toEqual([]);
  });

  test('by outcome and time', async () => {
    await expect(machine.tickets.createTicket({ title: '' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect.poll(() => list({ outcome: AuditOutcome.AUDIT_OUTCOME_REFUSED }), { timeout: 5_000 }).toHaveLength(1);
    expect(actions(await list({ outcome: AuditOutcome.AUDIT_OUTCOME_OK }))).not.toContain('call.refused');
    const [newest] = await list({ action: 'agent_run.complete' });
    expect(actions(await list({ occurredAfter: newest!.occurredAt, action: 'agent_run.complete' }))).toHaveLength(1);
    expect(await list({ occurredBefore: newest!.occurredAt, action: 'agent_run.complete' })).toEqual([]);
  });

  test('pages hold every event once, the newest first', async () => {
    const seen: number[] = [];
    let pageToken = '';
    do {
      const page = await world.owner.audit.listAuditEvents({ pageSize: 3, pageToken });
      seen.push(...page.events.map(({ leafIndex }) => leafIndex));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(seen).toEqual(seen.map((_, at) => seen.length - 1 - at));
    await expect(world.owner.audit.listAuditEvents({ pageToken: 'x' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

test('an export holds the bytes that are proved', async () => {
  const records = [];
  for await (const part of world.owner.audit.exportAuditEvents({ runId })) records.push(...part.records);
  expect(records.map(({ event }) => event!.action)).toEqual(['agent_run.create', 'agent_run.complete']);
  for (const { event, body } of records) {
    const { tlogProof, leafIndex } = await world.owner.audit.getInclusionProof({ eventId: event!.id });
    const { index, hashes, checkpoint } = parseTlogProof(tlogProof);
    expect(index).toBe(leafIndex);
    const { size, root } = parseCheckpoint(`${checkpoint.split('\n\n')[0]}\n`);
    expect(verifyInclusion({ leaf: leafHash(body), index, size, proof: hashes, root })).toBe(true);
  }
  const rest = [];
  for await (const part of world.owner.audit.exportAuditEvents({
    runId,
    afterIndex: String(records[0]!.event!.leafIndex),
  }))
    rest.push(...part.records);
  expect(rest.map(({ event }) => event!.action)).toEqual(['agent_run.complete']);
});

describe('reach', () => {
  test('a key with one project sees the events of that project, and no bytes of the whole log', async () => {
    const key = world.as(await world.key({ scopes: ['audit:read'], projects: [second] }));
    expect(actions(await list({}, key))).toEqual(['ticket.create', 'project.create']);
    await expect(list({ projectId: world.projectId }, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [event] = await list({ action: 'ticket.create' }, key);
    expect((await key.audit.getInclusionProof({ eventId: event!.id })).leafIndex).toBe(event!.leafIndex);
    const [foreign] = await list({ action: 'agent_run.create' });
    await expect(key.audit.getInclusionProof({ eventId: foreign!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const read = async () => {
      for await (const _ of key.audit.readLog({}));
    };
    await expect(read()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(key.audit.getAuditReport({ since: new Date(0) })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  test("another organization's key sees nothing of this log: events, tiles, proofs, receipts", async () => {
    const other = await world.tenant();
    await other.owner.tickets.createTicket({ title: 'theirs' });
    await settled(world, other);
    const [mine] = await list({ action: 'agent_run.create' });
    const { owner } = other;
    const own = await list({}, owner);
    expect(actions(own)).toEqual(['ticket.create', 'member.create', 'project.create', 'organization.create']);
    await expect(owner.audit.getInclusionProof({ eventId: mine!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const request of [{ runId }, { actor: keyId }, { resource: runId }])
      expect(await list(request, owner)).toEqual([]);
    await expect(
      list({ projectId: second }, world.as(await other.key({ scopes: ['audit:read'], projects: [other.projectId] }))),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const receipt = async () => {
      for await (const _ of owner.audit.getAgentRunReceipt({ runId }));
    };
    await expect(receipt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ours = await bytesOfLog(world, world);
    const theirs = JSON.stringify(await readAll(owner));
    for (const text of ours) expect(theirs).not.toContain(text);
    const { origin } = await owner.audit.listLogKeys();
    expect(origin).toContain(other.organizationId);
    expect((await owner.audit.getCheckpoint()).checkpoint).not.toContain(world.organizationId);
  });

  test('without a log yet: a proof is UNAVAILABLE for now, and sizes beyond it are told', async () => {
    await expect(world.owner.audit.getConsistencyProof({ oldSize: '999999' })).rejects.toMatchObject({
      violations: [{ field: 'old_size' }],
    });
    await expect(world.owner.audit.getConsistencyProof({ oldSize: '0', newSize: '999999' })).rejects.toMatchObject({
      violations: [{ field: 'new_size' }],
    });
  });
});

/** Everything of a log that would give it away, in the spellings that answers have. */
async function bytesOfLog(on: World, tenant: Tenant): Promise<string[]> {
  const rows = await on.sql<{ leaf_hash: Buffer }>('select leaf_hash from audit_leaves where organization_id = $1', [
    uuid(tenant.organizationId),
  ]);
  const texts = rows.map((row) => row.leaf_hash.toString('hex'));
  return [...texts, runId, keyId, second];
}

async function readAll(owner: Clients) {
  const parts = [];
  for await (const part of owner.audit.readLog({}))
    parts.push({
      ...part,
      ...{
        entries: hex(part.entries),
        leafHashes: hex(part.leafHashes),
        tiles: part.tiles.map((tile: LogTile) => hex(tile.hashes)),
      },
    });
  return parts;
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('planted credentials are in no body, payload, export or log', async () => {
  const random = (length: number) => Array.from({ length }, (_, at) => 'aB3xY7qZ'[(at * 7 + length) % 8]).join('');
  const planted = [
    ['ghp', '_', random(36)].join(''),
    ['AKIA', random(16).toUpperCase()].join(''),
    ['eyJhbGciOiJIUzI1NiJ9', `eyJzdWIi${random(20)}`, random(43)].join('.'),
    ['-----BEGIN ', 'PRIVATE KEY-----\n', random(64), '\n-----END ', 'PRIVATE KEY-----'].join(''),
    world.ownerKey,
  ];
  for (const secret of planted) expect(maskCredentials(secret).count, secret.slice(0, 8)).toBeGreaterThan(0);
  const text = `see ${planted.join(' and ')}`;
  const { owner } = world;
  const { run } = await owner.runs.createAgentRun({
    project: world.projectId,
    persona: 'sentinel',
    start: true,
    triggerRef: text.slice(0, 490),
    sessionId: planted[0],
    requestId: planted[1],
  });
  const item = { severity: 'low', title: planted[0], message: text } as never;
  await owner.runs.completeAgentRun({ runId: run!.id, status: 1, findings: { items: [item] }, resultSummary: text });
  await owner.tickets.createTicket({ project: world.projectId, title: text.slice(0, 400), description: text });
  await owner.projects.updateOrganization({ name: `Acme ${planted[0]}` });
  await owner.personas.createPersona({ project: world.projectId, name: 'leaky', role: planted[1]!, content: text });
  await owner.tickets.listTickets({ project: text.slice(0, 490) }).catch(() => {});
  await owner.audit.setLegalHold({ on: false, reason: text.slice(0, 490) });
  await expect
    .poll(() => list({ resource: 'project', outcome: AuditOutcome.AUDIT_OUTCOME_REFUSED }), { timeout: 5_000 })
    .toHaveLength(1);
  await settled(world, world);
  const tables = await world.sql<{ body: Buffer; payload: Buffer }>(
    'select e.body, p.payload from audit_events e join audit_payloads p on p.event_id = e.id',
  );
  const exported = [];
  for await (const part of owner.audit.exportAuditEvents({})) exported.push(JSON.stringify(part.records));
  const places = {
    tables: tables.map(({ body, payload }) => `${body}${payload}`).join('\n'),
    exported: exported.join('\n'),
    log: world.logs.join('\n'),
  };
  expect(places.tables.length).toBeGreaterThan(10_000);
  for (const [place, content] of Object.entries(places))
    for (const secret of planted) {
      const core = secret.startsWith('-----')
        ? random(64)
        : secret.startsWith('sfsp_')
          ? secret.split('_')[2]!
          : secret;
      expect(content.includes(core), `${secret.slice(0, 8)}… in ${place}`).toBe(false);
    }
  expect((await list({ action: 'agent_run.create' }))[0]!.masked).toBeGreaterThan(2);
});
