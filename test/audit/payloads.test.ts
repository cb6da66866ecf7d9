import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copying } from '../../src/audit/read_log/copy.ts';
import { readEntries } from '../../src/audit/read_log/entries.ts';
import { listsOf } from '../../src/audit/read_log/lists.ts';
import { retainPayloads } from '../../src/audit/retention.ts';
import { withClient } from '../../src/db/embedded/roles.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';
import { eventually, expectSound, logOf, settled } from './ledger.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const payloadsOf = async ({ organizationId }: Tenant) =>
  Number(
    (
      await world.sql<{ n: string }>('select count(*) as n from audit_payloads where organization_id = $1', [
        uuid(organizationId),
      ])
    )[0]!.n,
  );

/** The names of the files of payloads that hold a text, once everything is written out. */
async function filesWith(text: string): Promise<string[]> {
  await world.sql('checkpoint');
  const [row] = await world.sql<{ folder: string }>(`select current_setting('data_directory') as folder`);
  const files = await world.sql<{ path: string }>(
    `select pg_relation_filepath(r.oid) as path from pg_class r
     where r.relfilenode <> 0 and (r.relname like 'audit_payloads%' or r.oid in (
       select reltoastrelid from pg_class where relname like 'audit_payloads%'))`,
  );
  const found = files.map(({ path }) => join(row!.folder, path)).filter((path) => existsSync(path));
  expect(found.length).toBeGreaterThan(3);
  return found.filter((path) => readFileSync(path).includes(text));
}

async function runOf({ owner, projectId }: Tenant, ref: string): Promise<string> {
  const name = `p${Math.random().toString(36).slice(2, 8)}`;
  await owner.personas.createPersona({ project: projectId, name, role: 'reviewer' });
  const { run } = await owner.runs.createAgentRun({ project: projectId, persona: name, start: true, triggerRef: ref });
  await owner.runs.completeAgentRun({ runId: run!.id, severity: 'none', resultSummary: 'fine' });
  return run!.id;
}

describe('purge', () => {
  test('the bytes are in no file of the table, every proof stays valid, and the purge is an event', async () => {
    const tenant = await world.tenant();
    const [text, kept] = [`refs/heads/purged-${Math.random()}`, `refs/heads/kept-${Math.random()}`];
    const [runId] = [await runOf(tenant, text), await runOf(tenant, kept)];
    await settled(world, tenant);
    const before = (await logOf(world, tenant)).map(({ hash }) => hash.toString('hex'));
    expect(await filesWith(text)).not.toEqual([]);
    await world.sql('analyze audit_payloads');
    expect(await tenant.owner.audit.purgePayloads({ runId, reason: 'asked for by its author' })).toEqual({ purged: 2 });
    expect(await filesWith(text)).toEqual([]);
    await world.sql('analyze audit_payloads');
    // Neither do the planner's statistics keep samples, of what is there or was.
    expect(
      await world.sql(
        `select attname from pg_stats where tablename like 'audit_payloads%' and attname in ('payload', 'salt')`,
      ),
    ).toEqual([]);
    expect(await filesWith(kept)).not.toEqual([]);
    const log = await logOf(world, tenant);
    expect(log.slice(0, before.length).map(({ hash }) => hash.toString('hex'))).toEqual(before);
    expect(log.at(-1)!.body).toMatchObject({ action: 'payload.purge', outputs: { payloads: 2, run_id: runId } });
    await expectSound(world, tenant);
    const { events } = await tenant.owner.audit.listAuditEvents({ runId });
    expect(events.map(({ action, payloadJson }) => [action, payloadJson !== undefined])).toEqual([
      ['payload.purge', true],
      ['agent_run.complete', false],
      ['agent_run.create', false],
    ]);
    expect(events[1]!.actor).toMatchObject({ memberId: expect.stringMatching(/^mem_/), memberName: undefined });
    const proof = await tenant.owner.audit.getInclusionProof({ eventId: events[0]!.id });
    expect(proof.leafIndex).toBe(events[0]!.leafIndex);
  });

  test('by actor, by events, and never of another organization', async () => {
    const [tenant, other] = [await world.tenant(), await world.tenant()];
    const key = await tenant.key({ name: 'left' });
    const { keyId } = await world.as(key).keys.whoAmI();
    await world.as(key).tickets.createTicket({ title: 'one' });
    const { ticket } = await other.owner.tickets.createTicket({ title: 'theirs' });
    await Promise.all([settled(world, tenant), settled(world, other)]);
    const [theirs] = (await other.owner.audit.listAuditEvents({ resource: ticket!.id })).events;
    const purge = (request: object) => tenant.owner.audit.purgePayloads({ reason: 'test', ...request });
    expect(await purge({ actor: keyId })).toEqual({ purged: 1 });
    expect(await purge({ actor: keyId })).toEqual({ purged: 0 });
    expect(await purge({ eventIds: [theirs!.id] })).toEqual({ purged: 0 });
    expect((await other.owner.audit.listAuditEvents({ resource: ticket!.id })).events[0]!.payloadJson).toContain(
      'theirs',
    );
    await expect(purge({})).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', violations: [{ field: 'run_id' }] });
    const admin = world.as(await tenant.key({ scopes: ['audit:write'] }));
    await expect(admin.audit.purgePayloads({ actor: keyId, reason: 'x' })).rejects.toMatchObject({
      reason: 'HUMAN_REQUIRED',
    });
  });

  test('the same request twice purges once', async () => {
    const tenant = await world.tenant();
    const runId = await runOf(tenant, 'x');
    await settled(world, tenant);
    const request = { runId, reason: 'test', requestId: 'once' };
    expect(await tenant.owner.audit.purgePayloads(request)).toEqual({ purged: 2 });
    expect(await tenant.owner.audit.purgePayloads(request)).toEqual({ purged: 2 });
    expect((await logOf(world, tenant)).filter(({ body }) => body.action === 'payload.purge')).toHaveLength(1);
  });
});

test('a legal hold: nothing is purged, redacted or dropped until it ends', async () => {
  const tenant = await world.tenant();
  const runId = await runOf(tenant, 'x');
  await settled(world, tenant);
  const { legalHold } = await tenant.owner.audit.setLegalHold({ on: true, reason: 'case 7' });
  expect(legalHold).toMatchObject({
    on: true,
    reason: 'case 7',
    setBy: { memberName: expect.stringMatching(/^Olga/) },
  });
  for (const erase of [
    () => tenant.owner.audit.purgePayloads({ runId, reason: 'test' }),
    () => tenant.owner.audit.redactAgentRun({ runId, reason: 'test' }),
  ])
    await expect(erase()).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'LEGAL_HOLD' });
  const asApp = (sql: string) => withClient(world.database.url, (client) => client.query(sql));
  await expect(asApp(`select audit_purge_payloads('${uuid(tenant.organizationId)}', '{}')`)).rejects.toThrow(
    /legal hold/,
  );
  expect((await tenant.owner.audit.setLegalHold({ on: false, reason: 'closed' })).legalHold).toMatchObject({
    on: false,
    reason: '',
  });
  // The calls that were refused are events about the run as well, once they are written.
  const { purged } = await tenant.owner.audit.purgePayloads({ runId, reason: 'test' });
  expect(purged).toBeGreaterThanOrEqual(2);
});

/** Resolves once something waits for a lock of this kind. */
const waitsFor = (type: 'advisory' | 'relation') =>
  eventually(`something waits for a lock (${type})`, async () =>
    (await world.sql('select 1 from pg_locks where locktype = $1 and not granted', [type])).length > 0
      ? true
      : undefined,
  );

test('a hold that is set while an erasure waits for its turn stops it, and none is set while one goes on', async () => {
  const tenant = await world.tenant();
  const runId = await runOf(tenant, 'x');
  await settled(world, tenant);
  const hold = `insert into audit_holds (organization_id, reason, set_by) values ('${uuid(tenant.organizationId)}', 'case', '{}')`;
  for (const erase of [
    () => tenant.owner.audit.purgePayloads({ runId, reason: 'test' }),
    () => tenant.owner.audit.redactAgentRun({ runId, reason: 'test' }),
  ]) {
    await withClient(world.database.superuserUrl, async (client) => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(7350006)');
      const erasing = erase().catch((error: unknown) => error);
      await waitsFor('advisory');
      await client.query(hold);
      await client.query('commit');
      expect(await erasing).toMatchObject({ reason: 'LEGAL_HOLD' });
    });
    await tenant.owner.audit.setLegalHold({ on: false, reason: 'closed' });
  }
  await withClient(world.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7350006)');
    const setting = tenant.owner.audit.setLegalHold({ on: true, reason: 'case' });
    await waitsFor('advisory');
    expect(await Promise.race([setting, sleep(100, 'waits')])).toBe('waits');
    await client.query('commit');
    expect((await setting).legalHold).toMatchObject({ on: true });
  });
});

test('who reads the log while a partition is written anew misses nothing', async () => {
  const tenant = await world.tenant();
  await settled(world, tenant);
  const range = { organizationId: uuid(tenant.organizationId), first: 0, count: 1 };
  const read = async () =>
    listsOf(await copying(world.server.orm.em.fork(), (copy) => readEntries(copy, range))).payloads.length;
  const whole = await read();
  expect(whole).toBeGreaterThan(4);
  const [{ name }] = (await world.sql(
    'select tableoid::regclass::text as name from audit_payloads where organization_id = $1',
    [uuid(tenant.organizationId)],
  )) as [{ name: string }];
  await withClient(world.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query(`lock table ${name} in access exclusive mode`);
    const reading = read();
    await waitsFor('relation');
    await client.query(`create temp table kept on commit drop as select * from ${name}`);
    await client.query(`truncate ${name}`);
    await client.query(`insert into ${name} select * from kept`);
    await client.query('commit');
    expect(await reading).toBe(whole);
  });
});

test('redaction: the texts are gone, verdict and digests stay, and the receipt still says what the log says', async () => {
  const tenant = await world.tenant();
  const { owner, projectId } = tenant;
  await owner.personas.createPersona({ project: projectId, name: 'sentinel', role: 'r', content: 'Look.' });
  const { run } = await owner.runs.createAgentRun({ project: projectId, persona: 'sentinel', start: true, failOn: 4 });
  await expect(owner.audit.redactAgentRun({ runId: run!.id, reason: 'x' })).rejects.toMatchObject({
    reason: 'WRONG_STATUS',
  });
  const item = { severity: 'high', title: 'secret title', message: 'secret message', path: 'secret.ts' } as never;
  await owner.runs.completeAgentRun({
    runId: run!.id,
    status: 1,
    findings: { items: [item] },
    resultSummary: 'secret summary',
  });
  const receipt = async () => {
    for await (const part of owner.audit.getAgentRunReceipt({ runId: run!.id })) return part;
    throw new Error('no receipt');
  };
  await settled(world, tenant);
  const before = await receipt();
  const own = async () => {
    const { events } = await owner.audit.listAuditEvents({ runId: run!.id });
    return events.filter(({ action }) => ['agent_run.create', 'agent_run.complete'].includes(action));
  };
  expect((await own()).some(({ payloadJson }) => payloadJson?.includes('reasons'))).toBe(true);
  const answer = await owner.audit.redactAgentRun({ runId: run!.id, reason: 'personal data' });
  expect(answer).toEqual({ redactedAt: expect.any(Date), findings: 1 });
  expect(await owner.audit.redactAgentRun({ runId: run!.id, reason: 'again' })).toEqual(answer);
  const after = (await owner.runs.getAgentRun({ runId: run!.id })).run!;
  expect(after).toMatchObject({ resultSummary: '', exitCode: 1, findingsCount: 1, redactedAt: answer.redactedAt });
  const { findings } = await owner.runs.listFindings({ runId: run!.id });
  expect(JSON.stringify([after, findings])).not.toContain('secret');
  expect((await receipt()).runJson).toBe(before.runJson);
  expect((await receipt()).attestation).toBe(before.attestation);
  const events = (await logOf(world, tenant)).filter(({ body }) => body.action === 'agent_run.redact');
  expect(events.map(({ body }) => body.outputs)).toEqual([{ findings: 1, payloads: 2 }]);
  expect((await own()).map(({ payloadJson }) => payloadJson)).toEqual([undefined, undefined]);
});

test('a redaction takes the payload of an event that has no place in the log yet, and a repeated one says what it takes', async () => {
  const tenant = await world.tenant();
  const { owner } = tenant;
  const runId = await runOf(tenant, 'x');
  await owner.audit.redactAgentRun({ runId, reason: 'x' });
  expect(
    await world.sql('select 1 from audit_payloads p join audit_events e on e.id = p.event_id where e.run_id = $1', [
      uuid(runId),
    ]),
  ).toEqual([]);
  // As if from a backup.
  await world.sql(
    `insert into audit_payloads select organization_id, id, occurred_at, '', '' from audit_events where run_id = $1 limit 1`,
    [uuid(runId)],
  );
  for (let n = 0; n < 2; n += 1) await owner.audit.redactAgentRun({ runId, reason: 'x' });
  const events = (await logOf(world, tenant)).filter(({ body }) => body.action === 'agent_run.redact');
  expect(events.map(({ body }) => body.outputs.payloads)).toEqual([2, 1]);
});

describe('retention', () => {
  const months = () =>
    world.sql<{ name: string }>(
      `select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = 'audit_payloads'::regclass order by 1`,
    );

  test('after moved months the right partitions are dropped, with an event for each month and organization', async () => {
    const own = await startWorld();
    try {
      const [held, other] = [await own.tenant(), await own.tenant()];
      for (const tenant of [own, held, other]) {
        for (let n = 0; n < 16; n += 1) await tenant.owner.tickets.createTicket({ title: `t${n}` });
        await settled(own, tenant);
        const ids = await own.sql<{ event_id: string }>(
          `select event_id from audit_leaves where organization_id = $1 and action = 'ticket.create' order by leaf_index`,
          [uuid(tenant.organizationId)],
        );
        // Ticket n was made n months ago.
        for (const [ago, { event_id: id }] of ids.entries())
          await own.sql(
            `update audit_payloads set occurred_at = date_trunc('month', now(), 'UTC') + interval '14 days' - make_interval(months => $1)
            where event_id = $2`,
            [ago, id],
          );
      }
      await held.owner.audit.setLegalHold({ on: true, reason: 'case' });
      const sizes = async (tenant: Tenant) => {
        const rows = await own.sql<{ n: string }>(
          `select count(*) as n from audit_payloads p join audit_leaves l on l.event_id = p.event_id
           where p.organization_id = $1 and l.action = 'ticket.create'`,
          [uuid(tenant.organizationId)],
        );
        return Number(rows[0]!.n);
      };
      const before = await Promise.all([own, held, other].map(sizes));
      const [text] = await own.sql<{ n: string }>('select count(*) as n from audit_payloads');
      const [expiring] = await own.sql<{ n: string }>(
        `select count(*) as n from audit_payloads where organization_id <> $1
         and date_trunc('month', occurred_at, 'UTC') + interval '1 month' <= now() - interval '400 days'`,
        [uuid(held.organizationId)],
      );
      await retainPayloads(own.server.orm.em.fork(), 400);
      // Each month is moved into its own partition, and nothing is lost or left behind on the way.
      expect(await own.sql('select 1 from only audit_payloads_default')).toEqual([]);
      const [rest] = await own.sql<{ n: string }>(
        `select count(*) as n from audit_payloads p join audit_events e on e.id = p.event_id
         where convert_from(e.body, 'UTF8') not like '%payload.expire%'`,
      );
      expect(Number(rest!.n)).toBe(Number(text!.n) - Number(expiring!.n));
      const [limit] = await own.sql<{ months: number[] }>(
        `select array(select n from generate_series(0, 15) as n
           where date_trunc('month', now(), 'UTC') - make_interval(months => n) + interval '1 month' <= now() - interval '400 days') as months`,
      );
      const gone = limit!.months;
      expect(gone.length).toBeGreaterThanOrEqual(2);
      expect(await Promise.all([own, held, other].map(sizes))).toEqual([
        before[0]! - gone.length,
        before[1]!,
        before[2]! - gone.length,
      ]);
      const events = (await logOf(own, other)).filter(({ body }) => body.action === 'payload.expire');
      expect(events.map(({ body }) => body.outputs)).toEqual(gone.map(() => ({ payloads: 1, retention_days: 400 })));
      expect((await logOf(own, held)).filter(({ body }) => body.action === 'payload.expire')).toEqual([]);
      await expectSound(own, other);
      // Nothing is left to do, and what is kept for the hold is not written anew for ever.
      const files = () =>
        own.sql(`select relname, relfilenode from pg_class where relname ~ '^audit_payloads_[0-9_]+$' order by 1`);
      const written = await files();
      await retainPayloads(own.server.orm.em.fork(), 400);
      expect((await logOf(own, other)).filter(({ body }) => body.action === 'payload.expire')).toHaveLength(
        gone.length,
      );
      expect(await files()).toEqual(written);
    } finally {
      await own.stop();
    }
  });

  test('a month is taken out of the default partition while somebody writes to it: no row is lost, and no byte stays', async () => {
    const text = `stray ${Math.random()}`;
    const insert = (at: string) =>
      `insert into audit_payloads values (gen_random_uuid(), gen_random_uuid(), '${at}', '', convert_to('${text}', 'UTF8'))`;
    const defaultBytes = async () => (await filesWith(text)).length;
    await world.sql(insert('2001-02-03Z'));
    expect(await defaultBytes()).toBe(1);
    await withClient(world.database.superuserUrl, async (client) => {
      await client.query('begin');
      await client.query(insert('2001-02-04Z'));
      const keeping = retainPayloads(world.server.orm.em.fork(), 40_000);
      await waitsFor('relation');
      await client.query('commit');
      await keeping;
    });
    expect(await world.sql('select 1 from only audit_payloads_default')).toEqual([]);
    expect(await world.sql('select 1 from audit_payloads_2001_02')).toHaveLength(2);
    await world.sql('drop table audit_payloads_2001_02');
    expect(await filesWith(text)).toEqual([]);
  });

  test('partitions for this month and the two after it are there, and events lie in them', async () => {
    const names = (await months()).map(({ name }) => name);
    expect(names.filter((name) => /_\d{4}_\d{2}$/.test(name)).length).toBeGreaterThanOrEqual(3);
    const stray = await world.sql('select 1 from only audit_payloads_default');
    expect(stray).toEqual([]);
  });

  test("the server's role cannot edit, delete or drop payloads, nor expire what is younger than 30 days", async () => {
    const tenant = await world.tenant();
    expect(await payloadsOf(tenant)).toBeGreaterThan(0);
    const asApp = (sql: string) => withClient(world.database.url, (client) => client.query(sql));
    const [{ name }] = (await months()).filter(({ name }) => /\d$/.test(name)) as [{ name: string }];
    for (const sql of [
      'delete from audit_payloads',
      `update audit_payloads set payload = ''`,
      'truncate audit_payloads',
      `delete from ${name}`,
      `drop table ${name}`,
      `select * from ${name}`,
      'delete from audit_leaves',
      'update audit_checkpoints set size = 1',
      'delete from audit_tiles',
      `select audit_rewrite_partition('${name}', 'true')`,
      `select audit_make_partition(now())`,
    ])
      await expect(asApp(sql), sql).rejects.toThrow(/permission denied|must be owner/);
    await expect(asApp(`select audit_expire_payloads(now() - interval '29 days')`)).rejects.toThrow('at least 30 days');
  });
});
