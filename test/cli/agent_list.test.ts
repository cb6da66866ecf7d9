import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  AgentRun,
  AgentRunServiceService,
  AgentRunStatus,
  type WatchAgentRunResponse,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import { startWorld, type World } from '../support/server.ts';
import { grpcServer, trouble } from './grpc_server.ts';
import { addSentinel, ciScopes, type Machine, machine } from './machine.ts';
import { sfs } from './run.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld();
  await addSentinel(world);
  key = await world.key({ scopes: ciScopes });
});
afterAll(() => world.stop());

async function ids(m: Machine, ...filters: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await m.sfs('agent', 'list', '--all', '--format', 'jsonl', ...filters);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id);
}

it('every filter finds its runs, newest first', async () => {
  const m = machine(world, key);
  const commit = 'd'.repeat(40);
  const ticket = (await m.sfs('ticket', 'create', '--title', 't', '--output-id')).stdout.trim();
  const ci = ['--trigger-source', 'ci', '--ci-provider', 'gitlab', '--trigger-ref', 'refs/heads/x', '--commit', commit];
  const first = await m.started(...ci, '--ticket', ticket, '--fail-on', 'high');
  const second = await m.started();
  await m.sfs('agent', 'complete', first, '--summary', 's', '--severity', 'high');
  for (const filters of [
    ...[
      ['--status', 'failed'],
      ['--severity', 'high'],
      ['--policy-result', 'fail'],
      ['--trigger-source', 'ci'],
    ],
    ...[
      ['--trigger-ref', 'refs/heads/x'],
      ['--commit', commit],
      ['--ticket', ticket],
      ['--ci-provider', 'gitlab'],
    ],
  ]) {
    expect(await ids(m, ...filters)).toEqual([first]);
  }
  expect(await ids(m, '--status', 'failed', '--status', 'running')).toEqual([second, first]);
  expect(await ids(m, '--persona', 'SENTINEL', '--since', '1h')).toEqual([second, first]);
  expect(await ids(m, '--until', '1h')).toEqual([]);
  expect(await ids(m, '--severity', 'low')).toEqual([]);

  const { stdout, stderr } = await m.sfs('agent', 'list', '--limit', '1');
  expect(stdout).toMatch(new RegExp(`^ID .*REF\n${second}  sentinel  running `));
  const cursor = /--cursor (\S+),/.exec(stderr)?.[1] ?? '';
  expect(JSON.parse((await m.sfs('agent', 'list', '--cursor', cursor, '--format', 'json')).stdout)).toMatchObject({
    runs: [{ id: first, status: 'failed' }],
    next_page_token: '',
  });
});

it.each([
  [['--status', 'green'], '--status must be one of: queued, running'],
  [['--status', ''], '--status must be one of'],
  [['--severity', ''], '--severity is given but empty'],
  [['--since', 'yesterday'], '--since must be a time'],
])('%j is wrong usage', async (argv, message) => {
  const { code, stderr } = await machine(world, key).sfs('agent', 'list', ...argv);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});

it('watch prints a line per change and ends with the run', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const watching = m.sfs('agent', 'watch', id);
  await m.sfs('agent', 'complete', id, '--summary', 's', '--severity', 'none');
  const { code, stdout } = await watching;
  expect(code).toBe(0);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/Z {2}passed {2}findings 0 {2}severity none {2}pass, exit 0/);
});

it('watch goes on where the server went away, and repeats nothing', async () => {
  const id = `run_${'1'.repeat(32)}`;
  const states = [
    AgentRunStatus.AGENT_RUN_STATUS_QUEUED,
    AgentRunStatus.AGENT_RUN_STATUS_RUNNING,
    AgentRunStatus.AGENT_RUN_STATUS_RUNNING,
    AgentRunStatus.AGENT_RUN_STATUS_PASSED,
  ].map((state) => ({ run: AgentRun.fromPartial({ id, status: state, createdAt: new Date(0) }) }));
  const watchAgentRun = (call: ServerWritableStream<unknown, WatchAgentRunResponse>) => {
    for (const message of states.splice(0, 2)) call.write(message);
    if (states.length > 0) call.emit('error', trouble(status.UNAVAILABLE, 'stopping', { retryAfter: 1 }));
    else call.end();
  };
  const server = await grpcServer(AgentRunServiceService, { watchAgentRun } as never);
  const env = { SFS_SERVER: server, SFS_API_KEY: 'sfsk_x' };
  const { code, stdout, stderr } = await sfs(['agent', 'watch', id, '--format', 'jsonl'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('trying again') });
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).status)).toEqual(['queued', 'running', 'passed']);
});

it('cancel ends a run, and refuses one that has ended', async () => {
  const m = machine(world, key);
  const id = await m.started();
  const { code, stdout } = await m.sfs('agent', 'cancel', id, '--format', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled', policy_result: 'fail', exit_code: 1 });
  const again = await m.sfs('agent', 'cancel', id);
  expect(again).toMatchObject({ code: 6, stderr: expect.stringContaining('RUN_ALREADY_FINAL') });
});
