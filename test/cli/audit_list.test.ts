import { type ServerUnaryCall, type ServerWritableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafHash } from '../../src/audit/proof/merkle.ts';
import {
  AuditServiceService,
  type ExportAuditEventsRequest,
  ExportAuditEventsResponse,
  GetAuditReportResponse,
} from '../../src/gen/client/sfs/v1/audit.ts';
import { quiet } from '../audit/tamper_backup.ts';
import { startWorld, type World } from '../support/server.ts';
import { grpcServer, trouble } from './grpc_server.ts';
import { addSentinel, type Machine, machine } from './machine.ts';
import { sfs } from './run.ts';

let world: World;
let run: string;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  key = await world.key({ scopes: ['agent_runs:read'], name: 'narrow' });
  const made = await world.owner.runs.createAgentRun({ persona: 'sentinel', start: true });
  run = made.run!.id;
  await world
    .as(key)
    .runs.completeAgentRun({ runId: run, resultSummary: 's' })
    .catch(() => {});
  await world.owner.runs.completeAgentRun({ runId: run, resultSummary: 's', severity: 'low' });
  const refused = `select 1 from audit_leaves where outcome <> 'OK'`;
  for (let attempt = 0; attempt < 300 && (await world.sql(refused)).length === 0; attempt++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  await quiet(world.sql, world.organizationId);
});
afterAll(() => world.stop());

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

async function actions(m: Machine, ...filters: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await m.sfs('audit', 'list', '--format', 'jsonl', ...filters);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return lines(stdout).map(({ action }) => action);
}

describe('list', () => {
  it('every filter finds its events, newest first', async () => {
    const m = machine(world, world.ownerKey);
    const [slug] = (await world.owner.projects.listProjects()).projects.map((project) => project.slug);
    expect(await actions(m, '--run', run)).toEqual(['agent_run.complete', 'agent_run.create']);
    expect(await actions(m, '--action', 'agent_run.complete')).toEqual(['agent_run.complete']);
    expect(await actions(m, '--outcome', 'refused')).toEqual(['call.refused']);
    expect(await actions(m, '--resource', 'persona')).toEqual(['persona.create']);
    expect(await actions(m, '--actor', 'system')).toEqual(['member.create', 'project.create', 'organization.create']);
    expect(await actions(m, '--until', '1h')).toEqual([]);
    expect(await actions(m, '--since', '1h', '--action', 'member.create')).toEqual(['member.create']);
    const ofProject = await actions(m, '--project', slug!);
    expect(ofProject).toContain('agent_run.create');
    expect(ofProject).not.toContain('organization.create');
    expect(await actions(m, '--project', world.projectId)).toEqual(ofProject);
  });

  it('the whole organization is listed where the project of the checkout is another', async () => {
    const m = machine(world, world.ownerKey);
    const { code, stdout } = await m.with({ env: { SFS_PROJECT: 'nowhere' } })('audit', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^INDEX +TIME +ACTION +OUTCOME +ACTOR +RESOURCE +RUN\n/);
    expect(stdout).toMatch(/^\d+ +\S+Z +call\.refused +PERMISSION_DENIED SCOPE_MISSING +narrow \(key_\w+\) +call$/m);
    expect(stdout).toMatch(/^0 +\S+Z +organization\.create +ok +the server +org_\w+$/m);
  });

  it.each([
    [['--outcome', 'green'], '--outcome must be one of: ok, refused'],
    [['--project', ''], '--project is given but empty'],
    [['--actor', ''], '--actor is given but empty'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, stderr } = await machine(world, world.ownerKey).sfs('audit', 'list', ...argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('export', () => {
  it('prints every event of the log once, with the bytes that are logged', async () => {
    const { code, stdout } = await machine(world, world.ownerKey).sfs('audit', 'export', '--format', 'jsonl');
    const events = lines(stdout);
    const hashes = await world.sql<{ leaf_hash: Buffer }>(`select leaf_hash from audit_leaves order by leaf_index`);
    expect(code).toBe(0);
    expect(events.map(({ body }) => leafHash(Buffer.from(body, 'base64')).toString('hex'))).toEqual(
      hashes.map(({ leaf_hash }) => leaf_hash.toString('hex')),
    );
    expect(events[0]).toMatchObject({
      ...{ leaf_index: 0, action: 'organization.create', outcome_code: 'OK', run_id: null },
      outputs: { project_id: world.projectId },
      payload: { name: expect.stringMatching(/^Tenant/) },
      salt: expect.stringMatching(/^[\w+/]{22}==$/),
    });
    expect(events[0]).not.toHaveProperty('outputs_json');
    expect(events[0]).not.toHaveProperty('payload_json');
  });

  it('takes the filters of list', async () => {
    const { stdout } = await machine(world, world.ownerKey).sfs('audit', 'export', '--outcome', 'refused');
    expect(lines(stdout).map(({ action }) => action)).toEqual(['call.refused']);
  });

  it('goes on behind the last event where the server went away: nothing twice, nothing lost', async () => {
    const asked: string[] = [];
    const record = (leafIndex: number) => ({ event: { leafIndex, outputsJson: '{}' } });
    type Call = ServerWritableStream<ExportAuditEventsRequest, ExportAuditEventsResponse>;
    const exportAuditEvents = (call: Call) => {
      asked.push(call.request.afterIndex);
      const first = call.request.afterIndex === '' ? 0 : Number(call.request.afterIndex) + 1;
      // A server that does not listen well sends the last one once more.
      const records = [first - 1, first, first + 1].filter((index) => index >= 0).map(record);
      call.write(ExportAuditEventsResponse.fromPartial({ records }));
      if (first < 4) call.emit('error', trouble(status.UNAVAILABLE, 'stopping', { retryAfter: 1 }));
      else call.end();
    };
    const server = await grpcServer(AuditServiceService, { exportAuditEvents } as never);
    const env = { SFS_SERVER: server, SFS_API_KEY: 'sfsk_x' };
    const { code, stdout } = await sfs(['audit', 'export'], { env });
    expect(code).toBe(0);
    expect(asked).toEqual(['', '1', '3']);
    expect(lines(stdout).map(({ leaf_index }) => leaf_index)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('report', () => {
  const now = new Date('2026-05-10T12:00:00Z');
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  const hostile = '\u001b[31mci](http://evil) | <b>\n::error::x';
  const report = GetAuditReportResponse.fromPartial({
    ...{ since: days(-7), until: now, events: 42 },
    keys: [
      { keyId: 'key_1', keyName: 'quiet', memberName: 'Olga', events: 9, expiresAt: days(90), lastEventAt: days(-1) },
      {
        keyId: 'key_2',
        keyName: hostile,
        events: 3,
        refused: 2,
        scopes: ['tickets:write'],
        unusedScopes: ['tickets:write'],
        expiresAt: days(3),
      },
      { keyId: 'key_3', keyName: 'gone', unusedScopes: ['tickets:read'], revokedAt: days(-2), expiresAt: days(2) },
    ],
    personas: [{ personaName: 'sentinel', projectId: 'proj_1', runs: 5, passed: 3, failed: 1, errored: 1 }],
    refusals: [
      {
        code: 'PERMISSION_DENIED',
        reason: 'SCOPE_MISSING',
        method: 'TicketService.CreateTicket',
        count: 2,
        lastAt: days(-1),
      },
    ],
    legalHold: { on: true, reason: hostile, setAt: days(-1) },
  });

  async function printed(...argv: string[]): Promise<string> {
    const getAuditReport = (_: ServerUnaryCall<unknown, unknown>, done: sendUnaryData<GetAuditReportResponse>) =>
      done(null, report);
    const server = await grpcServer(AuditServiceService, { getAuditReport } as never);
    const env = { SFS_SERVER: server, SFS_API_KEY: 'sfsk_x' };
    const { code, stdout } = await sfs(['audit', 'report', ...argv], { env, now });
    expect(code).toBe(0);
    return stdout;
  }

  it('says first what needs attention: refused calls, keys that expire, scopes that nobody used', async () => {
    const text = await printed();
    const attention = text.slice(text.indexOf('Needs attention\n'), text.indexOf('\nKeys\n')).split('\n').slice(1, -1);
    expect(attention).toEqual([
      expect.stringMatching(/\(key_2\) was refused 2 calls: sfs audit list --actor key_2 --outcome refused$/),
      expect.stringMatching(/\(key_2\) expires in 3 days$/),
      expect.stringMatching(/\(key_2\) did not use tickets:write: /),
    ]);
    expect(text).toMatch(/^Audit report, 2026-05-03 to 2026-05-10: 42 events\n/);
    expect(text).toMatch(/gone \(key_3\) .* revoked 2026-05-08\n/);
    expect(text).toMatch(/sentinel +proj_1 +5 +3 +1 +1 +0\n/);
    expect(text).toMatch(/TicketService\.CreateTicket +PERMISSION_DENIED +SCOPE_MISSING +2 /);
    expect(text).toMatch(/Legal hold\n {2}on since 2026-05-09: /);
  });

  it.each([[[]], [['--format', 'markdown']]])('text of users stays text %j', async (argv) => {
    const text = await printed(...argv);
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^\s*::error/m);
    if (argv.length > 0) {
      expect(text).not.toMatch(/[^\\]\]\(|<b>/);
      const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.includes('key\\_'));
      expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual([9, 9, 9]);
    }
  });

  it('is for the last seven days where nothing is said, and JSON holds it as the server sent it', async () => {
    const { code, stdout } = await machine(world, world.ownerKey).sfs('audit', 'report', '--format', 'json');
    expect(code).toBe(0);
    const { since, until, keys, refusals } = JSON.parse(stdout);
    expect(Date.parse(until) - Date.parse(since)).toBeCloseTo(7 * 86_400_000, -4);
    expect(keys.map(({ key_name }: { key_name: string }) => key_name)).toContain('narrow');
    expect(refusals).toMatchObject([{ reason: 'SCOPE_MISSING', count: 1 }]);
  });
});
