import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Check } from '../../src/audit/proof/check.ts';
import { Severity } from '../../src/gen/client/sfs/v1/severity.ts';
import { tampers } from '../audit/tamper.ts';
import { asReplica, quiet, seeded } from '../audit/tamper_backup.ts';
import { startWorld, type Tenant, uuid, type World } from '../support/server.ts';
import { addSentinel, type Machine, machine } from './machine.ts';

let world: World;
let other: Tenant;
let keys: string;
/** The head of the log, kept before anybody changes it. */
let newest: string;
beforeAll(async () => {
  world = await startWorld();
  other = await world.tenant();
  await addSentinel(world);
  const { runs, audit } = world.owner;
  const begun = { persona: 'sentinel', start: true, failOn: Severity.SEVERITY_HIGH };
  for (const severity of ['low', 'high']) {
    const { run } = await runs.createAgentRun(begun);
    await runs.completeAgentRun({ runId: run!.id, resultSummary: 's', severity });
    await quiet(world.sql, world.organizationId);
  }
  await runs.createAgentRun(begun);
  await Promise.all([quiet(world.sql, world.organizationId), quiet(world.sql, other.organizationId)]);
  newest = (await audit.getCheckpoint()).checkpoint;
  keys = (await audit.listLogKeys()).keys.map(({ line }) => `${line}\n`).join('');
});
afterAll(() => world.stop());

/** A machine that trusts the log's keys. */
function auditor(tenant: Pick<Tenant, 'ownerKey'> = world): Machine & { verify(...more: string[]): Promise<Verified> } {
  const m = machine(world, tenant.ownerKey);
  m.file('keys.txt', keys);
  const verify = async (...more: string[]) => {
    const { code, stdout } = await m.sfs('audit', 'verify', '--keys', 'keys.txt', '--format', 'json', ...more);
    return { code, ...linesOf(stdout) };
  };
  return { ...m, verify };
}

interface Verified {
  code: number;
  /** The lines that do not hold, by name: `tampered: …`. */
  bad: Record<string, string>;
  ok: string[];
}

function linesOf(stdout: string): Omit<Verified, 'code'> {
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  const bad = checks.filter(({ result }) => result !== 'ok');
  return {
    bad: Object.fromEntries(bad.map(({ name, result, message }) => [name, `${result}: ${message}`])),
    ok: checks.flatMap(({ name, result }) => (result === 'ok' ? [name] : [])),
  };
}

const names = ['keys', 'leaf bytes', 'leaf hashes', 'tiles', 'checkpoints', 'payloads', 'runs', 'queue', 'consistency'];

it('a log that nobody changed holds, and its head is remembered for the next time', async () => {
  const m = auditor();
  expect(await m.verify()).toEqual({ code: 0, bad: {}, ok: names });
  const { code, stdout } = await m.sfs('audit', 'verify', '--keys', 'keys.txt');
  expect(code).toBe(0);
  expect(stdout).toMatch(/consistency +begins with the [\d,]+ leaves of what this machine remembers/);
  expect(stdout).toMatch(/runs +3 runs: /);
});

it('keys that only the server vouches for are self-asserted', async () => {
  const { code, stdout } = await machine(world, world.ownerKey).sfs('audit', 'verify');
  expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringMatching(/keys +self-asserted: /) });
});

it('a log that is not signed by a trusted key was made by somebody else', async () => {
  const m = machine(world, world.ownerKey);
  m.file('keys.txt', (await machine(world, other.ownerKey).sfs('audit', 'keys')).stdout);
  const { code, stdout } = await m.sfs('audit', 'verify', '--keys', 'keys.txt');
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringMatching(/checkpoints +the newest checkpoint, at size \d+, is not signed/),
  });
});

// What must be said of each, wherever it happens: the line that shows it, and a part of its message.
const caught: Record<string, [line: string, message: RegExp]> = {
  'edit a body': ['checkpoints', /the checkpoint at size \d+ has another root/],
  'edit a payload': ['payloads', /index \d+, evt_[0-9a-f]{32}: the payload is not the one that was logged/],
  'edit a run row': ['runs', /run_[0-9a-f]{32}/],
  'a greener run row': [
    'runs',
    /^tampered: the row of run_[0-9a-f]{32} says something else than its events: status, policy_result, exit_code$/,
  ],
  'other reasons': [
    'runs',
    /^tampered: the row of run_[0-9a-f]{32} says something else than its events: reasons_sha256$/,
  ],
  'a payload moved into its salt': ['payloads', /the payload is not the one that was logged/],
  'delete a run row': ['queue', /evt_[0-9a-f]{32} waits for a place, and is not there or has one already/],
  'nest a body': ['checkpoints', /has another root/],
  'delete an event': ['leaf bytes', /index \d+: the (event evt_[0-9a-f]{32}|leaf) is missing/],
  'cut the tail': ['consistency', /the log was cut: it has \d+ leaves, and --since has \d+/],
  'delete the log': ['consistency', /the log was cut: it has 0 leaves/],
  reorder: ['checkpoints', /has another root|leaves/],
  replay: ['checkpoints', /has another root|leaves are there, and the newest checkpoint covers/],
  splice: ['leaf bytes', /index \d+, evt_[0-9a-f]{32}: the event is of another organization/],
  'relink after a delete': ['checkpoints', /the checkpoint at size \d+ has another root|leaves are there/],
};

describe('SQL as superuser', () => {
  it('every tamper has an expectation', () => expect(Object.keys(caught)).toEqual(Object.keys(tampers)));

  it.each(Object.keys(tampers))('%s: caught, and gone when it is undone', async (name) => {
    const m = auditor();
    m.file('kept', newest);
    const [line, message] = caught[name]!;
    const { undo } = await tampers[name]!(world.sql, seeded(1), world.organizationId);
    const { code, bad } = await m.verify('--since', 'kept');
    await undo();
    expect({ code, line: bad[line] }).toEqual({ code: 1, line: expect.stringMatching(message) });
    expect((await m.verify('--since', 'kept')).bad).toEqual({});
  });

  it('an edited payload or run row says nothing about the rest', async () => {
    const m = auditor();
    for (const [name, line] of [
      ['edit a payload', 'payloads'],
      ['a greener run row', 'runs'],
    ] as const) {
      const { undo } = await tampers[name]!(world.sql, seeded(3), world.organizationId);
      const { bad } = await m.verify();
      await undo();
      expect(Object.keys(bad)).toEqual([line]);
    }
  });

  it.each([
    ['severity_counts', `'{{0,0,0,0,0}}'`],
    ['severity_counts', `'{null,0,0,0,0}'`],
    ['reasons', 'array[reasons]'],
    ['reasons', 'reasons || null::text'],
  ])('a list in the row of a run that is another list: %s = %s', async (column, value) => {
    const text = `select id::text, ${column} as was from agent_runs where organization_id = $1 and status = 'failed'`;
    const [{ id, was }] = (await world.sql(text, [uuid(world.organizationId)])) as [{ id: string; was: unknown[] }];
    await asReplica(world.sql, `update agent_runs set ${column} = ${value} where id = '${id}'`);
    const { code, bad } = await auditor().verify();
    await world.sql(`update agent_runs set ${column} = $1 where id = $2`, [was, id]);
    expect({ code, bad }).toEqual({ code: 1, bad: { runs: expect.stringContaining('says something else than its') } });
    expect((await auditor().verify()).bad).toEqual({});
  });

  it('an event without a place in the log or its queue is named', async () => {
    const id = crypto.randomUUID();
    const org = uuid(world.organizationId);
    await asReplica(world.sql, `insert into audit_events values ('${org}', '${id}', now(), null, null, '{}')`);
    const { code, bad } = await auditor().verify();
    await asReplica(world.sql, `delete from audit_events where id = '${id}'`);
    expect({ code, bad }).toEqual({
      code: 1,
      bad: { queue: expect.stringContaining(`evt_${id.replaceAll('-', '')} has no place`) },
    });
  });

  it('a stored tile that was changed is named by its path', async () => {
    const edit = `update audit_tiles set hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) where organization_id = '${uuid(world.organizationId)}'`;
    await asReplica(world.sql, edit);
    const { code, bad } = await auditor().verify();
    await asReplica(world.sql, edit);
    expect({ code, bad }).toEqual({
      code: 1,
      bad: { tiles: expect.stringMatching(/tile\/0\/000\.p\/\d+ is not what the leaves make it/) },
    });
  });

  it('a log that is gone is incomplete where nothing was kept of it', async () => {
    const { undo } = await tampers['delete the log']!(world.sql, seeded(1), world.organizationId);
    onTestFinished(undo);
    const { bad } = await auditor().verify();
    expect(bad.checkpoints).toMatch(/^incomplete: the log is empty/);
  });
});

describe('what was kept', () => {
  it('holds with an earlier checkpoint', async () => {
    const text = 'select note from audit_checkpoints where organization_id = $1 order by size limit 1';
    const [earlier] = await world.sql<{ note: string }>(text, [uuid(world.organizationId)]);
    const m = auditor();
    m.file('earlier', earlier!.note);
    expect(await m.verify('--since', 'earlier')).toEqual({ code: 0, bad: {}, ok: names });
  });

  it.each(['cut the tail', 'delete the log'])(
    'this machine remembers the log, without being told: %s',
    async (name) => {
      const m = auditor();
      expect((await m.verify()).code).toBe(0);
      const { undo } = await tampers[name]!(world.sql, seeded(4), world.organizationId);
      const { code, bad } = await m.verify();
      // What was found to be cut is not remembered: the next time says the same.
      const again = await m.verify();
      await undo();
      const line = expect.stringMatching(
        /the log was cut: it has \d+ leaves, and what this machine remembers \(.*\) has \d+/,
      );
      expect({ code, line: bad.consistency }).toEqual({ code: 1, line });
      expect(again).toEqual({ code, bad, ok: expect.anything() });
    },
  );

  it('where nothing can be remembered, what was verified holds all the same', async () => {
    const m = auditor();
    const env = { XDG_STATE_HOME: `${m.cwd}/keys.txt` };
    const { code, stderr } = await m.with({ env })(
      'audit',
      'verify',
      '--keys',
      'keys.txt',
      '--since',
      m.file('kept', newest),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/could not be remembered \(E\w+\)/) });
  });

  it('a checkpoint of another log is unusable', async () => {
    const m = auditor();
    m.file('since', (await other.owner.audit.getCheckpoint()).checkpoint);
    expect(await m.verify('--since', 'since')).toMatchObject({
      code: 2,
      bad: { consistency: 'unusable: --since is of another log' },
    });
  });
});

it('payloads that were purged are accounted for; those that only vanished are not', async () => {
  const { ownerKey, organizationId, owner } = await world.tenant();
  const m = machine(world, ownerKey);
  m.file('keys.txt', (await m.sfs('audit', 'keys')).stdout);
  const verify = () => m.sfs('audit', 'verify', '--keys', 'keys.txt');
  await quiet(world.sql, organizationId);
  const { events } = await owner.audit.listAuditEvents();
  await owner.audit.purgePayloads({ eventIds: [events[0]!.id], reason: 'asked for' });
  await quiet(world.sql, organizationId);
  const purged = await verify();
  expect({ code: purged.code, stdout: purged.stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('1 erased, as events say'),
  });
  await asReplica(world.sql, `delete from audit_payloads where event_id = '${uuid(events[1]!.id)}'`);
  const gone = await verify();
  expect(gone.code).toBe(3);
  expect(gone.stdout).toMatch(/payloads +of 2 payloads that are missing, events account for 1/);
});
